"""What has changed in the words of a live blog between two builds."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from afterlive.site.search.analysis import gather

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterlive.site.search.index import Changes

NO_WORDS: Mapping[str, Any] = {"state": "", "texts": []}
"""What is known at first of the words of a live blog."""


_NO_TEXT: tuple[str, dict[str, Any]] = ("", {})


class Delta(NamedTuple):
    """What has changed in the words of a live blog."""

    before: str
    """The state that they were in."""
    changes: Changes


def delta(before: Mapping[str, Any], after: Mapping[str, Any]) -> Delta:
    """Return what has changed in a live blog between two states."""
    stems: set[str] = set()
    for old, new in zip_longest(before["texts"], after["texts"], fillvalue=_NO_TEXT):
        if old[0] != new[0]:
            stems.update(old[1], new[1])
    found = gather([text for _, text in after["texts"]], stems)
    return Delta(before["state"], {**dict.fromkeys(sorted(stems)), **found})
