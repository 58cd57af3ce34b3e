"""Where the updates of a page begin and end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from afterlive.reading.rules import furniture, marks, prose
from afterlive.reading.rules.name_evidence import DASHES
from afterlive.reading.steps.placing import PlacedStamps, placing, text_above

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afterlive.reading.rules.marks import Mark
    from afterlive.reading.steps.placing import Placing
    from afterlive.reading.steps.text_page import TextPage

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
    confidence: float = 1
    """How sure it is where the stamps stand in their updates."""
    reason: str = ""


def cut(page: TextPage, masthead: int) -> Split:
    """Cut a page at stamps, if there are any with text between them, else at headlines below the masthead."""
    usual = marks.usual([mark for index, mark in enumerate(page.marks) if page.furniture[index] is None])
    if usual:
        split = by_stamps(page, usual)
        if sum(bool(texts_of(page, chunk)) for chunk in split.chunks) > 1:
            return split
    return by_headlines(page, masthead)


def whole(page: TextPage, first: int) -> Split:
    """Return all lines from one on as one update."""
    return _cut(page, [first], len(page.lines), [None])


def texts_of(page: TextPage, chunk: Chunk) -> dict[int, str]:
    """Return the lines of an update that have text, and what of them is text."""
    texts = {index: page.text(index) for index in chunk.indices if page.aside(index) is None}
    if chunk.mark and chunk.mark.text:
        texts[chunk.mark.index] = chunk.mark.text
    return texts


def by_stamps(page: TextPage, found: Sequence[Mark]) -> Split:
    """Cut a page at its stamps."""
    runs = tuple(_runs(page, found))
    found = tuple(max(run, key=lambda mark: (mark.stamp.clock is not None, mark.index)) for run in runs)
    first_lines, last_lines = [run[0].index for run in runs], [run[-1].index for run in runs]
    if len(found) > 1 and _is_of_page(page, found[-1], range(last_lines[-2] + 2, first_lines[-1])):
        found, first_lines, last_lines = found[:-1], first_lines[:-1], last_lines[:-1]
    if _begins_with_own(page, first_lines, last_lines):
        found, first_lines, last_lines = found[1:], first_lines[1:], last_lines[1:]
    placed = placing(PlacedStamps(page, found, first_lines, last_lines))
    place = placed.placing
    if place == "after body":
        first = _start_of_first(page, first_lines, last_lines)
        starts = [first, *(line + 1 for line in last_lines[:-1])]
        split = _cut(page, starts, last_lines[-1] + 1, found)
        return replace(split, confidence=placed.confidence, reason=placed.reason)
    named = [_is_name_or_label(page, line - 1) and _is_joined(page, line) for line in first_lines]
    names_above = place == "before headline" and named[0] and 2 * sum(named) > len(named)
    starts = [_start(page, line, place, names_above=names_above) for line in first_lines]
    split = _cut(page, starts, _end(page, found[-1].index + (not found[-1].text), links=True), found)
    return replace(split, confidence=placed.confidence, reason=placed.reason)


def _is_of_page(page: TextPage, last: Mark, between: range) -> bool:
    """Say whether the last stamp is the page's own: what closes the page is above, and no text below."""
    below = last.text or _has_text(page, last.index + 1, len(page.lines))
    return not below and any(furniture.is_end(page.text(index)) for index in between)


def _begins_with_own(page: TextPage, first_lines: Sequence[int], last_lines: Sequence[int]) -> bool:
    """Say whether the first stamp is the page's own: beside it alone stands a byline or `Updated`.

    A paragraph stands below, and below most of the others a headline.
    """
    own, *others = (
        {_reason(page, first - 1), _reason(page, last + 1)} & {"byline", "revised"}
        for first, last in zip(first_lines, last_lines, strict=True)
    )
    below, *others_below = (_next_text(page, last) for last in last_lines)
    headed = sum(map(page.is_headline, others_below))
    return (
        bool(own.difference(*others))
        and prose.is_paragraph(page.text(below))
        and 2 * headed > len(others_below)
    )


def _reason(page: TextPage, index: int) -> str | None:
    aside = page.aside(index) if 0 <= index < len(page.lines) else None
    return aside and aside.reason


def _next_text(page: TextPage, index: int) -> int:
    """Return the next line that is text, else the last line."""
    last = len(page.lines) - 1
    return next((below for below in range(index + 1, last) if page.aside(below) is None), last)


def by_headlines(page: TextPage, first: int) -> Split:
    """Cut a page at its headlines, the first of which stands at `first` or behind."""
    starts = [index for index in range(first, len(page.lines)) if page.is_headline(index)]
    if not starts:
        return Split(range(len(page.lines)), (), range(0))
    end = _end(page, starts[-1] + 1, links=False)
    starts = [_with_label(page, index, first) for index in starts]
    return _cut(page, starts, end, [None] * len(starts))


def _with_label(page: TextPage, index: int, first: int) -> int:
    """Return where a headline's label stands, if it has one."""
    return index - 1 if index - 1 >= first and page.furniture[index - 1] == "label" else index


def _cut(page: TextPage, starts: Sequence[int], end: int, found: Sequence[Mark | None]) -> Split:
    stops = [*starts[1:], end]
    chunks = tuple(
        Chunk(range(start, stop), mark) for start, stop, mark in zip(starts, stops, found, strict=True)
    )
    return Split(range(starts[0]), chunks, range(end, len(page.lines)))


def _runs(page: TextPage, found: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Yield the marks with no text between them, which are one: `3h ago` over `14.31 BST`."""
    run: list[Mark] = []
    for mark in found:
        if run and (run[-1].text or mark.text or _has_text(page, run[-1].index + 1, mark.index)):
            yield run
            run = []
        run.append(mark)
    yield run


def _has_text(page: TextPage, start: int, stop: int) -> bool:
    return any(page.aside(index) is None for index in range(start, stop))


def _start(page: TextPage, index: int, place: Placing, *, names_above: bool) -> int:
    """Return where the update begins whose stamp stands at `index`."""
    if place == "in block":
        return page.groups[index]
    if place == "after headline":
        above = text_above(page, index)
        return above if above is not None and page.is_headline(above) else index
    while names_above and _is_name_or_label(page, index - 1):
        index -= 1
    return index - 1 if furniture.label(page.text(index - 1)) else index


def _is_joined(page: TextPage, index: int) -> bool:
    """Say whether the line above stands with a stamp, and not with what is above it."""
    return not page.lines[index].gap or page.lines[index - 1].gap


def _is_name_or_label(page: TextPage, index: int) -> bool:
    is_signature = index >= 0 and page.text(index).startswith(DASHES)
    return not is_signature and _reason(page, index) in {"byline", "label"}


def _start_of_first(page: TextPage, first_lines: Sequence[int], last_lines: Sequence[int]) -> int:
    """Return where the first update begins, if stamps stand at the end of updates.

    Where no blank line stands within updates, that is behind the last one, else at the last headline.
    """
    end = first_lines[0]
    pairs = zip(first_lines[1:], last_lines, strict=False)
    if len(first_lines) > 1 and all(page.groups[line] == last + 1 for line, last in pairs):
        return page.groups[end]
    begins = (index for index in range(end - 1, -1, -1) if _speaks(page, index) or page.is_headline(index))
    return next(begins, max(end - 1, 0))


def _speaks(page: TextPage, index: int) -> bool:
    """Say whether a line names who speaks below it: `Ines Colt:`."""
    return page.text(index).endswith((":", "：")) and page.text(index) in page.beside.names


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
