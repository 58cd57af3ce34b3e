"""What the words and marks of a line tell, whatever its language."""

from __future__ import annotations

import re
from functools import lru_cache

CLOSERS = "\"'”’»“)]*_›"
"""What may stand behind the mark that ends a sentence."""
OPENERS = '"“„«‘‹'
FULL_STOPS = ".。।።۔"
SENTENCE_END = re.compile(
    r"[.!?。](?<!\b[A-Z].)(?<!\bMr.)(?<!\bMs.)(?<!\bDr.)(?<!\bSt.)(?<!\bMrs.)(?<!\bvs.)(?<!\bGov.)"
    r"['\"”’»“)]*\s+(?=[\"“„«‘(¿¡]*[^\W\d_a-z])"
)
WORD = re.compile(r"\w+")
MIN_MEANING = 4
"""A word of so many letters is taken to mean something, shorter ones to be `the` and `of`."""
MIN_CAPITALS = 3
MANY = 30
"""So many words are no headline."""
FIRST_WORDS = 8
"""So many words tell one text from another."""
OPENING = 400
"""Characters among which those words are."""
CHARACTERS_A_WORD = 3
"""In scripts that set no spaces between words."""


def count(text: str) -> int:
    """Return how many words there are."""
    spaced = len(text.split())
    return spaced if text.isascii() else max(spaced, _unspaced(text) // CHARACTERS_A_WORD)


def _unspaced(text: str) -> int:
    return sum("\u3040" <= letter <= "\u9fff" for letter in text)


def last_mark(text: str) -> str:
    """Return the character that ends a line, seen through closing quotation marks; `…` also for `...`."""
    bare = text.rstrip(CLOSERS + " ")
    return "…" if bare.endswith("..") else bare[-1:]


def is_closed(text: str) -> bool:
    """Say whether a line ends as a sentence does, with a full stop."""
    return last_mark(text) in FULL_STOPS if text else False


@lru_cache(maxsize=1024)  # a line is compared with those around it
def sentences(text: str) -> int:
    """Return how many sentences a line has, at least."""
    return 1 + len(SENTENCE_END.findall(text))


@lru_cache(maxsize=1024)  # likewise
def meaning(text: str) -> frozenset[str]:
    """Return the words that tell what a text is about, cut short: `minister` and `ministry` are one."""
    return frozenset(
        word[:6].lower() for word in WORD.findall(text) if len(word) >= MIN_MEANING or word.isdigit()
    )


def is_paragraph(text: str) -> bool:
    """Say whether a line is written as running text."""
    return is_closed(text) or count(text) >= MANY or sentences(text) > 1


def is_title_case(text: str) -> bool:
    """Say whether every word that means something begins with a capital, as in American headlines."""
    found = [word for word in WORD.findall(text) if word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in found)
    return capitals >= MIN_CAPITALS and all(word[0].isupper() for word in found if len(word) >= MIN_MEANING)


def squeezed(text: str) -> str:
    """Return a text with every run of white space as one space, and none around it."""
    return " ".join(text.split())


@lru_cache(maxsize=1024)  # likewise
def plain(text: str) -> str:
    """Return a text as its bare words, to compare it by."""
    return " ".join(WORD.findall(text)).lower()


def opening(text: str) -> str:
    """Return the first words of a text, to know it again by."""
    return " ".join(plain(text[:OPENING]).split()[:FIRST_WORDS])


def bag(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(WORD.findall(text))
