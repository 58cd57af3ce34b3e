"""Headings that say of which day the updates below them are."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.reading.rules import stamps
from afterlive.reading.rules.dates import PrintedDate
from afterlive.reading.source.html_lines import HtmlLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterlive.reading.rules.html_page import HtmlPage, Region
    from afterlive.reading.steps.html_draft import HtmlDraft
    from afterlive.reading.steps.html_surroundings import Surroundings

FEW = 0.5
"""Days that end more of the regions than this share are the updates' own."""


def without_days(page: HtmlPage, regions: Sequence[Region]) -> tuple[Region, ...]:
    """Return the regions of updates, without those and the ends of those that are headings of days."""
    kept = tuple(
        region for region in regions if region.end - region.begin > 1 or not _day_at(page, region.begin)
    )
    closed = [region for region in kept if region.end - region.begin > 1 and _day_at(page, region.end - 1)]
    if len(closed) > FEW * len(kept):
        return kept
    return tuple(region._replace(end=region.end - (region in closed)) for region in kept)


def give_days(page: HtmlPage, drafts: Sequence[HtmlDraft], around: Surroundings) -> None:
    """Give each update the day above it, in the year that is nearest to the page's own date.

    A date above all updates, and no other between them, is the page's.
    """
    inside = {place for draft in drafts for place in range(draft.region.begin, draft.region.end)}
    last = drafts[-1].region.begin if drafts else 0
    days = {place: day for place in range(last) if place not in inside and (day := _day_at(page, place))}
    if not any(place > drafts[0].region.begin for place in days):
        return
    reference = next((stamp.day.near(dt.date.min) for stamp in around.dates if stamp.day), None)
    for draft in drafts:
        above = max((place for place in days if place < draft.region.begin), default=None)
        if above is None:
            continue
        draft.day = _with_year(days[above], reference)
        if draft.stamp and not draft.stamp.day:
            draft.stamp = replace(draft.stamp, day=draft.day)


def _day_at(page: HtmlPage, place: int) -> PrintedDate | None:
    """Return the day that is all that a line says."""
    thing = page.shown[place]
    stamp = stamps.whole(thing.text) if isinstance(thing, HtmlLine) else None
    return stamp.day if stamp and stamp.clock is None else None


def _with_year(day: PrintedDate, reference: dt.date | None) -> PrintedDate:
    if day.year or reference is None:
        return day
    near = day.near(reference)
    return PrintedDate(near.year, near.month, near.day)
