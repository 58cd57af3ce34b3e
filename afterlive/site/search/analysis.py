"""Where each stem occurs: in one text, and in all texts of a live blog."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from afterlive.site.search.codes import Codes
from afterlive.site.search.ranking import TITLE, weigh
from afterlive.site.search.stems import AT_HAND, stemmer_for
from afterlive.site.search.tokens import fold, places, words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from afterlive.site.search.texts import SearchText

_CODES = Codes()

Analysis = dict[str, str]
"""Of a text, by stem: its weight, its places and its forms, with spaces between."""


class Postings(NamedTuple):
    """Where a stem occurs in a live blog, whose texts are numbered from 0."""

    first: int
    """The number of the first text that has it."""
    last: int
    texts: str
    """For each further text the distance between its number and the one before."""
    weights: str
    """For each text what the stem counts in it."""
    places: str
    """For each occurrence twice the distance to the one before, plus one if that is in the same text."""
    forms: str
    """With spaces between."""


class Dictionary(dict[str, list[list[tuple[str, str]]]]):
    """The stems and forms of each word of one language, place by place; each word is looked up once."""

    def __init__(self, language: str) -> None:
        self.stem = stemmer_for(language)

    def __missing__(self, word: str) -> list[list[tuple[str, str]]]:
        if len(self) == AT_HAND:
            self.clear()  # rare words are most of them; what is common is soon here again
        self[word] = [
            found
            for pieces in places(word)
            if (found := [(self.stem(piece), form) for piece in pieces if (form := fold(piece))])
        ]
        return self[word]


@cache
def dictionary_for(language: str) -> Dictionary:
    """Return the dictionary of a language, which is the same for all live blogs."""
    return Dictionary(language)


def analyse(text: SearchText, dictionary: Dictionary) -> Analysis:
    """Return where each stem occurs in a text: the headline comes first, one place away from the rest."""
    found: dict[str, list[Any]] = {}
    behind = _read(text.title, 0, TITLE, found, dictionary)
    length = _read(text.body, behind + 1, 1, found, dictionary) - behind - 1
    return {
        stem: f"{_CODES[weigh(count, length, text.key)]} {places_of_word} {joined(forms)}"
        for stem, (count, _, places_of_word, forms) in found.items()
    }


def _read(text: str, number: int, value: int, found: dict[str, list[Any]], dictionary: Dictionary) -> int:
    """Add each word of a headline or a text to `found`: its count, its last place, all places, its forms.

    `number` is the first place; return the one after the last.
    """
    for word in words(text):
        for place in dictionary[word]:
            for stem, form in place:
                known = found.get(stem)
                if known is None:
                    found[stem] = [value, number, _CODES[number * 2], form]
                    continue
                if number != known[1]:  # two forms of it may share a place
                    known[0] += value
                    known[2] += _CODES[(number - known[1]) * 2 + 1]
                    known[1] = number
                if form != known[3] and form not in known[3].split(" "):
                    known[3] += f" {form}"
            number += 1
    return number


def gather(texts: Sequence[Analysis], stems: Collection[str]) -> dict[str, Postings]:
    """Return the postings of those of these stems that occur in the texts of a live blog."""
    found: dict[str, list[Any]] = {}
    for number, text in enumerate(texts):
        for stem, value in text.items():
            known = found.get(stem)
            if known is not None:
                weight, places_of_word, forms = value.split(" ", 2)
                known[2] += _CODES[number - known[1]]
                known[1] = number
                known[3] += weight
                known[4] += places_of_word
                if forms != known[5] and forms not in known[5].split(" "):
                    known[5] = joined(f"{known[5]} {forms}")
            elif stem in stems:
                weight, places_of_word, forms = value.split(" ", 2)
                found[stem] = [number, number, "", weight, places_of_word, forms]
    return {stem: Postings._make(known) for stem, known in found.items()}


def joined(forms: str) -> str:
    """Return each form once, in order; they have spaces between, before and after this."""
    return " ".join(sorted(set(forms.split(" ")))) if " " in forms else forms  # most words have one
