"""The live blog that was read from a text, with every line that is in no update."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.model import Dropped, LiveBlog, Update
from afterlive.reading.steps import times

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from afterlive.reading.steps.boundaries import Split
    from afterlive.reading.steps.text_drafts import TextDraft
    from afterlive.reading.steps.text_head import TextHead
    from afterlive.reading.steps.text_page import TextPage
    from afterlive.reading.steps.text_repeats import Parted
    from afterlive.reading.steps.text_times import TextTimes
    from afterlive.reading.steps.times import Moment


def live_blog(page: TextPage, split: Split, head: TextHead, parted: Parted, told: TextTimes) -> LiveBlog:
    """Return the live blog."""
    below = [block.lines[0] for block in parted.lead if block.lines]
    return LiveBlog(
        title=head.title,
        updates=tuple(
            _update(position, draft, moment, told.zone)
            for position, (draft, moment) in enumerate(zip(told.updates, told.moments, strict=True), 1)
        ),
        lead=(*head.lead, *parted.lead),
        lead_lines=(*head.lines, *below),
        date=next((moment.date for moment in told.moments if moment.date), told.date),
        timezone=told.zone,
        order=told.order,
        language=told.language,
        authors=head.authors,
        dropped=_in_order(
            head.dropped,
            *(draft.dropped for draft in (*parted.updates, *parted.copies, *parted.empty)),
            _whole(page, _lines(parted.copies, but=below), "repeats an update"),
            _whole(page, _lines(parted.empty), "time without text"),
            _whole(page, (page.lines[index].number for index in split.tail), "after the last update"),
        ),
    )


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
        evidence=draft.evidence,
    )


def _lines(drafts: Iterable[TextDraft], but: Sequence[int] = ()) -> tuple[int, ...]:
    return tuple(number for draft in drafts for number in draft.lines if number not in but)


def _whole(page: TextPage, numbers: Iterable[int], reason: str) -> tuple[Dropped, ...]:
    """Return whole lines as dropped."""
    text = {line.number: line.text for line in page.lines}
    return tuple(Dropped(line=number, text=text[number], reason=reason) for number in numbers)


def _in_order(*parts: Sequence[Dropped]) -> tuple[Dropped, ...]:
    return tuple(sorted((dropped for part in parts for dropped in part), key=lambda dropped: dropped.line))
