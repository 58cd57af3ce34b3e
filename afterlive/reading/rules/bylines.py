"""Bylines: who wrote it, in the forms that live blogs print.

A line is a byline by its words (`By …`, `edited by …`). One that only looks like a name is one where something
else says so, too: `afterlive.reading.rules.names_alone` looks for that.
"""

from __future__ import annotations

import re
from typing import NamedTuple

CAPITAL = "".join(letter for letter in map(chr, range(0x2000)) if letter.isupper())
"""Letters of the scripts that tell capitals from small letters; in the others nothing looks like a name."""
PARTICLE = r"(?:de|da|di|del|van|von|der|den|al|el|bin|le|la|ter|dos|af)(?=\s)"
NAME = rf"(?:[{CAPITAL}][\w.'’-]*|{PARTICLE})"
NAMES = rf"{NAME}(?:\s{NAME}){{1,4}}"
AND = r"\s?(?:&|\b(?:and|und|et|y|e|with)\b)\s?"
BETWEEN = rf"(?:{AND}|\s?,\s?)"
LIST = rf"{NAMES}(?:{BETWEEN}{NAMES})*"
WORKS = r"(?:written|edited|posted|reported|reporting|analysis|updated|compiled)"
BY = r"(?i:by|von|par|por|di|door)"
FROM = r"(?i:from|de|desde|da|aus)"
IN = r"(?:in|at|en|em|à|aus)"
ORGANISATION = rf"(?:the\s)?[{CAPITAL}][\w-]*['’]s?\s"
PLACES = rf"{NAME}(?:\s{NAME}){{0,4}}"
PLACE = rf"(?:\s?(?:,|\||-|–|\b{IN}\b)\s?{PLACES})*"
HANDLE = r"(?:\s?[·•|]\s?@\w+)?[,.]?"


class BylineForm(NamedTuple):
    """A form of byline: the group `names` holds the people, `others` those who edited."""

    says: str
    form: re.Pattern[str]


BYLINES = (
    # the first that is all of a line holds
    BylineForm(
        "names in several places, behind `by`",
        re.compile(
            rf"(?:(?i:{WORKS})\s)?{BY}\s(?:{ORGANISATION})?(?P<names>{NAMES})\s{IN}\s{PLACES}{AND}(?P<others>{NAMES})"
        ),
    ),
    BylineForm(
        "names behind `by`",
        re.compile(rf"(?:(?i:{WORKS})\s)?{BY}:?\s?(?:{ORGANISATION})?(?P<names>{LIST}){PLACE}{HANDLE}"),
    ),
    BylineForm(
        "names behind `by`, and who edited",
        re.compile(rf"{BY}\s(?P<names>{LIST}),?\s(?:edited|updated)\sby\s(?P<others>{LIST})"),
    ),
    BylineForm(
        "a role and names behind `by`",
        re.compile(rf"{BY}\s(?:(?:the\s)?[a-z][\w-]*\s){{1,4}}(?P<names>{LIST}){PLACE}{HANDLE}"),
    ),
    BylineForm(
        "names behind `from`, with an organisation",
        re.compile(
            rf"(?:(?i:analysis|reporting)\s)?{FROM}\s{ORGANISATION}(?P<names>{LIST})"
            rf"(?:{AND}(?:journalist|producer|reporter)s?\s(?P<others>{LIST}))?{PLACE}{HANDLE}"
        ),
    ),
    BylineForm(
        "names behind `from`, and where they are",
        re.compile(rf"{FROM}\s(?P<names>{LIST}),?\s{IN}\s{PLACES}"),
    ),
    BylineForm("names, and where they are", re.compile(rf"(?P<names>{LIST}),\s{IN}\s{PLACES}")),
    BylineForm(
        "an organisation, a role and a name",
        re.compile(r"[A-Z]{2,6}\s(?:[a-z][\w-]*\s){1,3}" rf"(?P<names>{NAMES})"),
    ),
)
NAMELESS = re.compile(
    r"(?:reporting\s(?:from|in)\s.{1,40}|(?:by|from)\s(?:[A-Z][\w-]*\s){0,3}staff.{0,30})", re.IGNORECASE
)
"""Lines that stand where bylines do, and name nobody."""
PAIR = re.compile(rf"(?P<name>{NAMES}),\s?(?P<place>{NAMES})")
"""Two people are joined by a word; a comma alone sets off where the one is, or what."""
MAX_LENGTH = 120
MAX_NAME = 40
MAX_WORDS = 4


def authors(text: str) -> tuple[str, ...] | None:
    """Return the names in a line such as `By Ines Marlow and Tom Okafor`; None if it is no such line."""
    if len(text) > MAX_LENGTH:
        return None
    if NAMELESS.fullmatch(text):
        return ()
    match = next((match for rule in BYLINES if (match := rule.form.fullmatch(text))), None)
    if match is None:
        return None
    pair = PAIR.fullmatch(match["names"])
    others = match.groupdict().get("others")
    return (*split(pair["name"] if pair else match["names"]), *(split(others) if others else ()))


def is_word(text: str) -> bool:
    """Say whether a line is the word that names follow in the next line, and nothing else."""
    return re.fullmatch(rf"(?:{WORKS}\s)?{BY}:?", text, re.IGNORECASE) is not None


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


def is_names(text: str) -> bool:
    """Say whether a line is a list of names, at least two."""
    return (
        len(text) <= MAX_LENGTH
        and re.fullmatch(rf"{NAMES}(?:{BETWEEN}{NAMES})+", text) is not None
        and not text.endswith(".")
    )


def is_people(text: str) -> bool:
    """Say whether a line looks like the name of one person or of several, and may be nothing but that."""
    return is_name(text) or is_names(text)


def people(text: str) -> tuple[str, ...] | None:
    """Return the people of a byline, or of a line that looks like nothing but names, else None."""
    names = authors(text)
    return split(text) if names is None and is_people(text) else names


def split(names: str) -> tuple[str, ...]:
    """Return the names of a list."""
    return tuple(name.strip(" .|·•-–") for name in re.split(BETWEEN, names) if name.strip(" ."))
