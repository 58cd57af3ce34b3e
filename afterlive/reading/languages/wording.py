"""Phrases of the languages' files, made into what recognises them in a line."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

GAP = r"\s"
HOLES = {
    "{n}": r"\(?[\d.,]+k?\)?",
    "{word}": r"\S+",
    "{words}": r"\S+(?:\s\S+){0,3}",
    "{any}": r".{0,160}",
}
"""What the placeholders stand for."""
PIECE = re.compile(r"\((?P<optional>[^()]+)\)|(?P<needed>\S+)")
HOLE = re.compile(r"\{\w+\}")
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\u064b-\u0652]")
"""What isn't seen, and the vowel signs of Arabic, which may be left out."""


@lru_cache(maxsize=1024)  # one line is compared with many phrases
def plain(text: str) -> str:
    """Return a text without what doesn't count: case, the marks around it, the form of its apostrophes."""
    if not text.isascii():
        text = UNSEEN.sub("", text)
    words = " ".join(_folded(text).split())
    begin, end = 0, len(words)
    while begin < end and _is_mark(words[begin]):
        begin += 1
    while end > begin and _is_mark(words[end - 1]):
        end -= 1
    return words[begin:end]


def _is_mark(letter: str) -> bool:
    """Say whether a character is no part of a word; the vowel signs of Indian scripts are."""
    return not letter.isalnum() and unicodedata.category(letter)[0] != "M"


class LineForms:
    """Phrases that a whole line is compared with."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take phrases in the notation of the languages' files."""
        self.phrases = tuple(dict.fromkeys(phrases))

    @cached_property
    def _fixed(self) -> frozenset[str]:
        return frozenset(plain(phrase) for phrase in self.phrases if not _is_varied(phrase))

    @cached_property
    def _varied(self) -> dict[str, re.Pattern[str]]:
        """The others, by their first letter."""
        by_letter = defaultdict(list)
        for phrase in filter(_is_varied, self.phrases):
            for letter in _first_letters(phrase):
                by_letter[letter].append(pattern(phrase))
        return {letter: re.compile("|".join(forms)) for letter, forms in by_letter.items()}

    @cached_property
    def _open(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Those that begin with a placeholder, by the longest of the words that they can't be without."""
        return tuple(
            (_longest_word(phrase), re.compile(pattern(phrase)))
            for phrase in self.phrases
            if phrase.startswith("{")
        )

    def hold(self, line: str) -> bool:
        """Say whether a line is one of the phrases."""
        text = plain(line)
        if text in self._fixed:
            return True
        varied = self._varied.get(text[:1])
        if varied is not None and varied.fullmatch(text):
            return True
        for word, form in self._open:  # noqa: SIM110 - `any` takes longer, and most lines come as far as this
            if word in text and form.fullmatch(text):
                return True
        return False


def pattern(phrase: str) -> str:
    """Return the regular expression of a phrase, for a text made plain."""
    made, is_open = "", True
    for piece in PIECE.finditer(plain_notation(phrase)):
        optional = piece["optional"]
        if optional:
            inner = pattern(optional) if " " in optional else _word(optional)
            made += f"(?:{inner}{GAP})?" if is_open else f"(?:{GAP}{inner})?"
        elif piece["needed"] == "{any}":
            made += rf"(?:{HOLES['{any}']}\W)?" if is_open else rf"(?:\W{HOLES['{any}']})?"
            continue
        else:
            made += ("" if is_open else GAP) + _word(piece["needed"])
            is_open = False
    return made


def _word(word: str) -> str:
    if "{" not in word and "/" in word and len(word) > 1:
        return f"(?:{'|'.join(map(re.escape, word.split('/')))})"
    at, made = 0, ""
    for hole in HOLE.finditer(word):
        made += re.escape(word[at : hole.start()]) + HOLES[hole[0]]
        at = hole.end()
    return made + re.escape(word[at:])


def _is_varied(phrase: str) -> bool:
    return any(mark in phrase for mark in "({/")


def _first_letters(phrase: str) -> Iterable[str]:
    for piece in PIECE.finditer(plain_notation(phrase)):
        first = piece["optional"] or piece["needed"]
        yield from (word[:1] for word in first.split("/"))
        if piece["needed"]:
            return


def _longest_word(phrase: str) -> str:
    words = re.split(r"[\s{}]|\([^()]*\)|\S*/\S*", HOLE.sub(" ", plain_notation(phrase)))
    return max(filter(None, words), key=len, default="")


def plain_notation(phrase: str) -> str:
    """Return a phrase as `plain` leaves a text, its placeholders as they are."""
    return UNSEEN.sub("", _folded(phrase))


def _folded(text: str) -> str:
    """Return a text in small letters, without the dot that is left over a Turkish `İ`."""
    return text.replace("’", "'").casefold().replace("\u0307", "")
