"""What the words of texts are found by: of one text, and of all texts of a live blog."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from afterlive.site.search.codes import Codes
from afterlive.site.search.ranking import TITLE, weigh
from afterlive.site.search.stems import stemmer_for
from afterlive.site.search.tokens import fold, places, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from afterlive.site.search.texts import SearchText

_CODES = Codes()

Analysis = dict[str, str]
"""Of a text, by stem: what the word counts, where it stands, and its forms, with spaces between."""


class Part(NamedTuple):
    """Where a word occurs in a live blog, whose texts are numbered from 0."""

    first: int
    """The first text that has it."""
    last: int
    texts: str
    """For each further text its distance, by number, from the one before."""
    weights: str
    """For each text what the word counts in it."""
    places: str
    """For each occurrence twice the distance to the one before, plus one if that is in the same text."""
    forms: str
    """With spaces between."""


class Dictionary(dict[str, list[list[tuple[str, str]]]]):
    """The stems and forms of each word of one language, place by place, looked up once."""

    def __init__(self, language: str) -> None:
        self.stem = stemmer_for(language)

    def __missing__(self, word: str) -> list[list[tuple[str, str]]]:
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
    """Return what the words of a text are found by; a headline comes first, one place away from the rest."""
    found: dict[str, list[Any]] = {}
    behind = _read(text.title, 0, TITLE, found, dictionary)
    length = _read(text.body, behind + 1, 1, found, dictionary) - behind - 1
    return {
        stem: f"{_CODES[weigh(count, length, text.key)]} {places_of_word} {forms}"
        for stem, (count, _, places_of_word, forms) in found.items()
    }


def _read(text: str, number: int, value: int, found: dict[str, list[Any]], dictionary: Dictionary) -> int:
    """Note each word of a headline or a text: what it counts, its last place, all places, and its forms.

    The first place has the number that is given; return that behind the last.
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


def gather(texts: Sequence[Analysis], stems: Collection[str]) -> dict[str, Part]:
    """Return where these stems occur in the texts of a live blog, as far as they do."""
    found: dict[str, list[Any]] = {}
    for number, text in enumerate(texts):
        for stem, value in text.items():
            part = found.get(stem)
            if part is not None:
                weight, places_of_word, forms = value.split(" ", 2)
                part[2] += _CODES[number - part[1]]
                part[1] = number
                part[3] += weight
                part[4] += places_of_word
                if forms not in part[5]:
                    part[5].append(forms)
            elif stem in stems:
                weight, places_of_word, forms = value.split(" ", 2)
                found[stem] = [number, number, "", weight, places_of_word, [forms]]
    return {stem: Part._make([*part[:5], joined(part[5])]) for stem, part in found.items()}


def joined(forms: Iterable[str]) -> str:
    """Return each form once, in order, with spaces between."""
    return " ".join(sorted({form for some in forms for form in some.split(" ")}))
