"""Times of a text's updates, by what all of the document tells: order, date, zone, language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.languages import detection
from afterlive.reading.rules import zones
from afterlive.reading.steps import times

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from afterlive.model import Facts, Order
    from afterlive.reading.steps.text_drafts import TextDraft
    from afterlive.reading.steps.text_head import TextHead
    from afterlive.reading.steps.text_page import TextPage
    from afterlive.reading.steps.times import Moment


class TextTimes(NamedTuple):
    """When everything was."""

    order: Order
    language: str | None
    zone: str | None
    date: dt.date | None
    """The day on which the coverage began, as far as the page says."""
    updates: tuple[TextDraft, ...]
    """In chronological order."""
    moments: tuple[Moment, ...]


def times_of(page: TextPage, head: TextHead, drafts: Sequence[TextDraft], facts: Facts) -> TextTimes:
    """Return the updates in chronological order with their times; without times a page is newest first."""
    order = facts.order or times.order_of([draft.stamp for draft in drafts]) or "newest first"
    updates = tuple(drafts) if order == "oldest first" else tuple(reversed(drafts))
    stamps = [draft.stamp for draft in updates]
    language = facts.language or detection.language_of("\n".join(line.text for line in page.lines))
    zone = facts.timezone or times.zone_of(stamps, language or "") or _stated_zone(page)
    date = facts.date or times.began(stamps, head.stamps)
    return TextTimes(order, language, zone, date, updates, times.moments(stamps, date=date, zone=zone))


def _stated_zone(page: TextPage) -> str | None:
    """Return the zone of a line such as `All times stated are UK`."""
    about = (
        line.text for line, kind in zip(page.lines, page.furniture, strict=True) if kind == "about the page"
    )
    return next(filter(None, map(zones.stated, about)), None)
