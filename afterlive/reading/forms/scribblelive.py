"""ScribbleLive: what its API gave of an event."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import msgspec

from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.json_source import decoded, keys, words
from afterlive.reading.source.text_html import card, from_either, headed, paragraphs, picture, plain

if TYPE_CHECKING:
    from afterlive.reading.source.document import Document

DATE = re.compile(r"/Date\((-?\d{1,14})(?:([+-])(\d\d)(\d\d))?\)/")
Flag = bool | int | None


class ScribbleWriter(msgspec.Struct, rename="pascal"):
    """Who wrote it."""

    name: str | None = None


class ScribbleMedium(msgspec.Struct, rename="pascal"):
    """A picture, a video or a sound."""

    url: str | None = None
    type: str | None = None


class ScribblePost(msgspec.Struct, rename="pascal"):
    """An update."""

    id: int | str | None = None
    content: str | None = None
    creator: ScribbleWriter | None = None
    type: str | None = None
    created: str | None = None
    last_modified: str | None = None
    is_stuck: Flag = None
    is_deleted: Flag = None
    is_approved: Flag = None
    source: str | None = None
    media: list[ScribbleMedium] | None = None


class ScribbleEvent(msgspec.Struct, rename="pascal"):
    """An event, which is a live blog."""

    posts: list[ScribblePost]
    title: str | None = None
    description: str | None = None
    language: str | None = None
    start: str | None = None
    end: str | None = None
    pages: int | None = None


def recognises(document: Document) -> bool:
    """Tell whether a document is an event of ScribbleLive."""
    found = keys(document)
    return "Posts" in found and not found.isdisjoint({"NumPosts", "Title", "Id", "Pages"})


def blogs(document: Document) -> list[DataBlog]:
    """Return the live blog that an event is. Raises DocumentError."""
    event = decoded(document, ScribbleEvent, "an event of ScribbleLive")
    pages = event.pages or 1
    return [
        DataBlog(
            title=plain(event.title),
            lead=from_either(event.description or ""),
            language=event.language,
            start=_time(event.start),
            end=_time(event.end),
            updates=tuple(map(_update, event.posts)),
            page=(0, pages) if pages > 1 else None,
            warnings=(f"The live blog has {pages} pages: capture the others, too.",) if pages > 1 else (),
        )
    ]


def _update(post: ScribblePost) -> DataUpdate | Skipped:
    name = words(post.id)
    if post.is_deleted:
        return Skipped(label=f"Update {name}", reason="deleted")
    if post.is_approved is not None and not post.is_approved:
        return Skipped(label=f"Update {name}", reason="not published")
    body = paragraphs(post.content or "") + "".join(
        picture(medium.url) if medium.type in {"IMAGE", None} else card(medium.url)
        for medium in post.media or []
        if medium.url and medium.url not in (post.content or "")
    )
    title, html = headed(body)
    time, modified = _time(post.created), _time(post.last_modified)
    return DataUpdate(
        id=name,
        title=title,
        html=html + (f"<p>{post.source}</p>" if post.source else ""),
        time=time,
        modified=modified if modified != time else None,
        authors=(post.creator.name,) if post.creator and post.creator.name else (),
        pinned=bool(post.is_stuck),
    )


def _time(text: str | None) -> dt.datetime | None:
    """Return the time that `/Date(1709636610000+0000)/` is."""
    match = DATE.fullmatch((text or "").strip())
    if match is None:
        return None
    ahead = dt.timedelta(hours=int(match[3] or 0), minutes=int(match[4] or 0)) * (
        -1 if match[2] == "-" else 1
    )
    try:
        zone = dt.timezone(ahead)
        return dt.datetime.fromtimestamp(int(match[1]) // 1000, zone)
    except (ValueError, OverflowError, OSError):
        return None
