"""Paragraphs whose lines a PDF or a mail broke at its margin, made whole again."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.rules import prose, stamps, text_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from afterlive.model import Block, Dropped, LiveBlog

WIDEST = 130
"""Characters of a line; what has longer ones isn't broken."""
FEWEST = 3
"""So many lines go on in the next one, or more, in small letters."""
MOSTLY = 0.8
"""So many of these lines are nearly as long as the longest."""
NEARLY = 0.7
HALF = 0.5
"""A line of which a sentence goes on in the next one has so large a share of the longest."""
MOST = 60
"""Lines of a paragraph."""
FULL = 0.9
"""A line is full if with the next one's first word it would have so large a share of the longest."""


class Whole(NamedTuple):
    """Lines that are paragraphs again, with a blank line in place of each that went into one above."""

    lines: tuple[str, ...]
    parts: Mapping[int, tuple[int, ...]]
    """For the number of each line that was put together those of its parts."""


def whole(lines: Sequence[str]) -> Whole:
    """Return lines, put together where a margin broke them."""
    width = max((len(line.strip()) for line in lines), default=0)
    pairs = _pairs(lines) if width <= WIDEST else []
    certain = [above for above, below in pairs if _goes_on(lines[above], lines[below])]
    full = sum(len(lines[above].strip()) >= NEARLY * width for above in certain)
    if len(certain) < FEWEST or full < MOSTLY * len(certain):
        return Whole(tuple(lines), {})
    made = list(lines)
    parts: dict[int, tuple[int, ...]] = {}
    first: dict[int, int] = {}
    for above, below in pairs:
        start = first.get(above, above)
        before = parts.get(start + 1, (start + 1,))
        if len(before) < MOST and _is_one(lines, above, below, width):
            first[below] = start
            made[start], made[below] = _joined(made[start], made[below]), ""
            parts[start + 1] = (*before, below + 1)
    return Whole(tuple(made), parts)


def _pairs(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Return the lines that aren't blank, each with the next."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    return list(pairwise(filled))


def _goes_on(above: str, below: str) -> bool:
    """Say whether a sentence goes on in the next line, in small letters."""
    return below.strip()[0].islower() and prose.last_mark(above.strip()) not in prose.FULL_STOPS + "!?:"


def _is_one(lines: Sequence[str], above: int, below: int, width: int) -> bool:
    upper, lower = lines[above].strip(), lines[below].strip()
    if text_blocks.BULLET.match(lower) or text_blocks.NUMBER.match(lower) or stamps.leading(lower):
        return False
    if len(upper) >= HALF * width and _goes_on(upper, lower):
        return True
    return below == above + 1 and len(upper) + 1 + len(lower.split()[0]) > FULL * width


def _joined(upper: str, lower: str) -> str:
    """Return two lines as one; a word that a hyphen breaks keeps it, since it may be its own."""
    between = "" if upper.rstrip().endswith("-") and lower.lstrip()[0].islower() else " "
    return f"{upper.rstrip()}{between}{lower.lstrip()}"


def numbered(live_blog: LiveBlog, whole: Whole, lines: Sequence[str]) -> LiveBlog:
    """Return a live blog of whole lines with the numbers of all their parts; `lines` are those as written."""
    if not whole.parts:
        return live_blog
    parts = whole.parts
    return replace(
        live_blog,
        lead=_spread(live_blog.lead, parts),
        lead_lines=_all(live_blog.lead_lines, parts),
        updates=tuple(
            replace(update, blocks=_spread(update.blocks, parts), lines=_all(update.lines, parts))
            for update in live_blog.updates
        ),
        dropped=tuple(_dropped(live_blog, parts, lines)),
    )


def _all(numbers: Iterable[int], parts: Mapping[int, tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(part for number in numbers for part in parts.get(number, (number,)))


def _spread(blocks: Iterable[Block], parts: Mapping[int, tuple[int, ...]]) -> tuple[Block, ...]:
    return tuple(
        replace(block, lines=(block.lines[0], parts.get(block.lines[1], block.lines)[-1]))
        if block.lines
        else block
        for block in blocks
    )


def _dropped(
    live_blog: LiveBlog, parts: Mapping[int, tuple[int, ...]], lines: Sequence[str]
) -> Iterator[Dropped]:
    """Yield what was dropped, part by part; of a line that an update has, as it is."""
    kept = {*live_blog.lead_lines, *(number for update in live_blog.updates for number in update.lines)}
    for each in live_blog.dropped:
        if each.line in kept or each.line not in parts:
            yield each
        else:
            yield from (
                replace(each, line=part, text=prose.squeezed(lines[part - 1])) for part in parts[each.line]
            )
