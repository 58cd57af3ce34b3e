"""Storify: the JSON that it exported; a story has its elements in the order in which it is told."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import msgspec

from afterlive.errors import DocumentError
from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.json_source import decoded, keys, opened
from afterlive.reading.source.page_data import moment
from afterlive.reading.source.text_html import card, from_either, headed, linked, picture, plain

if TYPE_CHECKING:
    from afterlive.reading.source.document import Document


class StorifyName(msgspec.Struct):
    """A person, or where something was published."""

    name: str | None = None
    username: str | None = None


class StorifyQuote(msgspec.Struct):
    """What somebody said."""

    text: str | None = None


class StorifyImage(msgspec.Struct):
    """A picture."""

    src: str | None = None
    caption: str | None = None


class StorifyLink(msgspec.Struct):
    """A page, or a video."""

    title: str | None = None
    description: str | None = None
    src: str | None = None


class StorifyData(msgspec.Struct):
    """What an element shows: one of these."""

    text: str | None = None
    quote: StorifyQuote | None = None
    image: StorifyImage | None = None
    link: StorifyLink | None = None
    video: StorifyLink | None = None


class StorifyElement(msgspec.Struct):
    """An element of a story."""

    eid: str | None = None
    id: str | None = None
    permalink: str | None = None
    posted_at: str | int | None = None
    added_at: str | int | None = None
    data: StorifyData = msgspec.field(default_factory=StorifyData)
    source: StorifyName = msgspec.field(default_factory=StorifyName)
    attribution: StorifyName = msgspec.field(default_factory=StorifyName)


class StorifyDates(msgspec.Struct):
    """When a story was made."""

    published: str | int | None = None
    created: str | int | None = None


class StorifyStory(msgspec.Struct):
    """A story."""

    elements: list[StorifyElement]
    title: str | None = None
    description: str | None = None
    permalink: str | None = None
    status: str | None = None
    author: StorifyName = msgspec.field(default_factory=StorifyName)
    date: StorifyDates = msgspec.field(default_factory=StorifyDates)


class StorifyAnswer(msgspec.Struct):
    """A story as the API gave it."""

    content: StorifyStory


def recognises(document: Document) -> bool:
    """Tell whether a document is a story."""
    found = keys(document)
    if "content" in found and "elements" not in found:
        content = opened(document).get("content")
        found = frozenset(content) if isinstance(content, dict) else frozenset()
    return "elements" in found and not found.isdisjoint({"sid", "permalink", "slug"})


def blogs(document: Document) -> list[DataBlog]:
    """Return the live blog that a story is. Raises DocumentError."""
    what = "a story of Storify"
    is_bare = "elements" in keys(document)
    story = (
        decoded(document, StorifyStory, what) if is_bare else decoded(document, StorifyAnswer, what).content
    )
    if story.status not in {"published", None}:
        raise DocumentError("a draft of a story on Storify, which was never published")
    author = story.author.name or story.author.username
    return [
        DataBlog(
            title=plain(story.title),
            lead=from_either(story.description or ""),
            url=story.permalink,
            publisher="Storify",
            authors=(author,) if author else (),
            published=moment(story.date.published or story.date.created),
            updates=tuple(_update(place, element) for place, element in enumerate(story.elements)),
        )
    ]


def _update(place: int, element: StorifyElement) -> DataUpdate | Skipped:
    title, html = headed(_html(element))
    if not html.strip():
        return Skipped(label=f"Element {element.eid or place + 1}", reason="without text")
    name = element.attribution.name or element.attribution.username or element.source.username
    return DataUpdate(
        id=element.eid or element.id,
        url=element.permalink,
        title=title,
        html=html,
        time=moment(element.posted_at or element.added_at),
        authors=(name,) if name else (),
        order=place,
    )


def _html(element: StorifyElement) -> str:
    data, url = element.data, element.permalink or ""
    if data.text:
        return from_either(data.text)
    if data.quote:
        return f"<blockquote>{linked(data.quote.text or '')}</blockquote>"
    if data.image and data.image.src:
        return picture(data.image.src, data.image.caption or "", escape(data.image.caption or ""))
    if link := data.link or data.video:
        below = f"<p>{escape(link.description)}</p>" if link.description else ""
        return card(link.src or url, link.title or "") + below
    return ""
