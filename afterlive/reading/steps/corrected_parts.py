"""The lead and the updates of a live blog, as the keeper parts and joins them and tells their headlines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.model import Block, Dropped, Update
from afterlive.reading.rules import marks, prose, text_blocks
from afterlive.reading.source.document import TextLine
from afterlive.reading.steps import times

if TYPE_CHECKING:
    from collections.abc import Sequence

AROUND = 4
"""Lines beyond an update in which its stamp may stand, where something else of that line is left out."""
JOINED = "stamp of an update that the keeper joined to another"


def text_block(number: int, text: str) -> Block:
    """Return the block of a line."""
    words = prose.squeezed(text)
    return text_blocks.block(TextLine(number, words), text_blocks.kind_of(words))


def with_block(part: Update, block: Block) -> Update:
    """Return a part with one more block, where its line belongs."""
    number = block.lines[0] if block.lines else 0
    later = (place for place, other in enumerate(part.blocks) if other.lines and other.lines[0] > number)
    place = next(later, len(part.blocks))
    blocks = (*part.blocks[:place], block, *part.blocks[place:])
    return replace(part, blocks=blocks, lines=tuple(sorted({*part.lines, number})))


def own_lines(part: Update) -> set[int]:
    """Return the lines whose words are in a part."""
    return {*part.lines, *(number for block in part.blocks for number in span(block))}


def stamp_line(part: Update, texts: Sequence[str]) -> int | None:
    """Return the line that a part's stamp stands in."""
    own = sorted(own_lines(part))
    if not part.stamp or not own:
        return None
    around = range(max(own[0] - AROUND, 1), min(own[-1] + AROUND, len(texts)) + 1)
    found = [number for number in (*own, *around) if part.stamp in prose.squeezed(texts[number - 1])]
    return next(iter(found), None)


def title_line(part: Update, texts: Sequence[str]) -> int | None:
    """Return the line that a part's headline stands in."""
    if not part.title:
        return None
    title, covered = prose.plain(part.title), {number for block in part.blocks for number in span(block)}
    own = (number for number in part.lines if number not in covered)
    return next((number for number in own if title in prose.plain(texts[number - 1])), None)


def has_text_before(part: Update, number: int, texts: Sequence[str]) -> bool:
    """Tell whether headline or text of a part stands before a line."""
    title = title_line(part, texts)
    return (title or number) < number or any(block.lines and block.lines[0] < number for block in part.blocks)


def parted(part: Update, number: int, texts: Sequence[str], zone: str | None) -> tuple[Update, Update]:
    """Cut a part before a line: return what comes before, and the update that begins there."""
    above = [block for block in part.blocks if not block.lines or block.lines[0] < number]
    title, stamp = title_line(part, texts), stamp_line(part, texts)
    moves_title, moves_stamp = (title or 0) >= number, (stamp or 0) >= number
    below = Update(
        position=0,
        title=part.title if moves_title else None,
        blocks=tuple(block for block in part.blocks if block not in above),
        date=part.date,
        lines=tuple(line for line in part.lines if line >= number),
        evidence=tuple(each for each in part.evidence if each.line >= number),
    )
    rest = replace(
        part,
        title=None if moves_title else part.title,
        blocks=tuple(above),
        lines=tuple(line for line in part.lines if line < number),
        evidence=tuple(each for each in part.evidence if each.line < number),
    )
    if not moves_stamp:
        return rest, _stamped(below, zone)
    timed = {"stamp": part.stamp, "time": part.time, "precision": part.precision, "origin": part.origin}
    untimed = replace(rest, stamp=None, time=None, precision="day", origin=None)
    return untimed, replace(below, **timed)  # type: ignore[arg-type]


def _stamped(part: Update, zone: str | None) -> Update:
    """Return an update with the stamp that its first line is, or begins with."""
    first = part.blocks[0] if part.blocks else None
    found = first and marks.mark(0, prose.squeezed(first.text))
    if first is None or not first.lines or not found or found.form not in {"alone", "before text"}:
        return part
    moment = times.moments([found.stamp], date=part.date, zone=zone)[0]
    rest = (text_block(first.lines[0], found.text),) if found.text else ()
    return replace(
        part,
        blocks=(*rest, *part.blocks[1:]),
        stamp=found.stamp.text,
        time=moment.time,
        date=moment.date or part.date,
        precision=moment.precision,
        origin="stamp" if moment.time else None,
        authors=found.authors,
    )


def titled(part: Update, number: int) -> Update:
    """Return a part with the line as its headline, if it is its first text."""
    first = next((block for block in part.blocks if block.lines), None)
    if part.title or first is None or first.lines != (number, number):
        return part
    return replace(part, title=first.text, blocks=tuple(block for block in part.blocks if block is not first))


def untitled(part: Update, number: int | None, texts: Sequence[str]) -> Update:
    """Return a part without a headline, if it stands in this line: it becomes text."""
    if not part.title or number is None or number != title_line(part, texts):
        return part
    return with_block(replace(part, title=None), text_block(number, part.title))


def joined(above: Update, below: Update, texts: Sequence[str]) -> tuple[Update, list[Dropped]]:
    """Return two parts as one, and the stamp of the second, which has no place in it."""
    stamp, dropped = stamp_line(below, texts), []
    below = untitled(below, title_line(below, texts), texts)
    lines = {*above.lines, *below.lines}
    if stamp is not None and below.stamp:
        dropped.append(Dropped(line=stamp, text=below.stamp, reason=JOINED))
        if not any(stamp in span(block) for block in below.blocks):
            lines.discard(stamp)
    made = replace(
        above,
        blocks=(*above.blocks, *below.blocks),
        lines=tuple(sorted(lines)),
        authors=tuple(dict.fromkeys([*above.authors, *below.authors])),
        tags=tuple(dict.fromkeys([*above.tags, *below.tags])),
        key=above.key or below.key,
        evidence=(*above.evidence, *(each for each in below.evidence if each.of == "author")),
    )
    return made, dropped


def block_at(part: Update, number: int) -> Block | None:
    """Return the block that a line stands in."""
    return next((block for block in part.blocks if number in span(block)), None)


def span(block: Block) -> range:
    """Return the lines of a block."""
    return range(block.lines[0], block.lines[1] + 1) if block.lines else range(0)
