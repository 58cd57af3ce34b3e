"""Bylines: who wrote it, in the forms that live blogs print.

A line is a byline by its words (`By …`, `edited by …`). One that only looks like a name is one where
something else says so, too: `beside_stamps` looks for that.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.languages import lexicon
from afterlive.reading.languages.wording import LineForms
from afterlive.reading.rules import stamps

if TYPE_CHECKING:
    from collections.abc import Callable

    from afterlive.reading.languages.language import BylineWords

CAPITAL = "".join(letter for letter in map(chr, range(0x2000)) if letter.isupper())
"""Letters of the scripts that tell capitals from small letters; in the others nothing looks like a name."""
PARTICLE = r"(?:de|da|di|del|van|von|der|den|al|el|bin|le|la|ter|dos|af)(?=\s)"
NAME = rf"(?:[{CAPITAL}][\w.'’-]*|{PARTICLE})"
NAMES = rf"{NAME}(?:\s{NAME}){{1,4}}"
ORGANISATION = rf"(?:the\s)?[{CAPITAL}][\w-]*['’]s?\s"
PLACES = rf"{NAME}(?:\s{NAME}){{0,4}}"
HANDLE = r"(?:\s?[·•|]\s?@\w+)?[,.]?"
PAIR = re.compile(rf"(?P<name>{NAMES}),\s?(?P<place>{NAMES})")
"""Two people are joined by a word; a comma alone sets off where the one is, or what."""


class BylineParts(NamedTuple):
    """Expressions of what bylines are made of, in the words of all languages."""

    by: str
    origins: str
    roles: str
    places: str
    joined: str
    names: str
    """One name or several."""
    works: str
    place: str
    """Where they are, if it is said."""
    role: str
    """What they are, likewise."""


class BylineForm(NamedTuple):
    """A form of byline: the group `names` holds the people, `others` those who edited."""

    says: str
    form: Callable[[BylineParts], str]


BYLINES = (
    # the first that is all of a line holds
    BylineForm(
        "names in several places, behind `by`",
        lambda of: (
            rf"{of.works}{of.by}\s(?:{ORGANISATION})?(?P<names>{NAMES})\s{of.places}\s{PLACES}"
            rf"{of.joined}(?P<others>{NAMES})"
        ),
    ),
    BylineForm(
        "names behind `by`",
        lambda of: (
            rf"{of.works}{of.by}\s?:?\s?(?:{ORGANISATION})?(?P<names>{of.names}){of.place}{of.role}{HANDLE}"
        ),
    ),
    BylineForm(
        "names behind `by`, and who edited",
        lambda of: rf"{of.by}\s(?P<names>{of.names}),?\s{of.works}{of.by}\s(?P<others>{of.names})",
    ),
    BylineForm(
        "a role and names behind `by`",
        lambda of: rf"{of.by}\s(?:(?:the\s)?[a-z][\w-]*\s){{1,4}}(?P<names>{of.names}){of.place}{HANDLE}",
    ),
    BylineForm(
        "names behind `from`, with an organisation",
        lambda of: (
            rf"{of.works}{of.origins}\s{ORGANISATION}(?:(?:[^\W\d_]\S*\s){{1,3}}(?:{of.roles}),?\s)?"
            rf"(?P<names>{of.names})"
            rf"(?:{of.joined}{of.roles}\s(?P<others>{of.names}))?{of.place}{HANDLE}"
        ),
    ),
    BylineForm(
        "names behind `from`, and where they are",
        lambda of: rf"{of.origins}\s(?P<names>{of.names}),?\s{of.places}\s{PLACES}",
    ),
    BylineForm("names, and where they are", lambda of: rf"(?P<names>{of.names}),\s{of.places}\s{PLACES}"),
    BylineForm(
        "an organisation, a role and a name",
        lambda _: rf"[A-Z]{{2,6}}\s(?:[a-z][\w-]*\s){{1,3}}(?P<names>{NAMES})",
    ),
)


def _words(kind: Callable[[BylineWords], tuple[str, ...]]) -> str:
    return lexicon.any_of(lexicon.words(lambda language: kind(language.bylines)))


@cache
def _between() -> str:
    """Return the regular expression for what separates two names."""
    return rf"(?:{_parts().joined}|\s?,\s?)"


@cache
def _parts() -> BylineParts:
    joined = rf"\s?(?:[&、·]|(?<!\w)(?:{_words(lambda words: words.conjunctions)})(?!\w))\s?"
    places = rf"(?<!\w)(?:{_words(lambda words: words.places)})(?!\w)"
    return BylineParts(
        by=rf"(?i:{_words(lambda words: words.by)})",
        origins=rf"(?i:{_words(lambda words: words.origins)})",
        roles=rf"(?i:{_words(lambda words: words.roles)})",
        places=places,
        joined=joined,
        names=rf"{NAMES}(?:(?:{joined}|\s?,\s?){NAMES})*",
        works=rf"(?:(?i:{_words(lambda words: words.works)})\s)?",
        place=rf"(?:\s?(?:,|\||-|–|{places})\s?{PLACES})*",
        role=rf"(?:,\s(?:[^\W\d_][\w’'-]*\s){{0,3}}(?i:{_words(lambda words: words.roles)}))?",
    )


@cache
def _matched(rule: BylineForm) -> re.Pattern[str]:
    return re.compile(rule.form(_parts()))


@cache
def _nameless() -> LineForms:
    """Return the lines that stand where bylines do, and name nobody."""
    return LineForms(lexicon.words(lambda language: language.bylines.nameless))


@cache
def _by_alone() -> re.Pattern[str]:
    by, works = _words(lambda words: words.by), _words(lambda words: words.works)
    return re.compile(rf"(?:(?:{works})\s)?(?:{by}):?", re.IGNORECASE)


MAX_LENGTH = 120
MAX_TIMES = 2
"""When it was written, and when it was changed."""
MAX_NAME = 40
MAX_WORDS = 4


@lru_cache(maxsize=65_536)  # several rules ask of each line
def authors(text: str) -> tuple[str, ...] | None:
    """Return the names in a line such as `By Ines Marlow and Tom Okafor`; None if it is no such line."""
    if len(text) > MAX_LENGTH:
        return None
    text = _undated(text)
    if _nameless().hold(text):
        return ()
    form = form_of(text)
    match = form and _matched(form).fullmatch(text)
    if match is None:
        return None
    pair = PAIR.fullmatch(match["names"])
    others = match.groupdict().get("others")
    names = pair["name"] if pair else _joined_names(match["names"])
    return (*split(names), *(split(others) if others else ()))


def _joined_names(names: str) -> str:
    """Return a list without what a comma sets off behind its last name: `Ana Paz and Rui Sá, Courier`."""
    *_, last = [0, *(joined.end() for joined in re.finditer(_parts().joined, names))]
    return names[:last] + names[last:].partition(",")[0] if last else names


def _undated(text: str) -> str:
    """Return a line without the times that it ends with: `By Ines Marlow, 21 February 2024`."""
    for _ in range(MAX_TIMES):
        stamp = stamps.trailing(text) if text[-1:].isalnum() or text[-1:] in ").]" else None
        if stamp is None:
            break
        text = stamps.linking(text[: stamp.start]).rstrip(" ,")
    return text


def form_of(text: str) -> BylineForm | None:
    """Return the form of byline that a line has."""
    return (
        next((rule for rule in BYLINES if _matched(rule).fullmatch(text)), None)
        if len(text) <= MAX_LENGTH
        else None
    )


def is_word(text: str) -> bool:
    """Say whether a line is the word that names follow in the next line, and nothing else."""
    return _by_alone().fullmatch(text) is not None


def is_role(text: str) -> bool:
    """Say whether a line is what somebody is, and nothing else: `Transport reporter`."""
    return len(text) <= MAX_NAME and _role().fullmatch(text) is not None


@cache
def _role() -> re.Pattern[str]:
    return re.compile(rf"(?:[^\W\d_][\w’'-]*\s){{0,3}}(?:{_words(lambda words: words.roles)})", re.IGNORECASE)


def is_name(text: str) -> bool:
    """Say whether a line looks like the name of one person, and may be nothing but that."""
    text = text.strip(" |,·•-–")
    return (
        len(text) <= MAX_NAME
        and 1 < len(text.split()) <= MAX_WORDS
        and re.fullmatch(NAMES, text) is not None
        and not text.isupper()
        and not text.endswith(".")
    )


def begins_with_name(text: str) -> bool:
    """Say whether a text begins with what looks like the name of a person."""
    return re.match(NAMES, text) is not None


def is_names(text: str) -> bool:
    """Say whether a line is a list of names, at least two."""
    return (
        len(text) <= MAX_LENGTH
        and re.fullmatch(rf"{NAMES}(?:{_between()}{NAMES})+", text) is not None
        and not text.endswith(".")
    )


def is_people(text: str) -> bool:
    """Say whether a line looks like the name of one person or of several, and may be nothing but that."""
    return is_name(text) or is_names(text)


def people(text: str) -> tuple[str, ...] | None:
    """Return the people of a byline, or of a line that looks like nothing but names, else None."""
    names = authors(text)
    return split(text) if names is None and is_people(text) else names


def without_role(name: str) -> str:
    """Return a name without what somebody is behind it: `Ines Colt Reporter`."""
    found = _with_role().fullmatch(name)
    is_one = found and (is_name(found["name"]) or found["name"].upper() == found["name"].lower())
    return found["name"] if found and is_one else name


@cache
def _with_role() -> re.Pattern[str]:
    return re.compile(rf"(?P<name>.+)\s(?:{_words(lambda words: words.roles)})", re.IGNORECASE)


def split(names: str) -> tuple[str, ...]:
    """Return the names of a list."""
    return tuple(name.strip(" .|·•-–—:：") for name in re.split(_between(), names) if name.strip(" ."))
