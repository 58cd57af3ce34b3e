"""Plain text, as people paste it: cut at its stamps, or where it has none at its headlines."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.errors import DocumentError
from afterlive.model import Dropped, LiveBlog, Update
from afterlive.reading.languages import detection
from afterlive.reading.rules import marks, zones
from afterlive.reading.source.document import check_length, written
from afterlive.reading.steps import boundaries, text_drafts, text_head, text_repeats, text_warnings, times
from afterlive.reading.steps.text_page import page_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from afterlive.model import Facts
    from afterlive.reading.source.document import Document
    from afterlive.reading.steps.boundaries import Split
    from afterlive.reading.steps.text_drafts import TextDraft
    from afterlive.reading.steps.text_page import TextPage
    from afterlive.reading.steps.times import Moment

JSON = re.compile(r"\s*(?:\{|\[\s*[\[{])\s*[\"\[{]")


def recognises(document: Document) -> bool:
    """Say yes: whatever is text can be read as text."""
    return bool(document.text)


def lines(document: Document) -> tuple[str, ...]:
    """Return the physical lines."""
    return document.lines


def read(document: Document, facts: Facts) -> LiveBlog:
    """Read plain text, or raise `DocumentError` where nothing in it marks an update."""
    if JSON.match(document.text):
        raise DocumentError("JSON of a form that is none of a live blog's: save the page instead")
    check_length(len(document.text))
    page = page_of(written(document.lines), facts)
    cut = _cut(page)
    top = text_head.read(page, cut.head, facts.title)
    drafts, copies, listed = text_repeats.without(_with_days(page, cut, text_drafts.drafts(page, cut.chunks)))
    full = [draft for draft in drafts if not draft.is_empty]
    if not any(draft.stamp or draft.blocks for draft in full):
        raise DocumentError(
            "no update: nothing in it looks like a headline or a time;"
            " name its headlines in the .toml beside it"
        )
    order = facts.order or times.order_of([draft.stamp for draft in full]) or "newest first"
    if order == "newest first":
        full.reverse()
    stamps = [draft.stamp for draft in full]
    language = facts.language or detection.language_of(document.text)
    zone = facts.timezone or times.zone_of(stamps, language or "") or _stated_zone(page)
    date = facts.date or times.began(stamps, top.stamps)
    moments = times.moments(stamps, date=date, zone=zone)
    below = [block.lines[0] for block in listed if block.lines]
    live_blog = LiveBlog(
        title=top.title,
        updates=tuple(
            _update(position, draft, moment, zone)
            for position, (draft, moment) in enumerate(zip(full, moments, strict=True), 1)
        ),
        lead=(*top.lead, *listed),
        lead_lines=(*top.lines, *below),
        date=next((moment.date for moment in moments if moment.date), date),
        timezone=zone,
        order=order,
        language=language,
        publisher=facts.publisher,
        url=facts.source,
        authors=top.authors,
        dropped=_in_order(
            top.dropped,
            *(draft.dropped for draft in (*drafts, *copies)),
            _whole(
                page,
                (number for draft in copies for number in draft.lines if number not in below),
                "repeats an update",
            ),
            _whole(
                page,
                (number for draft in drafts if draft.is_empty for number in draft.lines),
                "time without text",
            ),
            _whole(page, (page.lines[index].number for index in cut.tail), "after the last update"),
        ),
    )
    return replace(live_blog, warnings=tuple(text_warnings.about(live_blog, page)))


def _cut(page: TextPage) -> Split:
    """Cut a page at stamps, if there are any with text between them, else at headlines."""
    usual = marks.usual([mark for index, mark in enumerate(page.marks) if page.furniture[index] is None])
    if usual:
        cut = boundaries.by_stamps(page, usual)
        if sum(bool(text_drafts.texts_of(page, chunk)) for chunk in cut.chunks) > 1:
            return cut
    return boundaries.by_headlines(page, text_head.masthead(page))


def _with_days(page: TextPage, cut: Split, drafts: Iterable[TextDraft]) -> tuple[TextDraft, ...]:
    """Give every stamp the day in a line of its own above it, where a page has several such lines."""
    days = {mark.index: mark.stamp.day for mark in page.marks if mark and mark.form == "day"}
    if len(set(days.values())) == 1:  # the page's own date
        return tuple(drafts)
    day = None
    dated: list[TextDraft] = []
    seen = 0
    for chunk, draft in zip(cut.chunks, drafts, strict=True):
        stop = chunk.mark.index if chunk.mark else chunk.indices.start
        day = next((days[index] for index in reversed(range(seen, stop)) if index in days), day)
        seen = stop
        stamp = draft.stamp
        dated.append(replace(draft, stamp=replace(stamp, day=stamp.day or day)) if stamp else draft)
    return tuple(dated)


def _stated_zone(page: TextPage) -> str | None:
    """Return the zone of a line such as `All times stated are UK`."""
    about = (
        line.text for line, kind in zip(page.lines, page.furniture, strict=True) if kind == "about the page"
    )
    return next(filter(None, map(zones.stated, about)), None)


def _update(position: int, draft: TextDraft, moment: Moment, zone: str | None) -> Update:
    revised = times.moments([draft.revised], date=moment.date, zone=zone)[0]
    return Update(
        position=position,
        title=draft.title,
        blocks=draft.blocks,
        stamp=draft.printed,
        time=moment.time,
        date=moment.date,
        precision=moment.precision,
        origin="stamp" if moment.time else None,
        modified=revised.time,
        authors=draft.authors,
        key="key" in draft.labels,
        pinned="pinned" in draft.labels,
        lines=draft.lines,
    )


def _whole(page: TextPage, numbers: Iterable[int], reason: str) -> tuple[Dropped, ...]:
    """Return whole lines as dropped."""
    text = {line.number: line.text for line in page.lines}
    return tuple(Dropped(line=number, text=text[number], reason=reason) for number in numbers)


def _in_order(*parts: Sequence[Dropped]) -> tuple[Dropped, ...]:
    return tuple(sorted((dropped for part in parts for dropped in part), key=lambda dropped: dropped.line))
