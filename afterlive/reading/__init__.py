"""Read a document into a `LiveBlog`: recognise its form, and hand it to the reader of that form."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from afterlive.errors import DocumentError
from afterlive.model import Facts
from afterlive.reading.forms import feed, guardian, json_lines, markdown, mhtml, plain_text, saved_page
from afterlive.reading.source import document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from afterlive.model import LiveBlog
    from afterlive.reading.source.document import Document

__all__ = ["explain", "lines_of", "read"]


class Form(NamedTuple):
    """How documents of one form are read."""

    recognises: Callable[[Document], bool]
    read: Callable[[Document, Facts], LiveBlog]
    lines: Callable[[Document], tuple[str, ...]]
    """The document's lines as `afterlive verify` counts them, found without splitting it into updates."""


READERS = (
    # the first that recognises the document reads it; text recognises everything
    Form(json_lines.recognises, json_lines.read, json_lines.lines),
    Form(guardian.recognises, guardian.read, guardian.lines),
    Form(feed.recognises, feed.read, feed.lines),
    Form(mhtml.recognises, mhtml.read, mhtml.lines),
    Form(saved_page.recognises, saved_page.read, saved_page.lines),
    Form(markdown.recognises, markdown.read, markdown.lines),
    Form(plain_text.recognises, plain_text.read, plain_text.lines),
)


def read(path: Path, facts: Facts = Facts()) -> LiveBlog:  # noqa: B008 — frozen
    """Read a document, or raise `DocumentError` that names it, with what is wrong and what to do."""
    with _named(path):
        opened = document.load(path)
        return _reader(opened).read(opened, facts)


def explain(path: Path, facts: Facts = Facts()) -> Iterator[str]:  # noqa: B008 — frozen
    """Yield for each line of a text what became of it, and which rules spoke; or raise `DocumentError`."""
    with _named(path):
        opened = document.load(path)
        if _reader(opened).recognises is not plain_text.recognises:
            raise DocumentError("no text: data is taken at its word, and a page read by its structure")
        yield from plain_text.explain(opened, facts)


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


def _reader(opened: Document) -> Form:
    return next(reader for reader in READERS if reader.recognises(opened))
