"""Pages saved as one file, `.mhtml`: the page and its images are parts of a mail."""

from __future__ import annotations

import email
import email.policy
import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import urljoin

from afterlive.errors import DocumentError
from afterlive.model import Facts
from afterlive.reading.forms import saved_page
from afterlive.reading.rules.html_page import page
from afterlive.reading.source.document import clean
from afterlive.reading.source.fetched_pictures import fetched_for
from afterlive.reading.source.images import Images
from afterlive.reading.source.page_source import PageSource
from afterlive.reading.source.provenance import Provenance

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from email.message import EmailMessage, Message

    from afterlive.model import LiveBlog
    from afterlive.reading.source.document import Document

HEADERS = re.compile(
    rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?Content-Type:\s*multipart/related", re.IGNORECASE
)
OPENING = 5000
"""Bytes that tell whether a document is MHTML."""
MAX_BYTES = 500_000_000
MAX_PARTS = 10_000
SAVED_BY = re.compile(r"Saved by (\w[\w .]*)")
MAX_HEADER = 10_000
"""Characters; Python's parser goes through a whole header for each parameter in it."""


class Headers(email.policy.EmailPolicy):
    """What parses the headers of mail, but for those that are too long for it."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Return a header's name and value, or raise `DocumentError`."""
        if sum(map(len, sourcelines)) > MAX_HEADER:
            raise DocumentError(f"a header has more than {MAX_HEADER} characters: save the page again")
        return super().header_source_parse(sourcelines)


class Saved(NamedTuple):
    """A page, where it was, and what was saved with it by address."""

    html: str
    url: str | None
    """Of the page's part, from which relative addresses start."""
    provenance: Provenance
    parts: Mapping[str, bytes]
    frames: Mapping[str, str | None]
    """The addresses of pages in frames, by what the page calls them: `cid:…`."""


def recognises(document: Document) -> bool:
    """Tell whether a document is MHTML."""
    return HEADERS.match(document.data[:OPENING].replace(b"\r\n", b"\n").lstrip()) is not None


def lines(document: Document) -> tuple[str, ...]:
    """Return the page's visible blocks of text."""
    return page(_saved(document).html).lines


def read(document: Document, facts: Facts) -> LiveBlog:
    """Read a page saved as MHTML, or raise `DocumentError`."""
    saved = _saved(document)
    with fetched_for(document.path) as fetched:
        return saved_page.read_html(saved.html, _source(document, saved, facts, fetched))


def wanted(document: Document) -> list[list[str]]:
    """Return the addresses of each picture that a page lacks. Raises `DocumentError`."""
    saved = _saved(document)
    with fetched_for(document.path) as fetched:
        return saved_page.wanted_of(saved.html, _source(document, saved, Facts(anyway=True), fetched))


def _source(
    document: Document, saved: Saved, facts: Facts, fetched: Callable[[str], bytes | None] | None
) -> PageSource:
    images = Images(lambda source: saved.parts.get(urljoin(saved.url or "", source)))
    return PageSource(document.path, facts, images, saved.provenance, fetched, saved.frames.get)


def _saved(document: Document) -> Saved:
    if len(document.data) > MAX_BYTES:
        raise DocumentError(f"larger than {MAX_BYTES // 1_000_000} MB: save the page as HTML")
    try:
        message = email.message_from_bytes(document.data, policy=Headers())
        parts = [cast("EmailMessage", part) for part in message.walk() if not part.is_multipart()]
    except RecursionError:
        raise DocumentError("its parts are nested too deep: save the page again") from None
    html = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if html is None or len(parts) > MAX_PARTS:
        raise DocumentError(f"holds no page, or more than {MAX_PARTS} parts: save it again")
    url = _location(html)
    said = str(message.get("Snapshot-Content-Location", "")).strip() or url
    tool = SAVED_BY.search(str(message.get("From", "")))
    provenance = Provenance(
        said if said and said.startswith("http") else None, _date(message), tool[1] if tool else None
    )
    return Saved(
        clean(_text(html)),
        url,
        provenance,
        {_location(part) or "": _bytes(part) for part in parts},
        {_identifier(part): _location(part) for part in parts if part.get_content_type() == "text/html"},
    )


def _date(message: Message) -> dt.datetime | None:
    try:
        return parsedate_to_datetime(str(message.get("Date", "")))
    except ValueError:
        return None


def _location(part: EmailMessage) -> str | None:
    return str(part.get("Content-Location", "")).strip() or _identifier(part) or None


def _identifier(part: EmailMessage) -> str:
    cid = str(part.get("Content-ID", "")).strip("<> ")
    return f"cid:{cid}" if cid else ""


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: EmailMessage) -> str:
    try:
        return _bytes(part).decode(part.get_content_charset("utf-8"), errors="replace")
    except LookupError:  # a character set that Python doesn't know
        return _bytes(part).decode(errors="replace")
