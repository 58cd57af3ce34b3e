"""Days in lines of their own, above the stamps of a text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterlive.reading.steps.boundaries import Split
    from afterlive.reading.steps.text_drafts import TextDraft
    from afterlive.reading.steps.text_page import TextPage


def with_days(page: TextPage, split: Split, drafts: Sequence[TextDraft]) -> tuple[TextDraft, ...]:
    """Give every stamp the day in a line of its own above it, where a page has several such lines."""
    days = {mark.index: mark.stamp.day for mark in page.marks if mark and mark.form == "day"}
    if len(set(days.values())) == 1 and len(days) < len(drafts):  # the page's own date
        return tuple(drafts)
    day = None
    dated: list[TextDraft] = []
    seen = 0
    for chunk, draft in zip(split.chunks, drafts, strict=True):
        stop = chunk.mark.index if chunk.mark else chunk.indices.start
        day = next((days[index] for index in reversed(range(seen, stop)) if index in days), day)
        seen = stop
        stamp = draft.stamp
        dated.append(replace(draft, stamp=replace(stamp, day=stamp.day or day)) if stamp else draft)
    return tuple(dated)
