"""Read a document into a `LiveBlog`: recognise its form, and hand it to the reader of that form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from afterlive.model import Facts
from afterlive.reading import document, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from afterlive.model import LiveBlog
    from afterlive.reading.document import Document

__all__ = ["lines_of", "read"]


class Reader(NamedTuple):
    """How documents of one form are read."""

    recognises: Callable[[Document], bool]
    read: Callable[[Document, Facts], LiveBlog]
    lines: Callable[[Document], tuple[str, ...]]
    """The document's lines as `afterlive verify` counts them, found without splitting it into updates."""


READERS = (
    # the first that recognises the document reads it; text recognises everything
    Reader(text.recognises, text.read, text.lines),
)


def read(path: Path, facts: Facts = Facts()) -> LiveBlog:  # noqa: B008 — frozen
    """Read a document, or raise `DocumentError` with what is wrong and what to do."""
    opened = document.load(path)
    return _reader(opened).read(opened, facts)


def lines_of(path: Path) -> tuple[str, ...]:
    """Return the lines of a document: of text the physical ones, of a page its visible blocks of text."""
    opened = document.load(path)
    return _reader(opened).lines(opened)


def _reader(opened: Document) -> Reader:
    return next(reader for reader in READERS if reader.recognises(opened))
