"""The live blogs of the index, and the numbers of their texts."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - msgspec reads it
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ROOM = 16


class IndexedLiveBlog(msgspec.Struct, frozen=True, kw_only=True):
    """A live blog in the index."""

    folder: str
    title: str
    began: dt.date
    language: str
    size: int
    """How many texts it has."""
    state: str
    """A digest of its title, its beginning, its language and its texts."""
    first: int = 0
    """The number of its first text; the others follow."""


def numbered(live_blogs: Iterable[IndexedLiveBlog]) -> Iterator[IndexedLiveBlog]:
    """Return live blogs with the numbers of their texts, given in the order of the index.

    Each gets room for a power of two, so that it can grow before the numbers of later ones move.
    """
    first = 0
    for live_blog in live_blogs:
        yield msgspec.structs.replace(live_blog, first=first)
        first += max(_ROOM, 1 << live_blog.size.bit_length())
