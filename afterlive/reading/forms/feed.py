"""Atom and RSS: an entry is an update, or the one entry of a feed is a whole live blog."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from afterlive.errors import DocumentError
from afterlive.reading.rules.html_page import page
from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.page_data import Linked, day, moment
from afterlive.reading.source.page_source import PageSource
from afterlive.reading.source.text_html import card, from_text, picture, plain
from afterlive.reading.steps import data_live_blog, web_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afterlive.model import Facts, LiveBlog
    from afterlive.reading.source.document import Document

IS_FEED = re.compile(
    r"(?:\s|<\?[^>]*>|<!--.*?-->|<!DOCTYPE\s[^<>\[]*(?:\[[^\]]*\]\s*)?>)*<(?:rss|feed|rdf:RDF)\b", re.DOTALL
)
HALF = re.compile(r"&#(?:x0*d[89a-f][0-9a-f]{2}|0*5(?:529[6-9]|5[3-9]\d\d|[67]\d{3}));", re.IGNORECASE)
"""A reference to a half of a character, which JavaScript writes for what it has in two."""
ENTRY = re.compile(r"<(?:\w+:)?(?:item|entry)[\s>]")
OPENING = 5000
"""Characters that tell whether a document is a feed."""


def recognises(document: Document) -> bool:
    """Tell whether a document is Atom or RSS."""
    return IS_FEED.match(document.text[:OPENING]) is not None


def read(document: Document, facts: Facts) -> LiveBlog:
    """Read a feed, or raise `DocumentError`."""
    blog = _blog(document)
    return _whole(document, blog, facts) or data_live_blog.read([blog], facts)


def lines(document: Document, facts: Facts) -> tuple[str, ...]:
    """Return the title and the visible blocks of text of all entries."""
    blog = _blog(document)
    if _whole(document, blog, facts):
        return page(_html(blog)).lines
    return data_live_blog.lines([blog], facts)


def _whole(document: Document, blog: DataBlog, facts: Facts) -> LiveBlog | None:
    """Return the live blog that the one entry of a feed is; None where entries are updates."""
    entries = [update for update in blog.updates if isinstance(update, DataUpdate)]
    if len(entries) != 1:
        return None
    entry = entries[0]
    data = Linked(
        title=entry.title or blog.title,
        url=entry.url or blog.url,
        language=blog.language,
        published=entry.time,
        authors=entry.authors or blog.authors,
    )
    capture = PageSource(document.path, facts, base=facts.source or data.url)
    try:
        found = web_page.read(page(_html(blog)), data, capture)
    except DocumentError:
        return None
    return found if len(found.updates) > 1 else None


def _html(blog: DataBlog) -> str:
    """Return the one entry of a feed as a page."""
    title, html = next(
        (update.title, update.html) for update in blog.updates if isinstance(update, DataUpdate)
    )
    heading = (title or blog.title or "").replace("&", "&amp;").replace("<", "&lt;")
    return f"<body><h1>{heading}</h1><div>{html}</div>"


def _blog(document: Document) -> DataBlog:
    import feedparser  # noqa: PLC0415 - slow, and few documents are feeds

    text = HALF.sub("\ufffd", document.text)
    try:
        # A stream, since feedparser would fetch what looks like an address.
        parsed = feedparser.parse(
            io.BytesIO(text.encode()),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,  # `html_blocks` does, and keeps what is embedded as links
        )
    except ValueError:  # what neither feedparser nor the parser of XML below it foresees
        raise DocumentError("the feed's XML is broken: save it again, or save the page") from None
    if not parsed.entries:
        raise DocumentError("the feed has no entries: save it again, or save the page")
    feed = parsed.feed
    return DataBlog(
        title=_words(feed, "title"),
        lead=_html_of(feed.get("subtitle_detail")),
        url=feed.get("link") or None,
        language=feed.get("language") or None,
        authors=_authors(feed),
        updates=(
            *(each for entry in parsed.entries for each in _elements(entry)),
            *_unread(text, parsed.entries),
        ),
    )


def _elements(entry: Any) -> Iterator[DataUpdate | Skipped]:  # noqa: ANN401 — feedparser has no types
    """Yield the update that an entry is, and the summary beside its whole text."""
    update = _update(entry)
    yield update
    summary = _html_of(entry.get("summary_detail"))
    if entry.get("content") and summary and summary not in update.html:
        yield Skipped(label="Summary", reason="a summary beside the whole text", html=summary)


def _unread(text: str, entries: Sequence[object]) -> Iterator[Skipped]:
    """Tell how many elements of the raw feed look like entries and are none that was read."""
    unread = len(ENTRY.findall(text)) - len(entries)
    if unread > 0:
        label = f"Elements that look like entries and aren't read: {unread}"
        yield Skipped(label=label, reason="inside a comment, a text or another element")


def _update(entry: Any) -> DataUpdate:  # noqa: ANN401 — feedparser has no types
    published = dict.get(entry, "published")
    updated = dict.get(entry, "updated")  # feedparser's own get would answer with `published`
    written = published or updated
    time = moment(written)
    modified = moment(updated)
    body = "".join(map(_html_of, entry.get("content", []))) or _html_of(entry.get("summary_detail"))
    return DataUpdate(
        id=entry.get("id"),
        url=entry.get("link"),
        title=_words(entry, "title"),
        html=body + "".join(_media(entry, body)),
        time=time,
        day=day(written) if time is None else None,
        modified=modified if modified != time else None,
        authors=_authors(entry),
        tags=tuple(dict.fromkeys(tag.term for tag in entry.get("tags", []) if tag.get("term"))),
    )


def _media(entry: Any, body: str) -> list[str]:  # noqa: ANN401 — as above
    """Return what is enclosed with an entry, as far as its text doesn't show it."""
    found = [*entry.get("enclosures", []), *entry.get("media_content", [])]
    kinds = {
        each.get("href") or each.get("url"): each.get("type") or each.get("medium") or "" for each in found
    }
    return [
        picture(url) if kind.startswith("image") else card(url)
        for url, kind in kinds.items()
        if url and url not in body
    ]


def _authors(source: Any) -> tuple[str, ...]:  # noqa: ANN401 — as above
    names = (plain(author.get("name")) for author in source.get("authors", []))
    return tuple(name for name in names if name)


def _words(source: Any, name: str) -> str | None:  # noqa: ANN401 — as above
    """Return a headline, which may be HTML, in plain words."""
    detail = source.get(f"{name}_detail") or {}
    value = detail.get("value") or ""
    return plain(value) if "html" in (detail.get("type") or "") else " ".join(value.split()) or None


def _html_of(detail: Any) -> str:  # noqa: ANN401 — as above
    """Return the HTML of a text that may be plain."""
    value = (detail or {}).get("value") or ""
    return value if "html" in (detail or {}).get("type", "") else from_text(value)
