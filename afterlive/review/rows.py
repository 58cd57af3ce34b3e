"""A document and its split as the page of a review shows them: plain values for JSON."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from afterlive.reading.steps import pictures_shown
from afterlive.reading.steps.corrected_parts import own_lines, stamp_line, title_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from afterlive.model import Block, LiveBlog, Update
    from afterlive.reading.steps.pictures_shown import ShownPicture

WIDTH = 90
Row = tuple[str, int, bool]
"""What a line or a picture is, the position of its update (0: none), whether it is the first of it."""


def rows(live_blog: LiveBlog, texts: Sequence[str], pictures: Sequence[ShownPicture]) -> list[Row]:
    """Return what each line of a document has become, and behind them each picture that stands in none."""
    found: dict[int, Row] = dict.fromkeys(live_blog.lead_lines, ("title", 0, False))
    found |= dict.fromkeys(_lines(live_blog.lead), ("lead", 0, False))
    for update in live_blog.updates:
        kinds = dict.fromkeys(update.lines, "time")
        for block in update.blocks:
            kinds |= dict.fromkeys(_lines([block]), block.kind)
        if stamp := stamp_line(update, texts):
            kinds.setdefault(stamp, "time")
        if title := title_line(update, texts):
            kinds[title] = "headline"
        found |= {number: (kind, update.position, number == min(kinds)) for number, kind in kinds.items()}
    for line in live_blog.dropped:
        found.setdefault(line.line, (f"left out: {line.reason}", 0, False))
    lines = [found.get(number, ("", 0, False)) for number in range(1, len(texts) + 1)]
    return [*lines, *_pictures(live_blog, pictures)]


def _pictures(live_blog: LiveBlog, pictures: Iterable[ShownPicture]) -> Iterator[Row]:
    """Yield what each picture has become."""
    reasons = {each.text: each.reason for each in live_blog.dropped if not each.line}
    shown: dict[str, list[int]] = {}
    for each in pictures_shown.of_live_blog(live_blog):
        shown.setdefault(each.address, []).append(each.position)
    for picture in pictures:
        if positions := shown.get(picture.address):
            position = positions.pop(0)
            yield picture.kind if position else f"{picture.kind} of the lead", position, False
        else:
            yield f"left out: {reasons.get(picture.address, '')}", 0, False


def updates(live_blog: LiveBlog, edited: Mapping[int, str]) -> list[dict[str, Any]]:
    """Return the updates in the order of the document; `edited` has files edited by hand, by their lines."""
    ordered = live_blog.updates if live_blog.order == "oldest first" else live_blog.updates[::-1]
    return [
        {
            "position": update.position,
            "title": update.title,
            "words": _words(update),
            "when": update.time.strftime("%Y-%m-%d %H:%M") if update.time else update.stamp or "",
            "line": min(own_lines(update), default=0),
            "authors": list(update.authors),
            "tags": list(update.tags),
            "key": update.key,
            "edited": next((edited[number] for number in update.lines if number in edited), None),
        }
        for update in ordered
    ]


def _words(update: Update) -> str:
    words = " ".join(block.text for block in update.blocks)
    return textwrap.shorten(words, WIDTH, placeholder=" …")


def _lines(blocks: Sequence[Block]) -> Iterator[int]:
    for block in blocks:
        if block.lines:
            yield from range(block.lines[0], block.lines[1] + 1)
