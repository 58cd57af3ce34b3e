"""Times of a text's updates, by what all of the document tells: order, date, zone, language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.languages import detection
from afterlive.reading.rules import zones
from afterlive.reading.steps import readings, times

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from afterlive.model import Facts, Order
    from afterlive.reading.rules.stamps import Stamp
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
    notes: tuple[str, ...] = ()
    """What was inferred, for the keeper."""


def times_of(page: TextPage, head: TextHead, drafts: Sequence[TextDraft], facts: Facts) -> TextTimes:
    """Return the updates in chronological order with their times."""
    printed, turned = readings.with_days([draft.stamp for draft in drafts], head.stamps)
    order = facts.order or times.order_of(printed) or _order_of_words(printed, head)
    updates = tuple(drafts) if order == "oldest first" else tuple(reversed(drafts))
    stamps, halved = readings.with_halves(printed if order == "oldest first" else printed[::-1])
    language = facts.language or detection.language_of("\n".join(line.text for line in page.lines))
    told = facts.timezone or times.zone_of(stamps, language or "") or _stated_zone(page, head, language or "")
    own = None if told else times.zone_of(head.stamps, language or "")
    noted = (f"The zone of the stamps is taken from the page's own time: {own}.",) if own else ()
    zone = told or own
    aside = [order == "newest first" and "pinned" in draft.labels for draft in updates]
    in_order = [stamp for stamp, is_aside in zip(stamps, aside, strict=True) if not is_aside]
    date = facts.date or times.began(in_order, head.stamps)
    moments = times.moments(stamps, date=date, zone=zone, aside=aside)
    return TextTimes(order, language, zone, date, updates, moments, (*turned, *halved, *noted))


def _order_of_words(printed: Sequence[Stamp | None], head: TextHead) -> Order:
    """Return the order of a page without times: newest first, unless `Update:` goes on below an article."""
    words_alone = all(stamp and stamp.text.isalpha() for stamp in printed)
    return "oldest first" if words_alone and head.lead else "newest first"


def _stated_zone(page: TextPage, head: TextHead, language: str) -> str | None:
    """Return the zone that a sentence of the lead, or a line about the page, names: `All times are UK`."""
    about = (
        line.text for line, kind in zip(page.lines, page.furniture, strict=True) if kind == "about the page"
    )
    above = (*(block.text for block in head.lead), *(line.text for line in head.dropped), *about)
    return next((zone for text in above if (zone := zones.stated(text, language))), None)
