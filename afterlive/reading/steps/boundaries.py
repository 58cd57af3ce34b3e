"""Where the updates of a page begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from afterlive.reading.rules import furniture

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afterlive.reading.rules.marks import Mark
    from afterlive.reading.steps.text_page import TextPage

Placing = Literal["before headline", "after headline", "after body"]
LINKS = 2
"""So many headlines in a row before the page is closed are links to elsewhere."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """The lines of one update."""

    indices: range
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """A page, cut: head and tail are around the updates."""

    head: range
    chunks: tuple[Chunk, ...]
    tail: range


def by_stamps(page: TextPage, marks: Sequence[Mark]) -> Split:
    """Cut a page at its stamps."""
    runs = tuple(_runs(page, marks))
    marks = tuple(max(run, key=lambda mark: (mark.stamp.clock is not None, mark.index)) for run in runs)
    placing = _placing(page, marks)
    if placing == "after body":
        first = _start_of_first(page, marks[0].index)
        return _cut(page, [first, *(mark.index + 1 for mark in marks[:-1])], marks[-1].index + 1, marks)
    starts = [_start(page, run[0].index, placing) for run in runs]
    return _cut(page, starts, _end(page, marks[-1].index + 1, links=True), marks)


def by_headlines(page: TextPage, first: int) -> Split:
    """Cut a page at its headlines, the first of which stands at `first` or behind."""
    starts = [index for index in range(first, len(page.lines)) if page.is_headline(index)]
    if not starts:
        return Split(range(len(page.lines)), (), range(0))
    return _cut(page, starts, _end(page, starts[-1] + 1, links=False), [None] * len(starts))


def _cut(page: TextPage, starts: Sequence[int], end: int, marks: Sequence[Mark | None]) -> Split:
    stops = [*starts[1:], end]
    chunks = tuple(
        Chunk(range(start, stop), mark) for start, stop, mark in zip(starts, stops, marks, strict=True)
    )
    return Split(range(starts[0]), chunks, range(end, len(page.lines)))


def _runs(page: TextPage, marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Yield the marks with no text between them, which are one: `3h ago` over `14.31 BST`."""
    run: list[Mark] = []
    for mark in marks:
        if run and (run[-1].text or mark.text or _has_text(page, run[-1].index + 1, mark.index)):
            yield run
            run = []
        run.append(mark)
    yield run


def _has_text(page: TextPage, start: int, stop: int) -> bool:
    return any(page.aside(index) is None for index in range(start, stop))


def _placing(page: TextPage, marks: Sequence[Mark]) -> Placing:
    """Return where the document has its stamps, by what stands before and behind each of them."""
    if marks[0].text:
        return "before headline"
    before_headline = after_headline = 0
    for mark in marks:
        above, below = _above(page, mark.index), _below(page, mark.index)
        headline_above = above is not None and page.is_headline(above)
        headline_below = below is not None and page.is_headline(below)
        before_headline += headline_below and not headline_above
        after_headline += headline_above and below is not None and not headline_below
    if after_headline > max(1, before_headline):
        return "after headline"
    ends = _below(page, marks[-1].index) is None
    begins = _above(page, marks[0].index) is not None
    return "after body" if begins and (ends or marks[0].form == "byline") else "before headline"


def _above(page: TextPage, index: int) -> int | None:
    """Return the nearest line of text above a stamp, if no other stamp stands between."""
    return _next_text(page, range(index - 1, -1, -1))


def _below(page: TextPage, index: int) -> int | None:
    return _next_text(page, range(index + 1, len(page.lines)))


def _next_text(page: TextPage, indices: range) -> int | None:
    beside = True
    for index in indices:
        aside = page.aside(index)
        if aside is None:
            return index
        is_time = aside.reason in {"time", "revised"}
        if (is_time and not beside) or furniture.is_end(page.text(index)):
            return None
        beside = beside and is_time
    return None


def _start(page: TextPage, index: int, placing: Placing) -> int:
    """Return where the update begins whose stamp stands at `index`."""
    if placing == "after headline":
        above = _above(page, index)
        return above if above is not None and page.is_headline(above) else index
    return index - 1 if furniture.label(page.text(index - 1)) else index


def _start_of_first(page: TextPage, end: int) -> int:
    """Return where the update begins whose stamp stands at its end: at the last headline before it."""
    return next((index for index in range(end - 1, -1, -1) if page.is_headline(index)), max(end - 1, 0))


def _end(page: TextPage, start: int, *, links: bool) -> int:
    """Return where the last update ends: where furniture closes the page, or links before that."""
    closed = next(
        (index for index in range(start + 1, len(page.lines)) if furniture.is_end(page.text(index))),
        len(page.lines),
    )
    first = closed
    while links and closed < len(page.lines) and first - 1 > start and page.is_headline(first - 1):
        first -= 1
    return first if closed - first >= LINKS else closed
