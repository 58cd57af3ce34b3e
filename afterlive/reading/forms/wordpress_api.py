"""The JSON of WordPress plugins: `liveblog/v1` of Liveblog, and `easy-liveblogs/v1`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.json_source import decoded, keys, words
from afterlive.reading.source.page_data import moment
from afterlive.reading.source.text_html import headed, plain

if TYPE_CHECKING:
    from afterlive.reading.source.document import Document

Scalar = str | int | float | None


class WordPressWriter(msgspec.Struct):
    """Who wrote an entry."""

    name: str | None = None


class WordPressEntry(msgspec.Struct):
    """An entry of either plugin."""

    id: Scalar = None
    type: str | None = None
    title: str | None = None
    render: str | None = None
    content: str | None = None
    entry_time: Scalar = None
    timestamp: Scalar = None
    datetime: str | None = None
    modified: str | None = None
    authors: list[WordPressWriter] = []
    author: str | None = None
    share_link: str | None = None
    key_event: bool | None = None


class WordPressEntries(msgspec.Struct):
    """An answer of either plugin."""

    entries: list[WordPressEntry] = []
    updates: list[WordPressEntry] = []
    title: str | None = None
    url: str | None = None
    page: int | None = None
    pages: int | None = None


def recognises(document: Document) -> bool:
    """Tell whether a document is an answer of one of the plugins."""
    found = keys(document)
    return ("entries" in found and found.isdisjoint({"orderedItems", "items"})) or {
        "updates",
        "status",
    } <= found


def blogs(document: Document) -> list[DataBlog]:
    """Return the live blog of an answer. Raises DocumentError."""
    answer = decoded(document, WordPressEntries, "a WordPress live blog")
    more = (answer.pages or 1) > 1
    warning = f"This is page {answer.page} of {answer.pages} of the live blog: capture the others, too."
    return [
        DataBlog(
            title=plain(answer.title),
            url=answer.url,
            updates=tuple(map(_update, answer.entries or answer.updates)),
            page=(answer.page or 0, answer.pages or 1) if more else None,
            warnings=(warning,) if more else (),
        )
    ]


def _update(entry: WordPressEntry) -> DataUpdate | Skipped:
    name = words(entry.id)
    html = entry.render or entry.content or ""
    if entry.type == "delete" or not (html.strip() or entry.title):
        return Skipped(label=f"Update {name}", reason="deleted")
    time = moment(entry.entry_time or entry.datetime or entry.timestamp)
    modified = moment(entry.modified) or (moment(entry.timestamp) if entry.entry_time else None)
    title, body = (plain(entry.title), html) if entry.title else headed(html)
    authors = [writer.name for writer in entry.authors] or [entry.author]
    return DataUpdate(
        id=name,
        url=entry.share_link,
        title=title,
        html=body,
        time=time,
        modified=modified if modified != time else None,
        authors=tuple(author for author in authors if author),
        key=bool(entry.key_event),
    )
