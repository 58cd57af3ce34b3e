"""A live blog, put together from the updates of a page, what stands around them, and the page's data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.model import Dropped, LiveBlog, Update
from afterlive.reading.rules import prose
from afterlive.reading.rules.html_page import own_names
from afterlive.reading.source.html_blocks import address, blocks_of
from afterlive.reading.source.html_lines import HtmlLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from afterlive.reading.source.page_data import Linked, LinkedUpdate
    from afterlive.reading.source.page_source import PageSource
    from afterlive.reading.steps.html_draft import HtmlDraft
    from afterlive.reading.steps.html_surroundings import Surroundings
    from afterlive.reading.steps.html_times import PageTimes, When


def live_blog(
    updates: Sequence[Update], times: PageTimes, around: Surroundings, data: Linked, source: PageSource
) -> LiveBlog:
    """Return the live blog of updates in chronological order."""
    lead = blocks_of(around.lead, source.base, images=source.images.get)
    facts = source.facts
    own = (
        around.title if around.title and facts.title in {None, " ".join(around.title.text.split())} else None
    )
    other = [
        Dropped(line=line.number, text=line.text.replace("\n", " "), reason="the keeper gives another title")
        for line in [around.title]
        if line and not own
    ]
    return with_facts(
        LiveBlog(
            title=around.title.text.replace("\n", " ") if around.title else data.title,
            updates=tuple(replace(update, position=number) for number, update in enumerate(updates, 1)),
            lead=lead,
            lead_lines=_numbers([own, *around.lead]),
            date=facts.date or next((update.date for update in updates if update.date), None),
            timezone=times.zone,
            order=times.order,
            authors=data.authors or around.authors,
            dropped=tuple(sorted([*around.dropped, *other], key=lambda each: each.line)),
            assets=source.images.assets,
        ),
        data,
        source,
    )


def _update(
    draft: HtmlDraft, known: LinkedUpdate | None, moment: When, around: Surroundings, source: PageSource
) -> Update:
    element = draft.region.element
    ids = own_names(element)
    own = [*ids, *(known.anchors if known else ())]
    urls = [address(url, source.base) for url in (draft.href, known.url if known else None) if url]
    modified = known.modified if known and known.modified != known.time else None
    return Update(
        position=0,
        title=draft.title,
        blocks=blocks_of(draft.body, source.base, within=element, images=source.images.get),
        id=next(iter(ids), known.id if known else None),
        url=next((url for url in urls if url and url != source.base), None),
        stamp=draft.stamp.text if draft.stamp else None,
        time=moment.time,
        date=moment.date,
        precision=moment.precision,
        origin=moment.origin,
        modified=modified,
        authors=draft.authors or (known.authors if known else ()),
        key=draft.key
        or not around.key_anchors.isdisjoint(own)
        or prose.plain(draft.title or "") in around.key_titles - {""},
        pinned=draft.pinned,
        lines=tuple(sorted({*draft.own, *_numbers(draft.body)})),
    )


def updates_of(
    drafts: Sequence[HtmlDraft],
    known: Sequence[LinkedUpdate | None],
    times: PageTimes,
    around: Surroundings,
    source: PageSource,
) -> list[Update]:
    """Return updates in chronological order, made of those in the order of the page."""
    made = [
        _update(draft, of_data, moment, around, source)
        for draft, of_data, moment in zip(drafts, known, times.moments, strict=True)
    ]
    return made[::-1] if times.order == "newest first" else made


def with_hidden(updates: Iterable[Update], hidden: Iterable[Update]) -> list[Update]:
    """Return updates with those that the page doesn't show, each before the first later one."""
    updates = list(updates)
    for update in hidden:
        later = (place for place, other in enumerate(updates) if _is_after(other, update))
        updates.insert(next(later, len(updates)), update)
    return updates


def _is_after(one: Update, other: Update) -> bool:
    if one.time is None or other.time is None or (one.time.tzinfo is None) != (other.time.tzinfo is None):
        return False
    return one.time > other.time


def with_facts(liveblog: LiveBlog, data: Linked, source: PageSource) -> LiveBlog:
    """Return a live blog with what the keeper says of it, else the page's data, and with its provenance."""
    facts = source.facts
    return replace(
        liveblog,
        title=facts.title or liveblog.title or data.title,
        start=data.start,
        end=data.end,
        language=facts.language or liveblog.language or data.language,
        publisher=facts.publisher or data.publisher,
        url=facts.source or address(data.url),
        captured=source.provenance.time,
        captured_by=source.provenance.tool,
        authors=liveblog.authors or data.authors,
    )


def _numbers(shown: Iterable[HtmlLine | HtmlElement | None]) -> tuple[int, ...]:
    return tuple(thing.number for thing in shown if isinstance(thing, HtmlLine))
