"""How sure the reader of a page or of data is of each boundary, headline and time, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from afterlive.model import Evidence
from afterlive.reading.rules import marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from afterlive.model import Guess, LiveBlog, Update

DOUBTFUL = 60
"""Percent; what is less sure than that is a place to look at."""
MOSTLY = 0.5
"""If more than so large a share of updates have something, one without it is worth a look."""
SCRAP = 4
"""So few words without headline and time may belong to the update above."""


class _Others(NamedTuple):
    """What the updates of a live blog mostly have."""

    times: bool
    """A time."""
    data: bool
    """A time from the page's data."""


class _Doubt(NamedTuple):
    """Something that speaks against what the structure of a page or its data says."""

    of: Guess
    confidence: int
    says: str
    line: Callable[[Update, _Others], int | None]
    """Return the line to look at; None where nothing is doubtful."""


def _without_time(update: Update, others: _Others) -> int | None:
    return _first(update) if others.times and update.time is None else None


def _without_data(update: Update, others: _Others) -> int | None:
    return _first(update) if others.data and update.origin == "stamp" else None


def _second_heading(update: Update, _others: _Others) -> int | None:
    first = next((block for block in update.blocks if block.lines), None)
    return first.lines[0] if update.title and first and first.lines and first.kind == "subhead" else None


def _stamp_within(update: Update, others: _Others) -> int | None:
    """Return the first line behind an update's first that begins with a time of day."""
    if not others.times or update.time is None:
        return None
    later = update.blocks if update.title else update.blocks[1:]
    found = (
        block.lines[0]
        for block in later
        if block.lines and block.kind == "paragraph" and _is_stamped(block.text)
    )
    return next(found, None)


def _is_stamped(text: str) -> bool:
    found = marks.mark(0, text)
    return found is not None and found.stamp.clock is not None and found.form in {"alone", "before text"}


def _scrap(update: Update, others: _Others) -> int | None:
    words = [block.text for block in update.blocks]
    is_bare = update.title is None and update.stamp is None and update.time is None and bool(update.blocks)
    is_text = all(block.kind == "paragraph" for block in update.blocks)
    return (
        _first(update)
        if others.times and is_bare and is_text and len(" ".join(words).split()) <= SCRAP
        else None
    )


def _first(update: Update) -> int | None:
    return min(update.lines, default=None)


OF_DATA = (_Doubt("time", 30, "it has no time, and most updates have one", _without_time),)
OF_PAGES = (
    *OF_DATA,
    _Doubt("time", 50, "it is made from the printed stamp, and of most updates from data", _without_data),
    _Doubt("title", 55, "two headings follow each other; the first is taken", _second_heading),
    _Doubt("boundary", 40, "a line that begins with a time stands within an update", _stamp_within),
    _Doubt("boundary", 45, "a few words without headline and time are an update", _scrap),
)


def of_page(live_blog: LiveBlog) -> LiveBlog:
    """Return the live blog of a page with its evidence: what its structure says, what speaks against it."""
    told = replace(
        live_blog, updates=tuple(map(_told, live_blog.updates)), unsure=tuple(stamps_without_text(live_blog))
    )
    return _doubted(told, OF_PAGES)


def stamps_without_text(live_blog: LiveBlog) -> Iterator[Evidence]:
    """Yield the times of day that are left out since nothing stands behind them: maybe a picture did."""
    says = "a time is left out, since no text stands behind it"
    for each in live_blog.dropped:
        if each.reason == "time without text" and _is_stamped(each.text):
            yield Evidence(of="boundary", confidence=50, reason=says, line=each.line)


def of_data(live_blog: LiveBlog) -> LiveBlog:
    """Return the live blog of data, which is taken at its word, with the places where it says nothing."""
    return _doubted(live_blog, OF_DATA)


def _told(update: Update) -> Update:
    line = _first(update)
    if line is None:
        return update
    timed = update.time is not None or update.stamp is not None
    begins = "an element with a time of its own" if timed else "an element like the others, without a time"
    found = [Evidence(of="boundary", confidence=95 if timed else 70, reason=begins, line=line)]
    if update.title:
        found.append(
            Evidence(of="title", confidence=95, reason="the first heading of its element", line=line)
        )
    if update.time:
        origin = "data of the page" if update.origin == "data" else "the printed stamp"
        found.append(Evidence(of="time", confidence=90, reason=origin, line=line))
    return replace(update, evidence=(*update.evidence, *found))


def _doubted(live_blog: LiveBlog, doubts: tuple[_Doubt, ...]) -> LiveBlog:
    updates = live_blog.updates
    others = _Others(
        sum(update.time is not None for update in updates) > MOSTLY * len(updates),
        sum(update.origin == "data" for update in updates) > MOSTLY * len(updates),
    )
    made = [replace(update, evidence=tuple(_weighed(update, others, doubts))) for update in updates]
    found = {each for update in made for each in update.evidence if each.confidence < DOUBTFUL}
    unsure = tuple(sorted((*live_blog.unsure, *found), key=lambda each: (each.line, each.of)))
    return replace(live_blog, updates=tuple(made), unsure=unsure)


def _weighed(update: Update, others: _Others, doubts: tuple[_Doubt, ...]) -> Iterator[Evidence]:
    """Yield the evidence of an update, with that of a doubt in the place of what it speaks against."""
    found = [
        Evidence(of=doubt.of, confidence=doubt.confidence, reason=doubt.says, line=line)
        for doubt in doubts
        if (line := doubt.line(update, others)) is not None
    ]
    doubted = {(each.of, each.line) for each in found} | {
        (each.of, None) for each in found if each.of != "boundary"
    }
    yield from (each for each in update.evidence if not {(each.of, each.line), (each.of, None)} & doubted)
    yield from found
