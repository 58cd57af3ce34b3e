"""Pages whose updates nothing but their text tells apart, such as a blogger's one long article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.reading import text
from afterlive.reading.document import Document
from afterlive.reading.html import blocks_of
from afterlive.reading.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from afterlive.model import Block, LiveBlog
    from afterlive.reading.webpage.capture import Capture


def read(shown: Iterable[Line | HtmlElement], capture: Capture) -> LiveBlog:
    """Read the lines of a page as plain text, and give the blocks their links, emphasis and kinds back."""
    lines = [thing for thing in shown if isinstance(thing, Line)]
    plain = "\n".join(line.text.replace("\n", " ") for line in lines)
    liveblog = text.read(Document(capture.path, plain.encode(), plain), capture.facts)
    dressed = {line.number: block for line, block in zip(lines, blocks_of(lines, capture.base), strict=True)}
    return replace(
        liveblog,
        lead=_dress(liveblog.lead, dressed),
        updates=tuple(replace(update, blocks=_dress(update.blocks, dressed)) for update in liveblog.updates),
    )


def _dress(blocks: Iterable[Block], dressed: dict[int, Block]) -> tuple[Block, ...]:
    return tuple(_dressed(block, dressed) for block in blocks)


def _dressed(block: Block, dressed: dict[int, Block]) -> Block:
    other = dressed.get(block.lines[0]) if block.lines and block.lines[0] == block.lines[1] else None
    return other if other and other.text.split() == block.text.split() else block
