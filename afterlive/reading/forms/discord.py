"""Discord: the JSON of DiscordChatExporter."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

import markdown
import msgspec

from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.images import kept_with
from afterlive.reading.source.json_source import decoded, keys, named, words
from afterlive.reading.source.page_data import moment
from afterlive.reading.source.text_html import URL, card, headed, picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.reading.source.document import Document

WRITTEN = frozenset({"Default", "Reply", None})
"""The types of messages that somebody wrote."""
PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif)(?:\?|$)", re.IGNORECASE)


class DiscordName(msgspec.Struct):
    """A server, a channel or a person."""

    id: str | int | None = None
    name: str | None = None
    nickname: str | None = None
    topic: str | None = None


class DiscordFile(msgspec.Struct, rename="camel"):
    """A file with a message."""

    url: str | None = None
    file_name: str | None = None


class DiscordEmbed(msgspec.Struct):
    """The preview of a page."""

    title: str | None = None
    url: str | None = None
    description: str | None = None


class DiscordMessage(msgspec.Struct, rename="camel"):
    """A message, which is an update."""

    id: str | int | None = None
    type: str | int | None = None
    timestamp: str | None = None
    timestamp_edited: str | None = None
    is_pinned: bool = False
    content: str = ""
    author: DiscordName = msgspec.field(default_factory=DiscordName)
    attachments: list[DiscordFile] = []
    embeds: list[DiscordEmbed] = []
    reference: dict[str, Any] | None = None


class DiscordExport(msgspec.Struct):
    """The messages of a channel."""

    messages: list[DiscordMessage]
    guild: DiscordName = msgspec.field(default_factory=DiscordName)
    channel: DiscordName = msgspec.field(default_factory=DiscordName)


def recognises(document: Document) -> bool:
    """Tell whether a document is an export of DiscordChatExporter."""
    return {"guild", "channel", "messages"} <= keys(document)


def blogs(document: Document) -> list[DataBlog]:
    """Return the live blog that a channel is. Raises DocumentError."""
    export = decoded(document, DiscordExport, "an export of Discord")
    return [
        DataBlog(
            id=words(export.channel.id),
            title=export.channel.name,
            lead=f"<p>{escape(export.channel.topic)}</p>" if export.channel.topic else "",
            publisher=export.guild.name,
            updates=tuple(map(_update, export.messages)),
            oldest_first=True,
            load=kept_with(document),
        )
    ]


def _update(message: DiscordMessage) -> DataUpdate | Skipped:
    if message.type not in WRITTEN:
        return Skipped(label=f"Message {message.id}", reason="a notice of Discord")
    title, html = headed("".join(_html(message)))
    reference = (message.reference or {}).get("messageId")
    return DataUpdate(
        id=words(message.id),
        title=title,
        html=html,
        time=moment(message.timestamp),
        modified=moment(message.timestamp_edited),
        authors=named(message.author.nickname, message.author.name),
        pinned=message.is_pinned,
        parent=words(reference),
    )


def _html(message: DiscordMessage) -> Iterator[str]:
    yield _rich(message.content)
    for file in message.attachments:
        if file.url and PICTURE.search(file.file_name or file.url):
            yield picture(file.url)
        elif file.url:
            yield card(file.url, file.file_name or "")
    for embed in message.embeds:
        if embed.url and embed.url not in message.content:
            yield card(embed.url, embed.title or "")
        elif not embed.url and embed.title:
            yield f"<p><b>{escape(embed.title)}</b></p>"
        if embed.description and not embed.url:
            yield _rich(embed.description)


def _rich(text: str) -> str:
    """Return Discord's Markdown as HTML."""
    text = URL.sub(lambda match: f"[{match[0]}]({match[0]})" if _is_bare(match) else match[0], text)
    return markdown.markdown(escape(text, quote=False).replace("&gt; ", "> "), extensions=["nl2br"])


def _is_bare(match: re.Match[str]) -> bool:
    """Tell whether an address is no link of Markdown already."""
    return not match.string[: match.start()].endswith(("(", "<"))
