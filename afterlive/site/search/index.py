"""The index: for each word of the archive its forms, and where it occurs."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from afterlive.site.search.codes import Codes
from afterlive.site.search.ranking import TITLE, weigh
from afterlive.site.search.stems import stemmer_for
from afterlive.site.search.words import fold, places, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from afterlive.site.search.texts import Text, TextsOfLiveBlog

_ROOM = 16


@dataclass(frozen=True, slots=True)
class Shelf:
    """A live blog with the number of its first text; the others follow."""

    live_blog: TextsOfLiveBlog
    first: int


@dataclass(slots=True, eq=False)
class Entry:
    """A word in all its forms, and where it occurs."""

    forms: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    """For each text its distance, by number, from the one before."""
    weights: list[str] = field(default_factory=list)
    """For each text what the word counts in it."""
    places: list[str] = field(default_factory=list)
    """For each occurrence twice the distance to the one before, plus one if that is in the same text."""
    number: int = -1
    """Of the text that it was found in last."""
    place: int = -1
    """Where it was found last."""
    count: int = 0
    """How often in that text, with more for its headline."""


def shelve(live_blogs: Iterable[TextsOfLiveBlog]) -> Iterator[Shelf]:
    """Give each text a number.

    A live blog has room up to a power of two: it can grow before the numbers of those behind it move.
    """
    first = 0
    for live_blog in live_blogs:
        yield Shelf(live_blog, first)
        first += max(_ROOM, 1 << len(live_blog.texts).bit_length())


def index(shelves: Iterable[Shelf]) -> dict[str, Entry]:
    """Return every word of the texts, by its stem."""
    entries: dict[str, Entry] = {}
    codes = Codes()
    for shelf in shelves:
        dictionary = _Dictionary(shelf.live_blog.language, entries)
        for number, text in enumerate(shelf.live_blog.texts, shelf.first):
            _add(number, text, dictionary, codes)
    return entries


def _add(number: int, text: Text, dictionary: _Dictionary, codes: Codes) -> None:
    """Add the words of a text; a headline comes first, one place away from the rest."""
    title = list(chain.from_iterable(map(dictionary.__getitem__, words(text.title))))
    body = list(chain.from_iterable(map(dictionary.__getitem__, words(text.body))))
    found: list[Entry] = []
    for start, places_of_part, value in ((0, title, TITLE), (len(title) + 1, body, 1)):
        for at, entries in enumerate(places_of_part, start):
            for entry in entries:
                if entry.number == number:
                    entry.places.append(codes[(at - entry.place) * 2 + 1])
                    entry.count += value
                else:
                    found.append(entry)
                    entry.texts.append(codes[number - entry.number])
                    entry.places.append(codes[at * 2])
                    entry.number = number
                    entry.count = value
                entry.place = at
    for entry in found:
        entry.weights.append(codes[weigh(entry.count, len(body), text.key)])


class _Dictionary(dict[str, list[tuple[Entry, ...]]]):
    """The entries of each word of one language, place by place, looked up once."""

    def __init__(self, language: str, entries: dict[str, Entry]) -> None:
        self.stem = stemmer_for(language)
        self.entries = entries

    def __missing__(self, word: str) -> list[tuple[Entry, ...]]:
        found = []
        for pieces in places(word):
            pairs = {form: self.stem(piece) for piece in pieces if (form := fold(piece))}
            for form, stem in pairs.items():
                self.entries.setdefault(stem, Entry()).forms.add(form)
            if pairs:
                found.append(tuple(self.entries[stem] for stem in dict.fromkeys(pairs.values())))
        self[word] = found
        return found
