"""Bylines: who wrote it, in the forms that live blogs print."""

from __future__ import annotations

import re

PARTICLE = r"(?:de|da|di|del|van|von|der|al|el|bin|le|la|ter|dos)(?=\s)"
NAME = rf"(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*|{PARTICLE})"
NAMES = rf"{NAME}(?:\s{NAME}){{1,4}}"
BETWEEN = r"\s?(?:,|&|\b(?:and|und|et|y|e|with)\b)\s?"
LIST = rf"{NAMES}(?:{BETWEEN}{NAMES})*"
WORKS = r"(?:written|edited|posted|reported|reporting|analysis|updated|compiled)"
ORGANISATION = r"(?:the\s)?[A-Z][\w-]*['’]s?\s"
PLACE = rf"(?:\s?(?:,|\||-|–|\bin\b|\bat\b|\ben\b|\bà\b|\baus\b)\s?{NAME}(?:\s{NAME}){{0,4}})*"
BYLINE = re.compile(
    rf"(?:(?i:{WORKS}\s)?(?i:by|von|par|por|di|door)|(?i:from)(?=\s{ORGANISATION})):?\s?"
    rf"(?:{ORGANISATION})?(?P<names>{LIST}){PLACE}(?:\s?[·•|]\s?@\w+)?[,.]?"
)
NAMELESS = re.compile(
    r"(?:reporting\s(?:from|in)\s.{1,40}|(?:by|from)\s(?:[A-Z][\w-]*\s){0,3}staff.{0,30})", re.IGNORECASE
)
"""Lines that stand where bylines do, and name nobody."""
MAX_LENGTH = 120
MAX_NAME = 40
MAX_WORDS = 4


def authors(text: str) -> tuple[str, ...] | None:
    """Return the names in a line such as `By Ines Marlow and Tom Okafor`; None if it is no such line."""
    if len(text) > MAX_LENGTH:
        return None
    if NAMELESS.fullmatch(text):
        return ()
    match = BYLINE.fullmatch(text)
    return match and split(match["names"])


def is_name(text: str) -> bool:
    """Say whether a line looks like the name of one person, and may be nothing but that."""
    text = text.strip(" |,·•-–")
    return (
        len(text) <= MAX_NAME
        and 1 < len(text.split()) <= MAX_WORDS
        and re.fullmatch(NAMES, text) is not None
        and not text.isupper()
    )


def is_names(text: str) -> bool:
    """Say whether a line is a list of names, at least two."""
    return len(text) <= MAX_LENGTH and re.fullmatch(rf"{NAMES}(?:{BETWEEN}{NAMES})+", text) is not None


def is_people(text: str) -> bool:
    """Say whether a line looks like the name of one person or of several, and may be nothing but that."""
    return is_name(text) or is_names(text)


def people(text: str) -> tuple[str, ...] | None:
    """Return the people of a byline, or of a line that looks like nothing but names, else None."""
    names = authors(text)
    return split(text) if names is None and is_people(text) else names


def split(names: str) -> tuple[str, ...]:
    """Return the names of a list."""
    return tuple(name.strip(" .") for name in re.split(BETWEEN, names) if name.strip(" ."))
