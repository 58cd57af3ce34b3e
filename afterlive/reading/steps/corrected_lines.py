"""What the keeper says of a line, carried out on the parts of a live blog."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.model import Dropped
from afterlive.reading.rules import bylines
from afterlive.reading.rules.prose import squeezed
from afterlive.reading.steps import corrected_stamps
from afterlive.reading.steps.corrected_parts import (
    block_at,
    has_text_before,
    joined,
    parted,
    span,
    stamp_line,
    text_block,
    title_line,
    titled,
    untitled,
    with_block,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from afterlive.model import Update
    from afterlive.reading.steps.corrected_blog import Corrected
    from afterlive.reading.steps.corrected_stamps import StampedLine

BYLINE = "byline"
LEFT_OUT = "left out by the keeper"
BESIDE = "beside a stamp that the keeper named"
REPLACED = "stamp that the keeper replaced"
OF_PLACE = frozenset(["after the last update", "between or after the updates"])
"""Why lines are left out that are text if the keeper says that an update begins there."""


def keep(work: Corrected, number: int) -> None:
    """Take what was left out of a line as text of the part that it stands in or behind."""
    restored = [each for each in work.dropped if each.line == number]
    if not restored:
        return
    index = work.owner(number)
    work.dropped = [each for each in work.dropped if each.line != number]
    index = work.nearest(number) if index is None else index
    for each in restored:
        _unsigned(work, index, each)
    made = work.parts[index]
    for each in restored:
        made = with_block(made, text_block(number, each.text))
    work.put(index, made)


def _unsigned(work: Corrected, index: int, left_out: Dropped) -> None:
    """Take away the authors that a byline names, of the part that it stands in or of the one below."""
    if left_out.reason != BYLINE:
        return
    for at, part in list(enumerate(work.parts))[index : index + 2]:
        authors = tuple(name for name in part.authors if name.casefold() not in left_out.text.casefold())
        if authors != part.authors:
            work.put(at, replace(part, authors=authors))
            return


def _own(work: Corrected, number: int) -> int:
    """Return the index of the part that a line stands in, as text where it was left out."""
    if work.owner(number) is None:
        keep(work, number)
    index = work.owner(number)
    return work.nearest(number) if index is None else index


def drop(work: Corrected, number: int, reason: str) -> None:
    """Leave out the text of a line, or what stands in no line, wherever it is shown."""
    if number > len(work.texts):
        work.leave_out(work.pictures[number - len(work.texts) - 1], reason)
        return
    if work.owner(number) is not None:
        work.change(number, lambda part: _without(work, part, number, reason))
        return
    for each in work.dropped:
        if each.line == number:
            _unsigned(work, work.nearest(number), each)
    work.dropped = [replace(each, reason=reason) if each.line == number else each for each in work.dropped]


def _without(work: Corrected, part: Update, number: int, reason: str) -> Update:
    """Return a part without the block that a line stands in, whose lines are left out."""
    part = untitled(part, title_line(part, work.texts) if _is_title(work, part, number) else None, work.texts)
    gone = block_at(part, number)
    lines = span(gone) if gone else range(number, number + 1)
    if gone:
        texts = [gone.text] if len(lines) == 1 else [work.texts[line - 1] for line in lines]
        work.dropped += [
            Dropped(line=line, text=squeezed(text), reason=reason)
            for line, text in zip(lines, texts, strict=True)
            if squeezed(text)
        ]
    stays = {stamp_line(part, work.texts)} if gone else set(lines)
    return replace(
        part,
        blocks=tuple(block for block in part.blocks if block is not gone),
        lines=tuple(line for line in part.lines if line not in lines or line in stays),
    )


def _is_title(work: Corrected, part: Update, number: int) -> bool:
    return title_line(part, work.texts) == number


def author(work: Corrected, number: int) -> None:
    """Take a line as the names of those who wrote the update."""
    keep(work, number)
    index = work.owner(number)
    if index is None:
        return
    text = _words(work, work.parts[index], number)
    part = _without(work, work.parts[index], number, BYLINE)
    people = bylines.people(text) or bylines.split(text)
    work.put(index, replace(part, authors=tuple(dict.fromkeys([*part.authors, *people]))))


def _words(work: Corrected, part: Update, number: int) -> str:
    """Return the words of a line, without the stamp that stands beside them."""
    block = block_at(part, number)
    title = part.title if _is_title(work, part, number) else None
    return title or (block.text if block else squeezed(work.texts[number - 1]))


def start(work: Corrected, number: int) -> None:
    """Begin an update at a line, unless nothing but a stamp stands before it in its own.

    Where the line was left out since it stands outside the updates, those behind it are text, too.
    """
    if work.owner(number) is None:
        for line in _outside(work, number):
            keep(work, line)
    index = _own(work, number)
    if not index or has_text_before(work.parts[index], number, work.texts):
        work.put(index, *parted(work.parts[index], number, work.texts, work.zone))


def _outside(work: Corrected, number: int) -> list[int]:
    """Return the lines from one on that were left out since they stand outside the updates."""
    inside = (line for part in work.parts for line in part.lines if line > number)
    end = min(inside, default=len(work.texts) + 1)
    return sorted(
        {each.line for each in work.dropped if number <= each.line < end and each.reason in OF_PLACE}
    )


def stamps(work: Corrected, numbers: Sequence[int]) -> None:
    """Take lines as the stamps of their updates, or what of them is one.

    If one of them tells no time of day, neither do the others: `12:40` beside `92:00` is of a match.
    """
    found = {number: corrected_stamps.parsed(work.texts[number - 1]) for number in numbers}
    are_times = all(line.stamp for line in found.values())
    for number in sorted(found, reverse=work.order == "newest first"):
        line = found[number]
        _stamp(work, number, line if are_times else line._replace(stamp=None))


def _stamp(work: Corrected, number: int, line: StampedLine) -> None:
    index = _own(work, number)
    part = work.parts[index]
    if not index or (part.stamp == line.printed and stamp_line(part, work.texts) == number):
        return
    part = untitled(part, number if _is_title(work, part, number) else None, work.texts)
    before = stamp_line(part, work.texts)
    if before not in {None, number} and part.stamp:
        work.dropped.append(Dropped(line=before or 0, text=part.stamp, reason=REPLACED))
        kept = block_at(part, before or 0) is not None
        part = replace(part, lines=tuple(line for line in part.lines if kept or line != before))
    own = block_at(part, number)
    work.dropped = [each for each in work.dropped if each.line != number]
    if line.before:
        work.dropped.append(Dropped(line=number, text=line.before, reason=BESIDE))
    if own is None or squeezed(own.text) != line.after:
        part = replace(part, blocks=tuple(block for block in part.blocks if block is not own))
        part = with_block(part, text_block(number, line.after)) if line.after else part
    part = replace(part, lines=tuple(sorted({*part.lines, number})))
    made = corrected_stamps.timed(part, line.stamp, line.printed, work.older(index), work.zone)
    work.put(index, made)


def lead(work: Corrected, number: int) -> None:
    """Take a line as text of the lead."""
    index = _own(work, number)
    part = work.parts[index]
    part = untitled(part, number if _is_title(work, part, number) else None, work.texts)
    moved = block_at(part, number)
    if not index or moved is None:
        return
    lines = {*span(moved)} - {stamp_line(part, work.texts)}
    made = replace(
        part,
        blocks=tuple(block for block in part.blocks if block is not moved),
        lines=tuple(line for line in part.lines if line not in lines),
    )
    work.put(index, made)
    work.put(0, with_block(work.parts[0], moved))


def caption(work: Corrected, number: int) -> None:
    """Take a line as the caption of a picture."""
    index = _own(work, number)
    part = work.parts[index]
    part = untitled(part, number if index and _is_title(work, part, number) else None, work.texts)
    own = block_at(part, number)
    captioned = (replace(block, kind="caption") if block is own else block for block in part.blocks)
    work.put(index, replace(part, blocks=tuple(captioned)))


def headline(work: Corrected, number: int, begins: Collection[int]) -> None:
    """Take a line as the headline of the update that it begins.

    Where nothing but a headline by the rules stands below it, that is its text: two in a row are none. In
    lines of `begins` the keeper says that one begins.
    """
    start(work, number)
    work.change(number, lambda part: titled(part, number))
    index = work.owner(number)
    if not index or index + 1 == len(work.parts) or work.parts[index].blocks:
        return
    below = title_line(work.parts[index + 1], work.texts)
    if below and below not in begins and not _stands_by_itself(work.parts[index + 1]):
        not_headline(work, below)


def not_headline(work: Corrected, number: int) -> None:
    """Take a headline as text; an update that nothing else begins belongs to the part above."""
    index = work.owner(number)
    if not index or not _is_title(work, work.parts[index], number):
        return
    part = work.parts[index]
    work.put(index, untitled(part, number, work.texts))
    if not _stands_by_itself(part):
        join(work, number)


def _stands_by_itself(part: Update) -> bool:
    """Tell whether more than its headline says that an update begins."""
    return part.stamp is not None or part.time is not None or part.id is not None


def join(work: Corrected, number: int) -> None:
    """Let the update that a line stands in belong to the part above."""
    index = work.owner(number)
    if index:
        above, dropped = joined(work.parts[index - 1], work.parts[index], work.texts)
        work.put(index - 1, above, many=2)
        work.dropped += dropped


def key(work: Corrected, number: int, *, is_key: bool) -> None:
    """Take the update of a line as a key event, or as none."""
    work.change(number, lambda part: replace(part, key=is_key))


def tag(work: Corrected, number: int, name: str) -> None:
    """Give the update of a line a tag."""
    work.change(
        number,
        lambda part: replace(
            part,
            tags=tuple(dict.fromkeys([*part.tags, name])),
            told_tags=tuple(dict.fromkeys([*part.told_tags, name])),
        ),
    )
