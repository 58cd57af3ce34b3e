"""The Guardian's JSON: the Content API's `response.content`, and the blocks that its pages are made from."""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING, Any

from afterlive.errors import DocumentError
from afterlive.reading.forms import made_page
from afterlive.reading.source.document import clean
from afterlive.reading.source.page_data import Linked, LinkedUpdate, moment
from afterlive.reading.source.page_source import PageSource
from afterlive.reading.steps import web_page

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from afterlive.model import Facts, LiveBlog
    from afterlive.reading.rules.html_page import HtmlPage, Region
    from afterlive.reading.source.document import Document

    Json = dict[str, Any]

TIMES = ("blockFirstPublished", "firstPublishedDate", "publishedDate", "blockCreatedOn", "createdDate")
MODIFIED = ("blockLastUpdated", "lastModifiedDate")
SITE = "The Guardian"
MAX_DIGITS = 6
"""Of an image's width in pixels."""


def recognises(document: Document) -> bool:
    """Tell whether a document is JSON with the blocks of a live blog."""
    return document.text.lstrip().startswith("{") and _content(document) is not None


def lines(document: Document) -> tuple[str, ...]:
    """Return the visible blocks of text: title, standfirst, blocks, and what is pinned."""
    return _page(_content(document) or {})[0].lines


def read(document: Document, facts: Facts) -> LiveBlog:
    """Read the Guardian's JSON, or raise `DocumentError`."""
    content = _content(document) or {}
    page, regions, data = _page(content)
    if not regions:
        raise DocumentError("the JSON has no blocks with text: ask the API for show-blocks=all")
    capture = PageSource(document.path, facts, base=facts.source or data.url)
    liveblog = web_page.read(page, data, capture, regions)
    return replace(liveblog, warnings=(*liveblog.warnings, *_warnings(content)))


def _content(document: Document) -> Json | None:
    try:
        found = json.loads(document.text)
    except (ValueError, RecursionError):
        return None
    response = found.get("response") if isinstance(found, dict) else None
    content = response.get("content") if isinstance(response, dict) else found
    return content if isinstance(content, dict) and _blocks(content) else None


def _blocks(content: Json) -> list[Json]:
    blocks = content.get("blocks")
    found = blocks.get("body") if isinstance(blocks, dict) else blocks
    named = [block for block in found if isinstance(block, dict)] if isinstance(found, list) else []
    return named if any("bodyHtml" in block or "elements" in block for block in named) else []


def _page(content: Json) -> tuple[HtmlPage, tuple[Region, ...], Linked]:
    fields = _object(content.get("fields"))
    blocks = _blocks(content)
    known = {_text(block.get("id")) for block in blocks}
    pinned = _object(content.get("pinnedPost"))
    pinned_id = _text(pinned.get("id"))
    data = Linked(
        title=_text(fields.get("headline") or content.get("headline") or content.get("webTitle")),
        url=_text(content.get("webUrl") or content.get("webURL") or content.get("canonicalUrl")),
        publisher=SITE,
        language=_text(fields.get("lang") or content.get("lang")) or "en",
        published=moment(content.get("webPublicationDate")),
        authors=tuple(name for name in [_text(fields.get("byline") or content.get("byline"))] if name),
        updates=tuple(_update(block, pinned_id) for block in blocks),
    )
    standfirst = fields.get("standfirst") or content.get("standfirst")
    lead = standfirst if isinstance(standfirst, str) else ""
    page, regions = made_page.page(data, lead, "" if pinned_id in known else _html(pinned))
    return page, regions, data


def _update(block: Json, pinned: str | None) -> LinkedUpdate:
    attributes = _object(block.get("attributes"))
    time = next(filter(None, (_moment(block.get(name)) for name in TIMES)), None)
    modified = next(filter(None, (_moment(block.get(name)) for name in MODIFIED)), None)
    contributors = block.get("contributors")
    return LinkedUpdate(
        id=_text(block.get("id")),
        url=_text(block.get("webUrl")),
        title=_text(block.get("title")),
        body=_html(block),
        time=time,
        stamp=_text(block.get("blockFirstPublishedDisplay")),
        modified=modified if modified != time else None,
        authors=_names(contributors if isinstance(contributors, list) else []),
        key=attributes.get("keyEvent") is True,
        pinned=attributes.get("pinned") is True or (pinned is not None and pinned == _text(block.get("id"))),
    )


def _html(block: Json) -> str:
    """Return what a block shows."""
    if isinstance(block.get("bodyHtml"), str):
        return str(block["bodyHtml"])
    elements = block.get("elements")
    return (
        "".join(_element(each) for each in elements if isinstance(each, dict))
        if isinstance(elements, list)
        else ""
    )


def _element(element: Json) -> str:
    if isinstance(element.get("html"), str):
        return str(element["html"])
    data = _object(element.get("data"))
    if image := _image(element):
        caption = " ".join(str(data[name]) for name in ("caption", "credit") if data.get(name))
        alt = escape(str(data.get("alt", "")))
        return f'<figure><img src="{escape(image)}" alt="{alt}"><figcaption>{caption}</figcaption></figure>'
    url = _text(element.get("url") or element.get("originalUrl") or element.get("source"))
    words = _text(element.get("text") or element.get("title")) or url
    return f'<p><a href="{escape(url)}">{escape(words or "")}</a></p>' if url else ""


def _image(element: Json) -> str | None:
    """Return the address of an image's largest form."""
    images = _object(element.get("media")).get("allImages")
    found = [image for image in images if isinstance(image, dict)] if isinstance(images, list) else []
    largest = max(found, key=_width, default={})
    return _text(largest.get("url"))


def _width(image: Json) -> int:
    width = str(_object(image.get("fields")).get("width", ""))
    return int(width) if width.isdecimal() and len(width) <= MAX_DIGITS else 0


def _moment(value: object) -> dt.datetime | None:
    return moment(value.get("dateTime") if isinstance(value, dict) else value)


def _names(contributors: list[Any]) -> tuple[str, ...]:
    names = (_text(each.get("name") if isinstance(each, dict) else each) for each in contributors)
    return tuple(name for name in names if name)


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return " ".join(clean(value).split()) or None if isinstance(value, str) else None


def _warnings(content: Json) -> Iterable[str]:
    pagination = _object(content.get("pagination"))
    page, total = pagination.get("currentPage"), pagination.get("totalPages")
    if isinstance(total, int) and total > 1:
        yield f"This is page {page} of {total} of the live blog: capture the others, too."
