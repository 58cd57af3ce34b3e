"""Plain text, as people paste it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.model import DocumentError

if TYPE_CHECKING:
    from afterlive.model import Facts, LiveBlog
    from afterlive.reading.document import Document


def recognises(document: Document) -> bool:
    """Say yes: whatever is text can be read as text."""
    return bool(document.text)


def lines(document: Document) -> tuple[str, ...]:
    """Return the physical lines."""
    return document.lines


def read(document: Document, facts: Facts) -> LiveBlog:
    """Read plain text."""
    raise DocumentError(f"{document.path} has no update {facts.title or ''}")
