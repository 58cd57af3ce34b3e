"""A live blog, put together from the updates of a page, what stands around them, and the page's data."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from afterlive.errors import DocumentError
from afterlive.model import LiveBlog, Update
from afterlive.reading.rules import zones
from afterlive.reading.rules.html_page import own_names
from afterlive.reading.source.html_blocks import address, blocks_of
from afterlive.reading.source.html_lines import HtmlLine
from afterlive.reading.steps import data_match, times
from afterlive.reading.steps.data_live_blog import chronological
from afterlive.reading.steps.html_surroundings import pages
from afterlive.reading.steps.html_times import when

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from afterlive.model import Dropped, Facts, Order
    from afterlive.reading.rules.stamps import Stamp
    from afterlive.reading.source.page_data import Linked, LinkedUpdate
    from afterlive.reading.source.page_source import PageSource
    from afterlive.reading.steps.html_draft import HtmlDraft
    from afterlive.reading.steps.html_surroundings import Surroundings
    from afterlive.reading.steps.html_times import When


def live_blog(
    drafts: Sequence[HtmlDraft], around: Surroundings, data: Linked, capture: PageSource
) -> LiveBlog:
    """Return the live blog of updates in the order of the page, and of what stands around them."""
    facts = capture.facts
    order = facts.order or _order(drafts)
    drafts = drafts[::-1] if order == "newest first" else drafts
    printed = [draft.stamp for draft in drafts]
    also = data_match.matches(drafts, data.updates)
    zone = (
        facts.timezone
        or times.zone_of(printed, facts.language or data.language or "")
        or _stated(around.dropped)
    )
    moments = when(
        printed,
        [_machine(draft, known) for draft, known in zip(drafts, also, strict=True)],
        date=facts.date,
        otherwise=around.date or _printed_day(printed) or _day(data.published or data.start),
        zone=zone,
    )
    updates = [
        _update(draft, known, moment, around, capture)
        for draft, known, moment in zip(drafts, also, moments, strict=True)
    ]
    shown = [text for draft in drafts for text in (draft.title, draft.words) if text]
    unseen = [known for known in data_match.unseen(data.updates, shown) if known not in also]
    hidden = chronological([data_match.of_data(known) for known in reversed(unseen)])
    warnings = tuple(_warnings(updates, drafts, around.dropped, hidden))
    updates = _in_place(updates, hidden)
    if not updates:
        raise DocumentError("the page has no update")
    lead = blocks_of(around.lead, capture.base, images=capture.images.get)
    dropped = [*around.dropped, *(each for draft in drafts for each in draft.dropped)]
    return with_facts(
        LiveBlog(
            title=around.title.text.replace("\n", " ") if around.title else data.title,
            updates=tuple(replace(update, position=number) for number, update in enumerate(updates, 1)),
            lead=lead,
            lead_lines=_numbers([around.title, *around.lead]),
            date=facts.date or next((update.date for update in updates if update.date), None),
            timezone=zone,
            order=order,
            dropped=tuple(sorted(dropped, key=lambda each: each.line)),
            warnings=warnings,
            assets=capture.images.assets,
        ),
        data,
        facts,
    )


def _update(
    draft: HtmlDraft, known: LinkedUpdate | None, moment: When, around: Surroundings, capture: PageSource
) -> Update:
    element = draft.region.element
    ids = own_names(element)
    own = [*ids, *(known.anchors if known else ())]
    urls = [address(url, capture.base) for url in (draft.href, known.url if known else None) if url]
    modified = known.modified if known and known.modified != known.time else None
    return Update(
        position=0,
        title=draft.title,
        blocks=blocks_of(draft.body, capture.base, within=element, images=capture.images.get),
        id=next(iter(ids), known.id if known else None),
        url=next((url for url in urls if url and url != capture.base), None),
        stamp=draft.stamp.text if draft.stamp else None,
        time=moment.time,
        date=moment.date,
        precision=moment.precision,
        origin=moment.origin,
        modified=modified,
        authors=draft.authors or (known.authors if known else ()),
        key=draft.key or not around.key_anchors.isdisjoint(own),
        pinned=draft.pinned,
        lines=tuple(sorted({*draft.own, *_numbers(draft.body)})),
    )


def _machine(draft: HtmlDraft, known: LinkedUpdate | None) -> list[dt.datetime]:
    return [*draft.machine, *([known.time] if known and known.time else [])]


def _in_place(updates: list[Update], hidden: Iterable[Update]) -> list[Update]:
    """Return the updates with those that the page doesn't show, each before the first later one."""
    for update in hidden:
        later = (place for place, other in enumerate(updates) if _is_after(other, update))
        updates.insert(next(later, len(updates)), update)
    return updates


def _is_after(one: Update, other: Update) -> bool:
    if one.time is None or other.time is None or (one.time.tzinfo is None) != (other.time.tzinfo is None):
        return False
    return one.time > other.time


def with_facts(liveblog: LiveBlog, data: Linked, facts: Facts) -> LiveBlog:
    """Return a live blog with what the keeper says of it, else the page's data."""
    return replace(
        liveblog,
        title=facts.title or liveblog.title or data.title,
        start=data.start,
        end=data.end,
        language=facts.language or liveblog.language or data.language,
        publisher=facts.publisher or data.publisher,
        url=facts.source or address(data.url),
        authors=liveblog.authors or data.authors,
    )


def _warnings(
    updates: Sequence[Update],
    drafts: Sequence[HtmlDraft],
    dropped: Iterable[Dropped],
    hidden: Sequence[Update],
) -> Iterable[str]:
    printed = [
        update for update, draft in zip(updates, drafts, strict=True) if draft.stamp and draft.stamp.clock
    ]
    if printed and not any(update.time for update in printed):
        yield "The page has no date, so that its stamps are no times yet: give it with --date."
    if any(update.time and update.time.tzinfo is None for update in printed):
        yield "Nothing in the page names the time zone of its stamps: give it with --timezone."
    if found := pages(dropped):
        yield f"This is page {found[0]} of {found[1]} of the live blog: capture the others, too."
    if hidden:
        yield f"{len(hidden)} updates are in the page's data alone, the page doesn't show them."


def _order(drafts: Sequence[HtmlDraft]) -> Order:
    """Return the order that the stamps tell, else that of the times for machines."""
    if told := times.order_of([draft.stamp for draft in drafts]):
        return told
    machine = [draft.machine[0] for draft in drafts if draft.machine and draft.machine[0].tzinfo]
    rising = sum((one < other) - (one > other) for one, other in pairwise(machine))
    return "oldest first" if rising > 0 else "newest first"


def _numbers(shown: Iterable[HtmlLine | HtmlElement | None]) -> tuple[int, ...]:
    return tuple(thing.number for thing in shown if isinstance(thing, HtmlLine))


def _stated(dropped: Iterable[Dropped]) -> str | None:
    return next((zone for each in dropped if (zone := zones.stated(each.text))), None)


def _printed_day(printed: Iterable[Stamp | None]) -> dt.date | None:
    days = (stamp.day for stamp in printed if stamp and stamp.day and stamp.day.year)
    return next((day.near(dt.date.min) for day in days), None)


def _day(time: dt.datetime | None) -> dt.date | None:
    return time.date() if time else None
