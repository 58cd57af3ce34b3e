"""Atom and RSS: an entry is an update, or the one entry of a feed is a whole live blog."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from afterlive.errors import DocumentError
from afterlive.reading.forms import made_page
from afterlive.reading.source.document import clean
from afterlive.reading.source.page_data import Linked, LinkedUpdate, moment
from afterlive.reading.source.page_source import PageSource
from afterlive.reading.steps import web_page

if TYPE_CHECKING:
    from afterlive.model import Facts, LiveBlog
    from afterlive.reading.rules.html_page import HtmlPage, Region
    from afterlive.reading.source.document import Document

IS_FEED = re.compile(
    r"(?:\s|<\?[^>]*>|<!--.*?-->|<!DOCTYPE\s[^<>\[]*(?:\[[^\]]*\]\s*)?>)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL
)
HALF = re.compile(r"&#(?:x0*d[89a-f][0-9a-f]{2}|0*5(?:529[6-9]|5[3-9]\d\d|[67]\d{3}));", re.IGNORECASE)
"""A reference to a half of a character, which JavaScript writes for what it has in two."""
OPENING = 5000
"""Characters that tell whether a document is a feed."""


def recognises(document: Document) -> bool:
    """Tell whether a document is Atom or RSS."""
    return IS_FEED.match(document.text[:OPENING]) is not None


def lines(document: Document) -> tuple[str, ...]:
    """Return the visible blocks of text of all entries."""
    return _page(_linked(document))[0].lines


def read(document: Document, facts: Facts) -> LiveBlog:
    """Read a feed, or raise `DocumentError`."""
    data = _linked(document)
    if not data.updates:
        raise DocumentError("the feed has no entries: save it again, or save the page")
    page, regions = _page(data)
    capture = PageSource(document.path, facts, base=facts.source or data.url)
    if regions:
        return web_page.read(page, data, capture, regions)
    return web_page.read(page, _whole(data), capture)


def _page(data: Linked) -> tuple[HtmlPage, tuple[Region, ...]]:
    if len(data.updates) > 1:
        return made_page.page(data)
    return made_page.page(_whole(data), "".join(entry.body for entry in data.updates))


def _whole(data: Linked) -> Linked:
    """Return the live blog that the one entry of a feed is."""
    if len(data.updates) != 1:
        return data
    entry = data.updates[0]
    return replace(
        data,
        title=entry.title or data.title,
        url=entry.url or data.url,
        published=entry.time,
        authors=entry.authors or data.authors,
        updates=(),
    )


def _linked(document: Document) -> Linked:
    import feedparser  # noqa: PLC0415 - slow, and few documents are feeds

    text = HALF.sub("\ufffd", document.text)
    try:
        # A stream, since feedparser would fetch what looks like an address.
        parsed = feedparser.parse(
            io.BytesIO(text.encode()), response_headers={"content-type": "application/xml; charset=utf-8"}
        )
    except ValueError:  # what neither feedparser nor the parser of XML below it foresees
        raise DocumentError("the feed's XML is broken: save it again, or save the page") from None
    feed = parsed.feed
    return Linked(
        title=_plain(feed.get("title")),
        url=feed.get("link") or None,
        language=feed.get("language") or None,
        authors=_authors(feed),
        updates=tuple(_update(entry) for entry in parsed.entries),
    )


def _update(entry: Any) -> LinkedUpdate:  # noqa: ANN401 — feedparser has no types
    published = entry.get("published")
    updated = dict.get(entry, "updated")  # feedparser's own get would answer with `published`
    time = moment(published or updated)
    modified = moment(updated)
    return LinkedUpdate(
        id=entry.get("id"),
        url=entry.get("link"),
        title=_plain(entry.get("title")),
        body="".join(part.value or "" for part in entry.get("content", [])) or entry.get("summary") or "",
        time=time,
        modified=modified if modified != time else None,
        authors=_authors(entry),
    )


def _authors(source: Any) -> tuple[str, ...]:  # noqa: ANN401 — as above
    return tuple(author.name for author in source.get("authors", []) if author.get("name"))


def _plain(html: str | None) -> str | None:
    return " ".join(clean(html).split()) or None if html else None
