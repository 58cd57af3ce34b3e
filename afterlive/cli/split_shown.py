"""A split in words, as `afterlive import --dry-run` prints it."""

from __future__ import annotations

import shlex
import textwrap
from collections import defaultdict
from typing import TYPE_CHECKING

from afterlive.archive.article_file import runs
from afterlive.counting import counted
from afterlive.reading.steps.pictures_shown import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from afterlive.model import Block, Dropped, LiveBlog, Update

SHOWN = 3
"""So many left-out lines are shown of each reason."""
WIDTH = 72


def shown(path: Path, folder: str, live_blog: LiveBlog) -> Iterator[str]:
    """Yield lines that say how a document is split, in its own order, and what the reader is unsure of."""
    yield live_blog.title or "(no title)"
    facts = (f"into {folder}", live_blog.date or "no date", live_blog.order, live_blog.timezone)
    yield "  " + ", ".join(str(fact) for fact in facts if fact)
    if live_blog.lead:
        words = _first_words(live_blog.lead)
        yield f"  lead  {_where(live_blog.lead_lines):20}  “{words}”{_measure(live_blog.lead)}"
    for update in live_blog.updates if live_blog.order == "oldest first" else reversed(live_blog.updates):
        title = update.title or f"“{_first_words(update.blocks)}”"
        marks = "".join(f"  {mark}" for mark in _marks(update))
        when = f"{_where(update.lines):20}  {_when(update):16}"
        yield f"  {update.position:4}  {when}  {title}{marks}{_measure(update.blocks)}"
    yield from _left_out(live_blog.dropped)
    for place in live_blog.unsure:
        of = "" if place.of == "boundary" else f"{place.of}, "
        yield f"  unsure: line {place.line}, {of}{place.confidence} %: {place.reason}"
    for warning in live_blog.warnings:
        yield f"  mind: {warning}"
    if live_blog.unsure:
        yield f"  See it and mend it: afterlive review {shlex.quote(str(path))}"


def _left_out(dropped: Iterable[Dropped]) -> Iterator[str]:
    """Yield the lines that are in no update by their reasons: first where the most words are lost."""
    by_reason: dict[str, list[Dropped]] = defaultdict(list)
    for line in sorted(dropped, key=lambda line: (not line.line, -len(line.text))):
        by_reason[line.reason].append(line)
    for reason, lines in by_reason.items():
        pictures = sum(not line.line for line in lines)
        many = ((len(lines) - pictures, "line"), (pictures, "picture"))
        yield f"  left out, {reason}: {', '.join(counted(number, what) for number, what in many if number)}"
        for line in lines[:SHOWN]:
            words = textwrap.shorten(line.text, WIDTH, placeholder=" …")
            yield f"        line {line.line}: {words}" if line.line else f"        picture: {line.text}"
        if len(lines) > SHOWN:
            yield f"        and {len(lines) - SHOWN} more{'' if pictures else ', each shorter'}"


def _measure(blocks: Iterable[Block]) -> str:
    kinds = [KINDS.get(block.kind, "paragraph") for block in blocks]
    found = ", ".join(counted(kinds.count(kind), kind) for kind in dict.fromkeys(kinds))
    return f"  [{found}]" if found else ""


def _marks(update: Update) -> Iterator[str]:
    if update.key:
        yield "key event"
    yield from (f"#{tag}" for tag in update.tags)


def _first_words(blocks: Iterable[Block]) -> str:
    words = " ".join(block.text for block in blocks)
    return textwrap.shorten(words, WIDTH, placeholder=" …") or "nothing but a picture"


def _where(numbers: Sequence[int]) -> str:
    return f"lines {', '.join(runs(numbers))}" if numbers else "hidden"


def _when(update: Update) -> str:
    return update.time.strftime("%Y-%m-%d %H:%M") if update.time else update.stamp or str(update.date or "")
