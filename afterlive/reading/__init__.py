"""Read a document into a `LiveBlog`: recognise its form, and hand it to the reader of that form."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from afterlive.errors import DocumentError
from afterlive.model import Facts
from afterlive.reading import document, export, feed, guardian, markdown, mhtml, text, webpage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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
    Reader(export.recognises, export.read, export.lines),
    Reader(guardian.recognises, guardian.read, guardian.lines),
    Reader(feed.recognises, feed.read, feed.lines),
    Reader(mhtml.recognises, mhtml.read, mhtml.lines),
    Reader(webpage.recognises, webpage.read, webpage.lines),
    Reader(markdown.recognises, markdown.read, markdown.lines),
    Reader(text.recognises, text.read, text.lines),
)


def read(path: Path, facts: Facts = Facts()) -> LiveBlog:  # noqa: B008 — frozen
    """Read a document, or raise `DocumentError` that names it, with what is wrong and what to do."""
    with _named(path):
        opened = document.load(path)
        return _reader(opened).read(opened, facts)


def lines_of(path: Path) -> tuple[str, ...]:
    """Return the lines of a document: of text the physical ones, of a page its visible blocks of text."""
    with _named(path):
        opened = document.load(path)
        return _reader(opened).lines(opened)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except DocumentError as error:
        raise DocumentError(f"{path}: {error}") from error


def _reader(opened: Document) -> Reader:
    return next(reader for reader in READERS if reader.recognises(opened))
