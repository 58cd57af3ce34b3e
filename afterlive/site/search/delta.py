"""What the texts of a live blog are found by, and what has changed in that between two builds."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from afterlive.site.search.analysis import Analysis, gather
from afterlive.site.search.index import Shelf  # noqa: TC001 - msgspec reads it

if TYPE_CHECKING:
    from afterlive.site.search.index import Changes


class FoundBy(msgspec.Struct, frozen=True, kw_only=True):
    """What the texts of a live blog are found by."""

    shelf: Shelf
    texts: list[tuple[str, Analysis]]
    """A digest of each, and what it is found by."""


_NO_TEXT: tuple[str, Analysis] = ("", {})


class Delta(NamedTuple):
    """What has changed in the words of a live blog."""

    before: str
    """The state that they were in, empty if there was none."""
    changes: Changes


def delta(before: FoundBy | None, after: FoundBy) -> Delta:
    """Return what has changed in a live blog between two states."""
    stems: set[str] = set()
    for old, new in zip_longest(before.texts if before else (), after.texts, fillvalue=_NO_TEXT):
        if old[0] != new[0]:
            stems.update(old[1], new[1])
    found = gather([text for _, text in after.texts], stems)
    return Delta(before.shelf.state if before else "", {**dict.fromkeys(sorted(stems)), **found})
