"""Plain text, as people paste it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.errors import DocumentError
from afterlive.reading.source import taken_down
from afterlive.reading.source.document import check_length, written
from afterlive.reading.steps import text, text_explained

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.model import Facts, LiveBlog
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
    lines_left, _ = taken_down.parted(document.lines)
    yield from text_explained.explained(text.read(written(lines_left), facts))


def read(document: Document, facts: Facts) -> LiveBlog:
    """Read plain text, or raise `DocumentError` where nothing in it marks an update."""
    if JSON.match(document.text):
        raise DocumentError("JSON of a form that is none of a live blog's: save the page instead")
    check_length(len(document.text))
    lines_left, marks = taken_down.parted(document.lines)
    live_blog = text.read(written(lines_left), facts).live_blog
    dropped = sorted((*live_blog.dropped, *marks), key=lambda each: each.line)
    return replace(live_blog, dropped=tuple(dropped))
