"""JSON-LD that stands alone: a `LiveBlogPosting` of schema.org, as pages have it among their data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from afterlive.errors import DocumentError
from afterlive.reading.source import page_data
from afterlive.reading.source.data_blog import DataBlog, DataUpdate
from afterlive.reading.source.json_source import decode, keys, keys_of_first
from afterlive.reading.source.text_html import from_either, plain

if TYPE_CHECKING:
    from afterlive.reading.source.document import Document


def recognises(document: Document) -> bool:
    """Tell whether a document is JSON-LD with a live blog."""
    return not (keys(document) | keys_of_first(document)).isdisjoint({"@type", "@graph"})


def blogs(document: Document) -> list[DataBlog]:
    """Return the live blog. Raises DocumentError."""
    data = page_data.of_json(decode(document.text, Any))
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
