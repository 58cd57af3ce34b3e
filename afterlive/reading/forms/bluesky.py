"""Bluesky: a thread, or the feed of an author, as its API gives them."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Any

import msgspec

from afterlive.reading.source.data_blog import DataBlog, DataUpdate
from afterlive.reading.source.json_source import decoded, keys, named
from afterlive.reading.source.page_data import moment
from afterlive.reading.source.text_html import card, linked, paragraphs, picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.reading.source.document import Document

TAG = "app.bsky.richtext.facet#tag"
SITE = "https://bsky.app/profile/"


class BlueskyAuthor(msgspec.Struct, rename="camel"):
    """Who wrote it."""

    did: str = ""
    handle: str = ""
    display_name: str | None = None


class BlueskySpan(msgspec.Struct, rename="camel"):
    """A part of a text, in bytes of UTF-8."""

    byte_start: int
    byte_end: int


class BlueskyFeature(msgspec.Struct):
    """What a part of a text is: a link, a name or a tag."""

    kind: str | None = msgspec.field(name="$type", default=None)
    uri: str | None = None
    did: str | None = None
    tag: str | None = None


class BlueskyFacet(msgspec.Struct):
    """What is said of a part of a text."""

    index: BlueskySpan
    features: list[BlueskyFeature] = []


class BlueskyReference(msgspec.Struct):
    """Another text."""

    uri: str | None = None


class BlueskyReply(msgspec.Struct):
    """What a text answers."""

    parent: BlueskyReference | None = None


class BlueskyRecord(msgspec.Struct, rename="camel"):
    """What was written."""

    text: str = ""
    created_at: str | None = None
    langs: list[str] | None = None
    facets: list[BlueskyFacet] | None = None
    reply: BlueskyReply | None = None
    tags: list[str] | None = None


class BlueskyImage(msgspec.Struct):
    """A picture."""

    fullsize: str | None = None
    alt: str | None = None


class BlueskyPage(msgspec.Struct):
    """A page that is linked."""

    uri: str | None = None
    title: str | None = None


class BlueskyQuote(msgspec.Struct):
    """A text that is quoted, or what holds it."""

    uri: str | None = None
    author: BlueskyAuthor | None = None
    record: BlueskyQuote | None = None


class BlueskyEmbed(msgspec.Struct):
    """What goes with a text."""

    images: list[BlueskyImage] | None = None
    external: BlueskyPage | None = None
    media: BlueskyEmbed | None = None
    record: BlueskyQuote | None = None


class BlueskyPost(msgspec.Struct):
    """A text with what surrounds it."""

    uri: str
    author: BlueskyAuthor
    record: BlueskyRecord
    embed: BlueskyEmbed | None = None


class BlueskyNode(msgspec.Struct):
    """A text and what answers it; without one where it was deleted or is blocked."""

    post: BlueskyPost | None = None
    replies: list[BlueskyNode] | None = None
    parent: BlueskyNode | None = None


class BlueskyThread(msgspec.Struct):
    """A thread."""

    thread: BlueskyNode


class BlueskyEntry(msgspec.Struct):
    """A text in a feed; `reason` says that it was passed on."""

    post: BlueskyPost
    reason: dict[str, Any] | None = None


class BlueskyFeed(msgspec.Struct):
    """The feed of an author."""

    feed: list[BlueskyEntry]


def recognises(document: Document) -> bool:
    """Tell whether a document is a thread or a feed."""
    found = keys(document)
    return bool(found & {"thread", "feed"}) and "app.bsky." in document.text


def blogs(document: Document) -> list[DataBlog]:
    """Return the live blog that a thread is, or what an author wrote. Raises DocumentError."""
    what = "a thread or a feed of Bluesky"
    is_thread = "thread" in keys(document)
    if is_thread:
        thread = decoded(document, BlueskyThread, what).thread
        posts = list(_posts(thread))
        owner = thread.post.author.did if thread.post else ""
    else:
        entries = decoded(document, BlueskyFeed, what).feed
        posts = [entry.post for entry in entries]
        writers = Counter(entry.post.author.did for entry in entries if entry.reason is None)
        owner = writers.most_common(1)[0][0] if writers else ""
    languages = (next(iter(post.record.langs)) for post in posts if post.record.langs)
    return [
        DataBlog(
            language=next(languages, None),
            is_account=not is_thread,
            oldest_first=is_thread,
            updates=tuple(_update(post, owner) for post in posts),
        )
    ]


def _posts(root: BlueskyNode) -> Iterator[BlueskyPost]:
    """Yield the texts of a thread, each before those that answer it."""
    above = [root]
    while above[-1].parent:
        above.append(above[-1].parent)
    yield from (node.post for node in reversed(above[1:]) if node.post)
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.post:
            yield node.post
        waiting += reversed(node.replies or [])


def _update(post: BlueskyPost, owner: str) -> DataUpdate:
    record = post.record
    features = [feature for facet in record.facets or [] for feature in facet.features]
    tags = [*(feature.tag for feature in features if feature.kind == TAG), *(record.tags or [])]
    return DataUpdate(
        id=post.uri,
        url=f"{SITE}{post.author.handle}/post/{post.uri.rpartition('/')[2]}",
        html=paragraphs(_text(record)) + "".join(_embedded(post.embed or BlueskyEmbed())),
        time=moment(record.created_at),
        authors=named(post.author.display_name, post.author.handle),
        tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        parent=record.reply.parent.uri if record.reply and record.reply.parent else None,
        by_other=post.author.did != owner,
    )


def _text(record: BlueskyRecord) -> str:
    """Return the text as HTML, with the links that are said of its bytes."""
    data, html, end = record.text.encode(), "", 0
    for facet in sorted(record.facets or [], key=lambda facet: facet.index.byte_start):
        begin, stop = facet.index.byte_start, facet.index.byte_end
        url = next((feature.uri for feature in facet.features if feature.uri), None)
        if url and end <= begin < stop <= len(data):
            words = escape(data[begin:stop].decode(errors="replace"))
            before = linked(data[end:begin].decode(errors="replace"))
            html += f'{before}<a href="{escape(url)}">{words}</a>'
            end = stop
    return html + linked(data[end:].decode(errors="replace"))


def _embedded(embed: BlueskyEmbed) -> Iterator[str]:
    """Yield pictures, and cards of what is linked or quoted."""
    if embed.media:
        yield from _embedded(embed.media)
    for image in embed.images or []:
        yield picture(image.fullsize or "", image.alt or "")
    if embed.external and embed.external.uri:
        yield card(embed.external.uri, embed.external.title or "")
    quoted = embed.record and (embed.record.record or embed.record)
    if quoted and quoted.author and quoted.uri:
        yield card(f"{SITE}{quoted.author.handle}/post/{quoted.uri.rpartition('/')[2]}")
