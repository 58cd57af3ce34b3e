"""What the words of texts are found by: of one text, and of all texts of a live blog."""

from __future__ import annotations

from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from afterlive.site.search.codes import Codes
from afterlive.site.search.ranking import TITLE, weigh
from afterlive.site.search.stems import stemmer_for
from afterlive.site.search.words import fold, places, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from afterlive.site.search.texts import Text

Analysis = dict[str, str]
"""Of a text, by stem, with spaces between: what the word counts, where it stands, and its forms."""


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
        self.codes = Codes()

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


def analyse(text: Text, dictionary: Dictionary) -> Analysis:
    """Return what the words of a text are found by; a headline comes first, one place away from the rest."""
    title = list(chain.from_iterable(map(dictionary.__getitem__, words(text.title))))
    body = list(chain.from_iterable(map(dictionary.__getitem__, words(text.body))))
    found: dict[str, list[Any]] = {}
    _read(title, 0, TITLE, found, dictionary.codes)
    _read(body, len(title) + 1, 1, found, dictionary.codes)
    codes = dictionary.codes
    return {
        stem: f"{codes[weigh(count, len(body), text.key)]} {places_of_word} {forms}"
        for stem, (count, _, places_of_word, forms) in found.items()
    }


def _read(
    part: Iterable[list[tuple[str, str]]], start: int, value: int, found: dict[str, list[Any]], codes: Codes
) -> None:
    """Note each word of a headline or a text: what it counts, its last place, all places, and its forms."""
    for number, place in enumerate(part, start):
        for stem, form in place:
            word = found.get(stem)
            if word is None:
                found[stem] = [value, number, codes[number * 2], form]
                continue
            if number != word[1]:  # two forms of it may share a place
                word[0] += value
                word[2] += codes[(number - word[1]) * 2 + 1]
                word[1] = number
            if form != word[3] and form not in word[3].split(" "):
                word[3] += f" {form}"


def gather(texts: Sequence[Analysis], stems: Collection[str]) -> dict[str, Part]:
    """Return where these stems occur in the texts of a live blog, as far as they do."""
    codes = Codes()
    found: dict[str, list[tuple[int, list[str]]]] = {stem: [] for stem in stems}
    for number, text in enumerate(texts):
        for stem, word in text.items():
            if stem in found:
                found[stem].append((number, word.split(" ", 2)))
    return {stem: _part(occurrences, codes) for stem, occurrences in found.items() if occurrences}


def _part(occurrences: Sequence[tuple[int, list[str]]], codes: Codes) -> Part:
    if len(occurrences) == 1:
        ((number, (weight, place, form)),) = occurrences
        return Part(number, number, "", weight, place, " ".join(sorted(form.split(" "))))
    numbers = [number for number, _ in occurrences]
    forms = {word[2] for _, word in occurrences}
    return Part(
        first=numbers[0],
        last=numbers[-1],
        texts="".join([codes[number - before] for before, number in pairwise(numbers)]),
        weights="".join([word[0] for _, word in occurrences]),
        places="".join([word[1] for _, word in occurrences]),
        forms=" ".join(sorted({form for some in forms for form in some.split(" ")})),
    )
