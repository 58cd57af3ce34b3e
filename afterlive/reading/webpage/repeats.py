"""Updates that a page shows twice: pinned above the others, and in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.model import Dropped
from afterlive.reading import words
from afterlive.reading.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterlive.reading.webpage.draft import Draft
    from afterlive.reading.webpage.page import Page


def without_repeats(page: Page, drafts: Sequence[Draft]) -> tuple[list[Draft], list[Dropped]]:
    """Return the updates that are no copies of a later one, and the lines of those that are, or are empty."""
    kept: list[Draft] = []
    dropped: list[Dropped] = []
    later: dict[tuple[object, ...], Draft] = {}
    for draft in reversed(drafts):
        clock = draft.stamp.clock if draft.stamp else None
        key = (clock, words.plain(draft.title or ""), words.plain(draft.words))
        if not (draft.title or draft.body):
            dropped += _lines(page, draft, "time without text")
        elif any(key[1:]) and key in later:
            later[key].pinned = True
            dropped += _lines(page, draft, "copy of an update")
        else:
            later[key] = draft
            kept.append(draft)
    return kept[::-1], dropped


def _lines(page: Page, draft: Draft, reason: str) -> list[Dropped]:
    shown = page.shown[draft.region.begin : draft.region.end]
    return [
        Dropped(line=thing.number, text=thing.text.replace("\n", " "), reason=reason)
        for thing in shown
        if isinstance(thing, Line)
    ]
