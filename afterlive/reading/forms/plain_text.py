"""Plain text, as people paste it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.errors import DocumentError
from afterlive.reading.rules import broken_lines, mail_heads, printed_pages
from afterlive.reading.source import taken_down
from afterlive.reading.source.document import check_length, written
from afterlive.reading.steps import text, text_explained

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.model import Dropped, Facts, LiveBlog
    from afterlive.reading.rules.broken_lines import Whole
    from afterlive.reading.source.document import Document

JSON = re.compile(r"\s*(?:\{|\[\s*[\[{])\s*[\"\[{]")


def recognises(document: Document) -> bool:
    """Return True: any text can be read as text."""
    return bool(document.text)


def lines(document: Document) -> tuple[str, ...]:
    """Return the physical lines."""
    return document.lines


def explain(document: Document, facts: Facts) -> Iterator[str]:
    """Yield for each line what became of it and why, or raise `DocumentError` as `read` does."""
    whole, _ = _paragraphs(document)
    yield from text_explained.explained(text.read(written(whole.lines), facts))


def read(document: Document, facts: Facts) -> LiveBlog:
    """Read plain text, or raise `DocumentError` where nothing in it marks an update."""
    if JSON.match(document.text):
        raise DocumentError("JSON of a form that is none of a live blog's: save the page instead")
    check_length(len(document.text))
    whole, parted = _paragraphs(document)
    live_blog = broken_lines.numbered(text.read(written(whole.lines), facts).live_blog, whole, document.lines)
    dropped = sorted((*live_blog.dropped, *parted), key=lambda each: each.line)
    return replace(live_blog, dropped=tuple(dropped))


def _paragraphs(document: Document) -> tuple[Whole, list[Dropped]]:
    """Return the lines without what a copy brought along around them, and that."""
    lines_left = document.lines
    dropped: list[Dropped] = []
    for part in (taken_down.parted, mail_heads.parted, printed_pages.parted):
        lines_left, parted = part(lines_left)
        dropped += parted
    return broken_lines.whole(lines_left), dropped
