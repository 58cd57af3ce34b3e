"""JSON-LD that stands alone: a `LiveBlogPosting` of schema.org, as pages have it among their data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from afterlive.errors import DocumentError
from afterlive.reading.source import page_data
from afterlive.reading.source.data_blog import DataBlog, DataUpdate
from afterlive.reading.source.json_source import decoded, keys, keys_of_first
from afterlive.reading.source.text_html import from_either, plain

if TYPE_CHECKING:
    from afterlive.reading.source.document import Document


class LinkedDataName(msgspec.Struct):
    """A person or an organisation."""

    name: str | list[str] | None = None


Names = str | LinkedDataName | list[str | LinkedDataName] | None
Time = str | int | float | None


class LinkedDataUpdate(msgspec.Struct, rename="camel"):
    """An update, as far as it is read."""

    headline: str | None = None
    name: str | None = None
    article_body: str | None = None
    text: str | None = None
    description: str | None = None
    url: str | None = None
    date_published: Time = None
    date_modified: Time = None
    author: Names = None


class LinkedDataBlog(msgspec.Struct, rename="camel"):
    """A live blog, as far as it is read."""

    headline: str | None = None
    name: str | None = None
    url: str | None = None
    publisher: Names = None
    author: Names = None
    coverage_start_time: Time = None
    coverage_end_time: Time = None
    date_published: Time = None
    live_blog_update: LinkedDataUpdate | list[LinkedDataUpdate] | None = None
    blog_post: LinkedDataUpdate | list[LinkedDataUpdate] | None = None


def recognises(document: Document) -> bool:
    """Tell whether a document is JSON-LD with a live blog."""
    return not (keys(document) | keys_of_first(document)).isdisjoint({"@type", "@graph"})


def blogs(document: Document) -> list[DataBlog]:
    """Return the live blog. Raises DocumentError."""
    node = page_data.live_blog([decoded(document, Any, "JSON-LD")])
    try:
        msgspec.convert(node, LinkedDataBlog)
    except msgspec.ValidationError as error:
        raise DocumentError(f"looks like JSON-LD of a live blog, but isn't: {error}") from None
    data = page_data.of_json(node)
    if not data.updates:
        raise DocumentError("JSON-LD without a LiveBlogPosting that has updates: save the page instead")
    return [
        DataBlog(
            title=plain(data.title),
            url=data.url,
            publisher=data.publisher,
            language=data.language,
            authors=data.authors,
            start=data.start,
            end=data.end,
            published=data.published,
            updates=tuple(
                DataUpdate(
                    id=update.id,
                    url=update.url,
                    title=plain(update.title),
                    html=from_either(update.body),
                    time=update.time,
                    day=update.day,
                    modified=update.modified if update.modified != update.time else None,
                    authors=update.authors,
                )
                for update in data.updates
            ),
        )
    ]
