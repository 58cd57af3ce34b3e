"""Updates that a page shows twice: pinned above the others, and in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.model import Dropped
from afterlive.reading.rules import prose
from afterlive.reading.source.html_lines import HtmlLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterlive.reading.rules.html_page import HtmlPage
    from afterlive.reading.steps.html_draft import HtmlDraft


def without_repeats(page: HtmlPage, drafts: Sequence[HtmlDraft]) -> tuple[list[HtmlDraft], list[Dropped]]:
    """Return the updates without copies and empty ones, and the lines of those left out."""
    kept: list[HtmlDraft] = []
    dropped: list[Dropped] = []
    later: dict[tuple[object, ...], HtmlDraft] = {}
    for draft in reversed(drafts):
        clock = draft.stamp.clock if draft.stamp else None
        key = (clock, prose.plain(draft.title or ""), prose.plain(draft.words))
        if not (draft.title or draft.body):
            dropped += _lines(page, draft, "time without text")
        elif any(key[1:]) and key in later:
            later[key].pinned = True
            dropped += _lines(page, draft, "copy of an update")
        else:
            later[key] = draft
            kept.append(draft)
    return kept[::-1], dropped


def _lines(page: HtmlPage, draft: HtmlDraft, reason: str) -> list[Dropped]:
    shown = page.shown[draft.region.begin : draft.region.end]
    return [
        Dropped(line=thing.number, text=thing.text.replace("\n", " "), reason=reason)
        for thing in shown
        if isinstance(thing, HtmlLine)
    ]
