"""Furniture: what a page has around its updates, and a copy of it brings along.

A form is a whole line, so that a sentence that only mentions sharing or comments stays. The words are those
of the languages' files; marks around them don't count, nor does case.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.languages import lexicon
from afterlive.reading.languages.wording import LineForms, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from afterlive.reading.languages.language import PageWords

LONGEST = 250
"""Characters; what is longer is text."""
SERVICES = (
    "facebook",
    "twitter",
    "x",
    "whatsapp",
    "messenger",
    "reddit",
    "linkedin",
    "telegram",
    "pinterest",
    "flipboard",
    "bluesky",
    "threads",
    "instagram",
    "mastodon",
    "email",
    "e-mail",
)
"""Where pages are shared to: names that are the same in every language."""
SERVICE_LINKS = re.compile(rf"(?:(?:{'|'.join(SERVICES)})\s?)+")
COPYRIGHT = re.compile(r"\s*©.{0,60}")
COUNT = re.compile(r"\s*\([\d.,]+\)$")
"""How many there are, behind a heading: `Comments (12)`."""
RULE = re.compile(r"(?:(?![\U0001f000-\U0001ffff])[\W_])+")
"""A line of marks: `___`, `***`, `✕`; an emoji is what somebody said."""


@cache
def _forms(kind: Callable[[PageWords], tuple[str, ...]]) -> LineForms:
    return LineForms(lexicon.words(lambda language: kind(language.pages)))


def _read_more(words: PageWords) -> tuple[str, ...]:
    return words.read_more


def _share(words: PageWords) -> tuple[str, ...]:
    return words.share


def _control(words: PageWords) -> tuple[str, ...]:
    return words.control


def _advertisement(words: PageWords) -> tuple[str, ...]:
    return words.advertisement


def _newsletter(words: PageWords) -> tuple[str, ...]:
    return words.newsletter


def _about(words: PageWords) -> tuple[str, ...]:
    return words.about


def _key_events(words: PageWords) -> tuple[str, ...]:
    return words.key_events


def _links(words: PageWords) -> tuple[str, ...]:
    return words.links


def _end(words: PageWords) -> tuple[str, ...]:
    return words.end


def _parts(words: PageWords) -> tuple[str, ...]:
    return tuple(phrase for phrase in words.control if phrase.count("{n}") > 1)


def _card(words: PageWords) -> tuple[str, ...]:
    return words.card


class Rule(NamedTuple):
    """What kind of furniture, and which lines are."""

    reason: str
    holds: Callable[[str], object]


RULES = (
    # the first that holds for a line
    Rule("rule", RULE.fullmatch),
    Rule("link", lambda text: _forms(_read_more).hold(text)),
    Rule("sharing", lambda text: SERVICE_LINKS.fullmatch(plain(text)) or _forms(_share).hold(text)),
    Rule("control of the page", lambda text: _forms(_control).hold(text)),
    Rule("advertisement", lambda text: _forms(_advertisement).hold(text)),
    Rule("newsletter", lambda text: _forms(_newsletter).hold(text)),
    Rule("about the page", lambda text: COPYRIGHT.fullmatch(text) or _forms(_about).hold(text)),
)


def reason(text: str) -> str | None:
    """Return what kind of furniture a line is; None if it isn't."""
    if len(text) > LONGEST:
        return None
    return next((rule.reason for rule in RULES if rule.holds(text)), None)


def is_read_more(text: str) -> bool:
    """Say whether a line is one behind which the title of something else stands."""
    return len(text) <= LONGEST and _forms(_read_more).hold(text)


def is_card(text: str) -> bool:
    """Say whether a line is `Read more:` with the title of something else behind it."""
    before, mark, title = text.replace("：", ":").replace("|", ":").partition(":")
    return bool(mark and title.strip()) and _forms(_card).hold(before)


def is_key_events(text: str) -> bool:
    """Say whether a line is the heading of a list whose lines repeat headlines of the document."""
    return len(text) <= LONGEST and _forms(_key_events).hold(text)


def is_link_list(text: str) -> bool:
    """Say whether a line is the heading of a list of links to elsewhere."""
    return len(text) <= LONGEST and _forms(_links).hold(text)


def is_end(text: str) -> bool:
    """Say whether a line closes the page; a sentence doesn't."""
    if len(text) > LONGEST or text.endswith("."):
        return False
    return _forms(_end).hold(COUNT.sub("", text)) or COPYRIGHT.match(text) is not None


@cache
def _live() -> re.Pattern[str]:
    words = lexicon.any_of(lexicon.words(lambda language: language.pages.live))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)|(?:ticker|blog)(?!\w)", re.IGNORECASE)


def names_live_blog(title: str) -> bool:
    """Say whether a title has words that a live blog is called by."""
    return _live().search(title) is not None


def part(text: str) -> tuple[int, int] | None:
    """Return the numbers of a line such as `page 1 of 14`."""
    numbers = re.findall(r"\d{1,5}", text)
    if len(text) > LONGEST or not _forms(_parts).hold(text):
        return None
    return int(numbers[0]), int(numbers[-1])


@cache
def _labels() -> Mapping[str, str]:
    """Return what each word beside a stamp says of the update."""
    return {
        plain(word): says
        for language in reversed(lexicon.languages())
        for says, words in (
            ("", language.labels.plain),
            ("pinned", language.labels.pinned),
            ("key", language.labels.key),
        )
        for word in words
    }


def label(text: str) -> str | None:
    """Return what a label says of the update: `key`, `pinned` or nothing; None if it is no label."""
    return _labels().get(plain(text))
