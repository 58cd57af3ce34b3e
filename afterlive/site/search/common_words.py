"""The words that very many texts have, in files of their own, so that a query need not load all of them.

A block has the texts in which a word counts the same, as long as they fit into a file: it is divided by the
numbers of live blogs, as shards are by letters. So the best texts are in few files, and one more update
changes a single block of each of its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from afterlive.site.search.codes import Codes, numbers
from afterlive.site.search.division import Division, Tally, key_of
from afterlive.site.search.ranking import MOST
from afterlive.site.search.stem_entry import StemEntry, entry_of, head_and_forms, postings_with

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterlive.cache.store import Store
    from afterlive.site.search.analysis import Postings

COMMON = 8_192
"""A word that more texts have is common."""
BLOCK = 4_096
"""A block with more texts is divided, unless they are of one live blog."""

_CODES = Codes()


class MissingShardError(Exception):
    """What is saved of the index before is missing or damaged, or isn't enough."""


class Stretch(NamedTuple):
    """The texts of a live blog in which a word counts the same."""

    first: int
    """The number of the first of them."""
    last: int
    texts: int
    """How many."""
    further: str
    """For each further text the distance between its number and the one before."""


Block = dict[str, Stretch]
"""By weight and live blog."""


class CommonWords:
    """The common words of an index, as their blocks are saved."""

    def __init__(self, store: Store, before: Mapping[str, Mapping[str, Tally]]) -> None:
        """Take up the words of the build before, each with its blocks."""
        self.changed: set[tuple[str, str]] = set()
        """The words and names of the blocks that are other than before."""
        self._store = store
        self._divisions = {stem: Division(tallies, key=str, limit=BLOCK) for stem, tallies in before.items()}

    def __contains__(self, stem: str) -> bool:
        return stem in self._divisions

    @property
    def tallies(self) -> dict[str, dict[str, Tally]]:
        """The blocks of each word."""
        return {stem: self._divisions[stem].tallies for stem in sorted(self._divisions)}

    def entry(
        self, stem: str, old: StemEntry | None, changed: Mapping[int, Postings | None]
    ) -> StemEntry | None:
        """Return the entry of a word with new postings, by live blogs' first texts; None if none is left.

        Raises MissingShardError if the word was common, and isn't any more.
        """
        if stem in self:
            return self._put(stem, changed)
        postings = postings_with(old, changed)
        if sum(len(found.weights) for found in postings.values()) > COMMON:
            return self._put(stem, postings)
        return entry_of(stem, postings) if postings else None

    def _put(self, stem: str, changed: Mapping[int, Postings | None]) -> StemEntry:
        forms = self._put_forms(stem, changed)
        division = self._divisions.setdefault(stem, Division({}, key=str, limit=BLOCK))
        homes = Division(division.tallies, key=str)
        found: dict[str, dict[str, Stretch | None]] = {}
        for first, postings in changed.items():
            stretches = _stretches(first, postings) if postings else {}
            gone = dict.fromkeys(_keys(first) if homes.tallies else ())
            for key, stretch in {**gone, **stretches}.items():
                found.setdefault(homes.home(key), {})[key] = stretch
        for name, new in found.items():
            known = self.block(stem, name) if name in division.tallies else {}
            block = {key: stretch for key, stretch in {**known, **new}.items() if stretch}
            for part, keys in division.put(name, {key: block[key].texts for key in block}).items():
                self._save(stem, part, {key: block[key] for key in keys})
        for name, joined in division.settle().items():
            if joined != [name]:
                self._save(stem, name, {k: v for part in joined for k, v in self.block(stem, part).items()})
        return self._entry(stem, forms)

    def block(self, stem: str, name: str) -> Block:
        """Return a block. Raises MissingShardError."""
        block = self._store.load("blocks", f"{stem} {name}", Block)
        if block is None:
            raise MissingShardError(stem)
        return block

    def file(self, stem: str, name: str) -> str:
        """Return the text of the file of a block: the numbers of its texts. Raises MissingShardError."""
        codes: list[str] = []
        last = -1
        for _, stretch in sorted(self.block(stem, name).items()):
            codes += (_CODES[stretch.first - last], stretch.further)
            last = stretch.last
        return "".join(codes)

    def keep_only(self) -> None:
        """Forget the blocks that are no more."""
        names = (f"{stem} {name}" for stem, tallies in self.tallies.items() for name in tallies)
        self._store.keep_only("blocks", names)
        self._store.keep_only("forms", self._divisions)

    def _put_forms(self, stem: str, changed: Mapping[int, Postings | None]) -> dict[int, str]:
        """Save the forms of a word by live blog, and return them."""
        known: dict[int, str] | None = {}
        if stem in self._divisions:
            known = self._store.load("forms", stem, dict[int, str])
        if known is None:
            raise MissingShardError(stem)
        new = {first: postings.forms if postings else "" for first, postings in changed.items()}
        forms = {first: found for first, found in sorted({**known, **new}.items()) if found}
        if forms != known:
            self._store.must_save("forms", stem, forms)
        return forms

    def _entry(self, stem: str, forms: Mapping[int, str]) -> StemEntry:
        counts = {name: tally.size for name, tally in sorted(self._divisions[stem].tallies.items())}
        if sum(counts.values()) <= COMMON:
            raise MissingShardError(stem)  # where it stands in each text isn't known
        head, listed = head_and_forms(stem, set(forms.values()))
        return StemEntry(f"{head} {','.join(f'{name}.{_CODES[n]}' for name, n in counts.items())}", listed)

    def _save(self, stem: str, name: str, block: Block) -> None:
        self._store.must_save("blocks", f"{stem} {name}", block)
        self.changed.add((stem, name))


def _keys(first: int) -> list[str]:
    """Return the keys of the stretches of a live blog, the first for the least weight."""
    return [f"{MOST - weight:x}{first:07x}" for weight in range(1, MOST + 1)]


def _stretches(first: int, postings: Postings) -> dict[str, Stretch]:
    """Return the stretches of a word in a live blog, by key."""
    keys = _keys(first)
    found: dict[str, Stretch] = {}
    number = first + postings.first
    for distance, weight in zip([0, *numbers(postings.texts)], numbers(postings.weights), strict=True):
        number += distance
        key = keys[weight - 1]
        known = found.get(key)
        found[key] = (
            Stretch(known.first, number, known.texts + 1, known.further + _CODES[number - known.last])
            if known
            else Stretch(number, number, 1, "")
        )
    return found


def block_path(stem: str, name: str) -> str:
    """Return the path of the file of a block."""
    return f"common/{key_of(stem)}/{name}.js"
