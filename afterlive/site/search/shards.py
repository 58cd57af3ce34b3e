"""The words of the archive, divided so that a query loads only those that begin like its own.

A shard is named by the first digits of its words' UTF-8 bytes in hexadecimal. One that outgrows the limit is
divided by the next digit, so that a new word changes its own shard, and now and then divides it.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LIMIT = 12_000
"""A shard with more characters is divided, unless it has only one word."""


def shards(sizes: Mapping[str, int]) -> dict[str, list[str]]:
    """Return the words of each shard, in the order of their bytes, given the size of each in characters."""
    words = sorted(sizes)  # by code points, whose order is that of their bytes in UTF-8
    keys = [key_of(word) for word in words]
    sums = list(accumulate((sizes[word] for word in words), initial=0))
    return {name: words[start:end] for name, start, end in _divide(keys, sums, "", 0, len(words))}


def beginnings_of(words: Iterable[str]) -> set[str]:
    """Return the names of all shards in which these words may be, or may have been."""
    return {key[:length] for key in map(key_of, words) for length in range(1, len(key) + 1)}


def key_of(word: str) -> str:
    """Return the digits by which a word finds its shard."""
    return word.encode().hex()


def _divide(
    keys: Sequence[str], sums: Sequence[int], name: str, start: int, end: int
) -> Iterator[tuple[str, int, int]]:
    """Return the shards of the keys from `start` to `end`, which all begin alike; `sums` are of sizes."""
    depth = len(name) + 1
    while start < end:
        shard = keys[start][:depth]
        alone = len(keys[start]) < depth  # the word that others begin with
        behind = (
            start + 1 if alone else bisect_left(keys, f"{shard}g", start, end)
        )  # g comes after all digits
        if behind - start == 1 or sums[behind] - sums[start] <= LIMIT:
            yield shard, start, behind
        else:
            yield from _divide(keys, sums, shard, start, behind)
        start = behind
