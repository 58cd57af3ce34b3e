"""Read a document into a `LiveBlog`: recognise its form, and hand it to the reader of that form."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from afterlive.errors import DocumentError
from afterlive.model import Facts
from afterlive.reading import doubts
from afterlive.reading.forms import (
    bluesky,
    discord,
    feed,
    guardian,
    irc,
    json_feed,
    json_lines,
    linked_data,
    markdown,
    mastodon_api,
    mastodon_archive,
    mhtml,
    ninjs,
    office,
    plain_text,
    refused,
    safari_archive,
    saved_page,
    scribblelive,
    slack,
    storify,
    superdesk,
    telegram,
    telegram_page,
    thread_reader,
    timeline_table,
    web_archive_file,
    whatsapp,
    wordpress_api,
    wordpress_export,
    x_archive,
    zipped_page,
)
from afterlive.reading.source import document, packed_export
from afterlive.reading.steps import corrections, data_choice, data_count, data_live_blog, pictures_shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from afterlive.model import LiveBlog
    from afterlive.reading.source.data_blog import DataBlog
    from afterlive.reading.source.document import Document
    from afterlive.reading.steps.data_choice import Choice
    from afterlive.reading.steps.pictures_shown import ShownPicture

__all__ = ["RepeatedRead", "choices", "explain", "is_text", "lines_of", "read", "unread", "wanted_pictures"]


class DataForm(Protocol):
    """A module that maps a form of data to live blogs."""

    def recognises(self, document: Document) -> bool:
        """Tell whether a document has this form."""

    def blogs(self, document: Document) -> list[DataBlog]:
        """Return the live blogs of a document. Raises DocumentError."""


DATA: tuple[DataForm, ...] = (
    wordpress_export,
    wordpress_api,
    superdesk,
    scribblelive,
    storify,
    linked_data,
    json_feed,
    ninjs,
    mastodon_archive,
    mastodon_api,
    bluesky,
    x_archive,
    telegram,
    telegram_page,
    slack,
    discord,
    whatsapp,
    irc,
    thread_reader,
    timeline_table,
    guardian,
)


class Form(NamedTuple):
    """How documents of one form are read."""

    recognises: Callable[[Document], bool]
    read: Callable[[Document, Facts], LiveBlog]
    lines: Callable[[Document, Facts], tuple[str, ...]]
    """The document's lines as `afterlive verify` counts them, found without splitting it into updates."""
    choices: Callable[[Document, Facts], list[Choice]] = lambda _document, _facts: []
    """What there is to choose of a document that holds several live blogs."""
    unread: Callable[[Document], int] = lambda _document: 0
    """How many elements of the raw data the reader doesn't know of."""


def _of_data(form: DataForm) -> Form:
    return Form(
        form.recognises,
        lambda opened, facts: _read_data(form, opened, facts),
        lambda opened, facts: data_live_blog.lines(form.blogs(opened), facts),
        lambda opened, facts: data_choice.choices(form.blogs(opened), facts),
        lambda opened: data_count.count(opened) - sum(len(blog.updates) for blog in form.blogs(opened)),
    )


def _blogs_of(document: Document) -> list[DataBlog]:
    """Return the live blogs of data that a page loaded; none if it is of no form of data."""
    form = next((form for form in DATA if form.recognises(document)), None)
    return form.blogs(document) if form else []


def _read_data(form: DataForm, opened: Document, facts: Facts) -> LiveBlog:
    live_blog = data_live_blog.read(form.blogs(opened), facts)
    more = (packed_export.KEPT_WHOLE,) if opened.load else ()
    return replace(live_blog, warnings=(*live_blog.warnings, *more))


READERS = (
    # the first that recognises the document reads it; text recognises everything
    Form(json_lines.recognises, json_lines.read, lambda opened, _facts: json_lines.lines(opened)),
    *map(_of_data, DATA),
    Form(mhtml.recognises, mhtml.read, lambda opened, _facts: mhtml.lines(opened)),
    Form(safari_archive.recognises, safari_archive.read, lambda opened, _facts: safari_archive.lines(opened)),
    Form(office.recognises, office.read, lambda opened, _facts: office.lines(opened)),
    Form(saved_page.recognises, saved_page.read, lambda opened, _facts: saved_page.lines(opened)),
    Form(zipped_page.recognises, zipped_page.read, lambda opened, _facts: zipped_page.lines(opened)),
    Form(
        web_archive_file.recognises,
        partial(web_archive_file.read, blogs_of=_blogs_of),
        partial(web_archive_file.lines, blogs_of=_blogs_of),
        partial(web_archive_file.choices, blogs_of=_blogs_of),
    ),
    Form(refused.recognises, refused.read, refused.read),
    Form(feed.recognises, feed.read, feed.lines),
    Form(markdown.recognises, markdown.read, lambda opened, _facts: markdown.lines(opened)),
    Form(plain_text.recognises, plain_text.read, lambda opened, _facts: plain_text.lines(opened)),
)


def read(path: Path, facts: Facts = Facts()) -> LiveBlog:  # noqa: B008 — frozen
    """Read a document, or raise `DocumentError` that names it, with what is wrong and what to do."""
    return RepeatedRead(path)(facts)


class RepeatedRead:
    """Reads a document with other facts each time; it repeats only what these have to do with.

    With `unfinished`, a document in which nothing marks an update has none, and doesn't raise DocumentError.
    """

    def __init__(self, path: Path, *, unfinished: bool = False) -> None:
        self._path, self._unfinished = path, unfinished
        self._read_once = lru_cache(maxsize=1)(partial(_uncorrected, path))

    def __call__(self, facts: Facts) -> LiveBlog:
        """Return the live blog. Raises DocumentError that names the document."""
        live_blog, lines = self._read_once(corrections.of_reader(facts, unfinished=self._unfinished))
        if corrections.are_in(facts):
            live_blog = corrections.corrected(live_blog, lines(), facts)
        if not live_blog.updates and not self._unfinished:
            raise DocumentError(
                f"{self._path}: no update is left: see what the .toml beside it joins and drops"
            )
        return doubts.without_accepted(doubts.with_unsure(live_blog), facts.accepted)

    def pictures(self, facts: Facts) -> list[ShownPicture]:
        """Return the pictures, cards and embeds that stand in no line, whatever the keeper leaves out."""
        return pictures_shown.of_live_blog(
            self._read_once(corrections.of_reader(facts, unfinished=self._unfinished))[0]
        )

    def lines(self, facts: Facts) -> tuple[str, ...]:
        """Return the lines of the document, as `lines_of` does."""
        return self._read_once(corrections.of_reader(facts, unfinished=self._unfinished))[1]()


def _uncorrected(path: Path, facts: Facts) -> tuple[LiveBlog, Callable[[], tuple[str, ...]]]:
    """Read a document, and return beside the live blog what gives the document's lines."""
    with _named(path), _uncollected():
        opened = packed_export.opened(document.load(path))
        reader = _reader(opened)
        return reader.read(opened, facts), lru_cache(partial(reader.lines, opened, facts))


def explain(path: Path, facts: Facts = Facts()) -> Iterator[str]:  # noqa: B008 — frozen
    """Yield for each line of a text what became of it, and which rules spoke; or raise `DocumentError`."""
    with _named(path):
        opened = packed_export.opened(document.load(path))
        if _reader(opened).recognises is not plain_text.recognises:
            raise DocumentError("no text: data is taken at its word, and a page read by its structure")
        yield from plain_text.explain(opened, facts)


def lines_of(path: Path, facts: Facts = Facts()) -> tuple[str, ...]:  # noqa: B008 — frozen
    """Return the lines of a document: of text the physical ones, of a page or of data its blocks of text.

    Of data that holds more, `facts` choose the live blog.
    """
    with _named(path):
        opened = packed_export.opened(document.load(path))
        return _reader(opened).lines(opened, facts)


def unread(path: Path) -> int:
    """Return how many elements of a document's raw data its reader doesn't know of; 0 or less if none."""
    with _named(path):
        opened = packed_export.opened(document.load(path))
        return _reader(opened).unread(opened)


def is_text(path: Path) -> bool:
    """Tell whether a document is plain text, whose lines are those of the file."""
    with _named(path):
        return _reader(document.load(path)).recognises is plain_text.recognises


def choices(path: Path, facts: Facts = Facts()) -> list[Choice]:  # noqa: B008 — frozen
    """Return what a keeper can choose of a document; nothing where it is one live blog."""
    with _named(path):
        opened = packed_export.opened(document.load(path))
        return _reader(opened).choices(opened, facts)


def wanted_pictures(path: Path) -> list[list[str]]:
    """Return, for each picture that a saved page or an archive lacks, the addresses where it may be found.

    Raises DocumentError that names the document.
    """
    with _named(path):
        opened = document.load(path)
        if mhtml.recognises(opened):
            return mhtml.wanted(opened)
        if saved_page.recognises(opened):
            return saved_page.wanted(opened)
        if web_archive_file.recognises(opened):
            return web_archive_file.wanted(opened, _blogs_of)
        raise DocumentError("no saved page: capture is for an address, or for the pictures of a page")


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except DocumentError as error:
        told = " ".join(str(error).split())  # names of files in it may have line breaks
        raise DocumentError(f"{path}: {told}") from error


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the collector from walking again and again through records that all stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _reader(opened: Document) -> Form:
    return next(reader for reader in READERS if reader.recognises(opened))
