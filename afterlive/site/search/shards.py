"""The words of the archive, divided so that a query loads only those that begin like its own.

A shard is named by the first digits of its words' UTF-8 bytes in hexadecimal. One that outgrows the limit is
divided by the next digit, so that a new word changes its own shard, and now and then divides it.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LIMIT = 12_000
"""Beyond this many characters a shard is divided, unless it holds one word."""


def shards(sizes: Mapping[str, int]) -> dict[str, list[str]]:
    """Return the words of each shard, in the order of their bytes; `sizes` is how much each brings along."""
    keys = {word.encode().hex(): word for word in sizes}
    sized = {key: sizes[word] for key, word in keys.items()}
    return {name: [keys[key] for key in members] for name, members in _divide(sorted(keys), "", sized)}


def _divide(keys: list[str], name: str, sizes: Mapping[str, int]) -> Iterator[tuple[str, list[str]]]:
    depth = len(name) + 1
    for start, group in groupby(keys, key=lambda key: key[:depth]):
        members = list(group)
        if len(members) == 1 or sum(sizes[key] for key in members) <= LIMIT:
            yield start, members
        else:
            yield from _divide(members, start, sizes)
