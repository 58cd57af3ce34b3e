"""The Guardian's JSON: the Content API's `response.content`, and the blocks that its pages are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.json_source import decoded, keys, opened, words
from afterlive.reading.source.page_data import moment
from afterlive.reading.source.text_html import card, picture, plain

if TYPE_CHECKING:
    import datetime as dt

    from afterlive.reading.source.document import Document


MAX_DIGITS = 6
"""Of a width in pixels."""


class GuardianImage(msgspec.Struct):
    """One size of a picture."""

    url: str | None = None
    fields: dict[str, Any] | None = None

    @property
    def width(self) -> int:
        """The width in pixels; 0 where it isn't known."""
        width = str((self.fields or {}).get("width", ""))
        return int(width) if width.isdecimal() and len(width) <= MAX_DIGITS else 0


class GuardianMedia(msgspec.Struct, rename="camel"):
    """A picture in its sizes."""

    all_images: list[GuardianImage] = []


class GuardianElement(msgspec.Struct, rename="camel"):
    """A part of a block: text, a picture, or something embedded."""

    html: str | None = None
    media: GuardianMedia | None = None
    data: dict[str, Any] | None = None
    url: str | None = None
    original_url: str | None = None
    source: str | None = None
    text: str | None = None
    title: str | None = None


class GuardianTime(msgspec.Struct, rename="camel"):
    """A time as the API has it; its pages have it as a number or as text."""

    date_time: str | int | None = None


Time = GuardianTime | str | int | None


class GuardianBlock(msgspec.Struct, rename="camel"):
    """A block, which is an update."""

    id: str | None = None
    title: str | None = None
    web_url: str | None = None
    body_html: str | None = None
    elements: list[GuardianElement] | None = None
    attributes: dict[str, Any] | None = None
    contributors: list[str | dict[str, Any]] | None = None
    block_first_published: Time = None
    first_published_date: Time = None
    published_date: Time = None
    block_created_on: Time = None
    created_date: Time = None
    block_last_updated: Time = None
    last_modified_date: Time = None
    block_first_published_display: str | None = None


class GuardianBlocks(msgspec.Struct):
    """The blocks as the API has them."""

    body: list[GuardianBlock] = []


class GuardianFields(msgspec.Struct):
    """What the API has of a live blog beside its blocks."""

    headline: str | None = None
    byline: str | None = None
    standfirst: str | None = None
    lang: str | None = None


class GuardianPages(msgspec.Struct, rename="camel"):
    """Which page of a live blog it is."""

    current_page: int | None = None
    total_pages: int | None = None


class GuardianContent(msgspec.Struct, kw_only=True):
    """A live blog."""

    blocks: GuardianBlocks | list[GuardianBlock]
    fields: GuardianFields = msgspec.field(default_factory=GuardianFields)
    headline: str | None = None
    byline: str | None = None
    standfirst: str | None = None
    lang: str | None = None
    title: str | None = msgspec.field(name="webTitle", default=None)
    web_url: str | None = msgspec.field(name="webUrl", default=None)
    page_url: str | None = msgspec.field(name="webURL", default=None)
    canonical: str | None = msgspec.field(name="canonicalUrl", default=None)
    published: str | int | None = msgspec.field(name="webPublicationDate", default=None)
    pinned: GuardianBlock | None = msgspec.field(name="pinnedPost", default=None)
    pagination: GuardianPages | None = None


class GuardianResponse(msgspec.Struct):
    """The content in an answer of the API."""

    content: GuardianContent


class GuardianAnswer(msgspec.Struct):
    """An answer of the API."""

    response: GuardianResponse


def recognises(document: Document) -> bool:
    """Tell whether a document is JSON with the blocks of a live blog."""
    if not keys(document) & {"response", "blocks"}:
        return False
    found = opened(document)
    response = found.get("response")
    content = response.get("content") if isinstance(response, dict) else found
    blocks = content.get("blocks") if isinstance(content, dict) else None
    listed = blocks.get("body") if isinstance(blocks, dict) else blocks
    return isinstance(listed, list) and any(
        isinstance(block, dict) and not block.keys().isdisjoint({"bodyHtml", "elements"}) for block in listed
    )


def blogs(document: Document) -> list[DataBlog]:
    """Return the live blog that a document is. Raises DocumentError."""
    what = "the Guardian's live blog"
    if "response" in keys(document):
        content = decoded(document, GuardianAnswer, what).response.content
    else:
        content = decoded(document, GuardianContent, what)
    blocks = content.blocks if isinstance(content.blocks, list) else content.blocks.body
    pinned = content.pinned
    aside = (
        [Skipped(label="Pinned", reason="pinned, on another page", html=_words(pinned))]
        if pinned and pinned.id not in {block.id for block in blocks}
        else []
    )
    fields = content.fields
    byline = plain(fields.byline or content.byline)
    return [
        DataBlog(
            title=plain(fields.headline or content.headline or content.title),
            lead=fields.standfirst or content.standfirst or "",
            url=content.web_url or content.page_url or content.canonical,
            publisher="The Guardian",
            language=fields.lang or content.lang or "en",
            authors=(byline,) if byline else (),
            published=moment(content.published),
            updates=(*aside, *(_update(block, pinned) for block in blocks)),
            page=(page := _page(content.pagination)),
            warnings=tuple(_warnings(page)),
        )
    ]


def _update(block: GuardianBlock, pinned: GuardianBlock | None) -> DataUpdate:
    attributes = block.attributes or {}
    names = (each if isinstance(each, str) else each.get("name") for each in block.contributors or [])
    return DataUpdate(
        id=block.id,
        url=block.web_url,
        title=plain(block.title),
        html=block.body_html or "".join(map(_html, block.elements or [])),
        stamp=block.block_first_published_display,
        time=_first(
            block.block_first_published,
            block.first_published_date,
            block.published_date,
            block.block_created_on,
            block.created_date,
        ),
        modified=_first(block.block_last_updated, block.last_modified_date),
        authors=tuple(name for name in map(words, names) if name),
        key=attributes.get("keyEvent") is True,
        pinned=attributes.get("pinned") is True or bool(pinned and pinned.id and pinned.id == block.id),
    )


def _words(block: GuardianBlock) -> str:
    """Return what a block shows, the headline as its first line."""
    return f"<h2>{block.title or ''}</h2>{block.body_html or ''.join(map(_html, block.elements or []))}"


def _html(element: GuardianElement) -> str:
    """Return what a part of a block shows."""
    if element.html is not None:
        return element.html
    data = element.data or {}
    if images := element.media.all_images if element.media else []:
        largest = max(images, key=lambda image: image.width)
        caption = " ".join(str(data[name]) for name in ("caption", "credit") if data.get(name))
        return picture(largest.url or "", str(data.get("alt", "")), caption)
    url = element.url or element.original_url or element.source
    return card(url, element.text or element.title or "") if url else ""


def _first(*times: Time) -> dt.datetime | None:
    """Return the first of several times that is one."""
    written = (time.date_time if isinstance(time, GuardianTime) else time for time in times)
    return next(filter(None, map(moment, written)), None)


def _page(pages: GuardianPages | None) -> tuple[int, int] | None:
    """Return which page of how many it is, if there are several."""
    total = (pages and pages.total_pages) or 1
    return (pages.current_page or 0, total) if pages and total > 1 else None


def _warnings(page: tuple[int, int] | None) -> list[str]:
    if page is None:
        return []
    return [f"This is page {page[0]} of {page[1]} of the live blog: capture the others, too."]
