"""The words of the archive, divided into shards, so that a query loads only those that begin like its own.

A shard is named by the first digits of its words' UTF-8 bytes in hexadecimal. One that outgrows the limit is
divided by the next digit, so that a new word changes its own shard, and now and then divides it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

LIMIT = 12_000
"""A shard with more characters is divided, unless it has only one word."""
_FIRST = 4
"""By so many digits the words of a first build are divided, before it is known how many there are."""


class Tally(NamedTuple):
    """What a shard holds."""

    words: int
    size: int
    """Characters."""


def key_of(word: str) -> str:
    """Return the digits by which a word finds its shard."""
    return word.encode().hex()


class Division:
    """The shards of all words, from the names and tallies of those that there are."""

    def __init__(
        self, tallies: Mapping[str, Tally], key: Callable[[str], str] = key_of, limit: int | None = None
    ) -> None:
        """Take up shards, whose words are in the same order as their keys."""
        self.tallies: dict[str, Tally] = {}
        self._key, self._limit = key, limit or LIMIT
        self._branches: Counter[str] = Counter()
        """How many shards have a name that begins so."""
        for name, tally in tallies.items():
            self._add(name, tally)

    def home(self, word: str) -> str:
        """Return the name of the shard that a word is in, or will be."""
        key = self._key(word)
        if not self.tallies:
            return key[:_FIRST]
        beginnings = [key[:length] for length in range(1, len(key) + 1)]
        if found := next((name for name in reversed(beginnings) if name in self.tallies), ""):
            return found
        return next((name for name in beginnings if not self._branches[name]), key)

    def put(self, name: str, sizes: Mapping[str, int]) -> dict[str, list[str]]:
        """Replace a shard by those into which its words are divided now; return the words of each.

        `sizes` has the size of each word in characters. Names are as long as the old one, or longer.
        """
        self._remove(name)
        words = sorted(sizes)  # by code points, whose order is that of their bytes in UTF-8
        keys = list(map(self._key, words))
        sums = list(accumulate((sizes[word] for word in words), initial=0))
        counts = range(len(words) + 1)
        divide = _Divide(keys, sums, counts, self._limit, self._branches)
        whole = words and not self._branches[name] and divide.fits(0, len(words))
        divided = [(name, 0, len(words))] if whole else divide.within(name, 0, len(words))
        found = {leaf: words[start:end] for leaf, start, end in divided}
        for leaf, members in found.items():
            self._add(leaf, Tally(len(members), sum(sizes[word] for word in members)))
        return found

    def settle(self) -> dict[str, list[str]]:
        """Join shards that need not be divided; return all, each with those that it was joined from."""
        names = sorted(self.tallies)
        sums = list(accumulate((self.tallies[name].size for name in names), initial=0))
        counts = list(accumulate((self.tallies[name].words for name in names), initial=0))
        found = {
            name: (names[start:end], Tally(counts[end] - counts[start], sums[end] - sums[start]))
            for name, start, end in _Divide(names, sums, counts, self._limit, Counter()).within(
                "", 0, len(names)
            )
        }
        self.tallies = {name: tally for name, (_, tally) in found.items()}
        return {name: joined for name, (joined, _) in found.items()}

    def _add(self, name: str, tally: Tally) -> None:
        self.tallies[name] = tally
        self._branches.update(_beginnings(name))

    def _remove(self, name: str) -> None:
        if self.tallies.pop(name, None):
            self._branches.subtract(_beginnings(name))


def lists_of(names: Sequence[str], limit: int) -> dict[str, Sequence[str]]:
    """Divide the names of shards, which are in order, in the same way: into lists of so many characters."""
    sums = list(accumulate((len(name) + 1 for name in names), initial=0))
    divide = _Divide(names, sums, range(len(names) + 1), limit, Counter())
    return {name: names[start:end] for name, start, end in divide.within("", 0, len(names))}


def _beginnings(name: str) -> Iterable[str]:
    return (name[:length] for length in range(1, len(name) + 1))


class _Divide(NamedTuple):
    """What divides keys."""

    keys: Sequence[str]
    """In order."""
    sums: Sequence[int]
    """Of the sizes before each key."""
    counts: Sequence[int]
    """Of the words before each key."""
    limit: int
    taken: Counter[str]
    """What no name may be, since there are others that begin so."""

    def fits(self, start: int, end: int) -> bool:
        """Tell whether the keys from `start` to `end` need not be divided."""
        return self.counts[end] - self.counts[start] == 1 or self.sums[end] - self.sums[start] <= self.limit

    def within(self, name: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
        """Return the shards of the keys from `start` to `end`, which all begin with `name`."""
        depth = len(name) + 1
        while start < end:
            shard = self.keys[start][:depth]
            alone = len(self.keys[start]) < depth  # the word that others begin with
            behind = (
                start + 1 if alone else bisect_left(self.keys, f"{shard}g", start, end)
            )  # g comes after all digits
            if alone or (self.fits(start, behind) and not self.taken[shard]):
                yield shard, start, behind
            else:
                yield from self.within(shard, start, behind)
            start = behind
