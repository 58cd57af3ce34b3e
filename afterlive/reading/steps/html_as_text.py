"""Pages whose updates nothing but their text tells apart, such as a blogger's one long article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.model import Dropped
from afterlive.reading.rules.html_page import around, left_out
from afterlive.reading.rules.page_furniture import OUTSIDE_TAGS
from afterlive.reading.source.document import check_length, written
from afterlive.reading.source.html_blocks import blocks_of
from afterlive.reading.source.html_lines import HtmlLine
from afterlive.reading.steps import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afterlive.model import Block, Facts, LiveBlog
    from afterlive.reading.rules.html_page import HtmlPage
    from afterlive.reading.source.page_source import PageSource


def read(page: HtmlPage, facts: Facts, capture: PageSource) -> LiveBlog:
    """Read the lines of a page as plain text, and give the blocks their links, emphasis and kinds back.

    Furniture is blank to the reader of text, so that lines keep their numbers.
    """
    lines = [thing for thing in page.shown if isinstance(thing, HtmlLine)]
    reasons = [_reason(page, line) for line in lines]
    shown = [
        "" if reason else line.text.replace("\n", " ") for line, reason in zip(lines, reasons, strict=True)
    ]
    check_length(sum(map(len, shown)))
    liveblog = text.read(written(shown), facts).live_blog
    dressed = {line.number: block for line, block in zip(lines, blocks_of(lines, capture.base), strict=True)}
    dropped = [
        Dropped(line=line.number, text=line.text.replace("\n", " "), reason=reason)
        for line, reason in zip(lines, reasons, strict=True)
        if reason
    ]
    return replace(
        liveblog,
        lead=_dress(liveblog.lead, dressed),
        updates=tuple(replace(update, blocks=_dress(update.blocks, dressed)) for update in liveblog.updates),
        dropped=tuple(sorted([*liveblog.dropped, *dropped], key=lambda each: each.line)),
    )


def _reason(page: HtmlPage, line: HtmlLine) -> str | None:
    """Return why a line is furniture; what holds half of a page is none, whatever its name."""
    half = page.counts[-1] / 2
    small = [element for element in around(line) if page.words(*page.spans[element]) < half]
    return left_out(page, small, OUTSIDE_TAGS)


def _dress(blocks: Iterable[Block], dressed: dict[int, Block]) -> tuple[Block, ...]:
    return tuple(_dressed(block, dressed) for block in blocks)


def _dressed(block: Block, dressed: dict[int, Block]) -> Block:
    other = dressed.get(block.lines[0]) if block.lines and block.lines[0] == block.lines[1] else None
    return other if other and other.text.split() == block.text.split() else block
