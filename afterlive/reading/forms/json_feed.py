"""JSON Feed, versions 1 and 1.1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from afterlive.reading.source.data_blog import DataBlog, DataUpdate
from afterlive.reading.source.json_source import decoded, keys, words
from afterlive.reading.source.page_data import day, moment
from afterlive.reading.source.text_html import card, from_text, picture, plain

if TYPE_CHECKING:
    from afterlive.reading.source.document import Document


class JsonFeedAuthor(msgspec.Struct):
    """An author."""

    name: str | None = None


class JsonFeedAttachment(msgspec.Struct):
    """What goes with an entry."""

    url: str
    mime_type: str | None = None
    title: str | None = None


class JsonFeedEntry(msgspec.Struct):
    """An entry, which is an update."""

    id: str | int | float | None = None
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    author: JsonFeedAuthor | None = None
    authors: list[JsonFeedAuthor] = []
    tags: list[str] = []
    image: str | None = None
    attachments: list[JsonFeedAttachment] = []


class JsonFeed(msgspec.Struct):
    """A feed, which is a live blog."""

    items: list[JsonFeedEntry]
    title: str | None = None
    description: str | None = None
    home_page_url: str | None = None
    language: str | None = None
    author: JsonFeedAuthor | None = None
    authors: list[JsonFeedAuthor] = []


def recognises(document: Document) -> bool:
    """Tell whether a document is a JSON Feed."""
    return {"version", "items"} <= keys(document) and "jsonfeed.org/version/1" in document.text


def blogs(document: Document) -> list[DataBlog]:
    """Return the live blog that a feed is. Raises DocumentError."""
    feed = decoded(document, JsonFeed, "a JSON Feed")
    return [
        DataBlog(
            title=plain(feed.title),
            lead=from_text(feed.description or ""),
            url=feed.home_page_url,
            language=feed.language,
            authors=_names(feed),
            updates=tuple(map(_update, feed.items)),
        )
    ]


def _update(entry: JsonFeedEntry) -> DataUpdate:
    body = entry.content_html or from_text(entry.content_text or entry.summary or "")
    image = picture(entry.image) if entry.image and entry.image not in body else ""
    files = "".join(
        picture(each.url, each.title or "")
        if (each.mime_type or "").startswith("image/")
        else card(each.url, each.title or "")
        for each in entry.attachments
        if each.url not in body
    )
    page = card(entry.external_url) if entry.external_url and entry.external_url not in body else ""
    time, modified = moment(entry.date_published or entry.date_modified), moment(entry.date_modified)
    return DataUpdate(
        id=words(entry.id),
        url=entry.url,
        title=plain(entry.title),
        html=image + body + page + files,
        time=time,
        day=None if time else day(entry.date_published),
        modified=modified if modified != time else None,
        authors=_names(entry),
        tags=tuple(entry.tags),
    )


def _names(written: JsonFeed | JsonFeedEntry) -> tuple[str, ...]:
    people = written.authors or [written.author or JsonFeedAuthor()]
    return tuple(author.name for author in people if author.name)
