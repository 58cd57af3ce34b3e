"""Telegram: `result.json`, of one channel or of a whole account."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import msgspec

from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.data_times import beside, unix, written
from afterlive.reading.source.images import kept_with
from afterlive.reading.source.json_source import decoded, keys, named, words
from afterlive.reading.source.text_html import headed, linked, paragraphs, picture

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from afterlive.reading.source.document import Document

STYLES = {
    "bold": "b",
    "italic": "i",
    "code": "code",
    "pre": "pre",
    "strikethrough": "s",
    "underline": "u",
    "blockquote": "blockquote",
}
LOCAL = "%Y-%m-%dT%H:%M:%S"
NOT_INCLUDED = "("
"""What begins the path of a file that isn't in the export."""


PERSONAL = frozenset({"personal_chat", "bot_chat", "saved_messages", "replies", "verify_codes"})
"""The types of chats that are between two, or with oneself."""


class TelegramPiece(msgspec.Struct):
    """Text in one style."""

    text: str = ""
    type: str | None = None
    href: str | None = None


class TelegramAnswer(msgspec.Struct):
    """What can be voted for."""

    text: str = ""
    voters: int | None = None


class TelegramPoll(msgspec.Struct):
    """A vote."""

    question: str = ""
    answers: list[TelegramAnswer] = []


class TelegramMessage(msgspec.Struct):
    """A message, which is an update."""

    id: int | str | None = None
    type: str | None = None
    date: str | None = None
    date_unixtime: str | int | None = None
    edited: str | None = None
    edited_unixtime: str | int | None = None
    sender: str | None = msgspec.field(name="from", default=None)
    author: str | None = None
    forwarded_from: str | None = None
    text: str | list[str | TelegramPiece] = ""
    text_entities: list[TelegramPiece] = []
    photo: str | None = None
    file: str | None = None
    poll: TelegramPoll | None = None
    reply_to_message_id: int | str | None = None


class TelegramChat(msgspec.Struct):
    """A channel, a group or a chat."""

    messages: list[TelegramMessage]
    id: int | str | None = None
    name: str | None = None
    type: str | None = None


class TelegramChats(msgspec.Struct, rename={"each": "list"}):
    """All chats of an account."""

    each: list[TelegramChat]


class TelegramAccount(msgspec.Struct):
    """What Telegram exports of a whole account."""

    chats: TelegramChats


def recognises(document: Document) -> bool:
    """Tell whether a document is an export of Telegram."""
    found = keys(document)
    return {"messages", "type", "id"} <= found or ("chats" in found and '"messages"' in document.text)


def blogs(document: Document) -> list[DataBlog]:
    """Return a live blog for each chat, of an account for each that others can read. Raises DocumentError."""
    what = "an export of Telegram"
    if "chats" in keys(document):
        account = decoded(document, TelegramAccount, what)
        chats = [chat for chat in account.chats.each if chat.type not in PERSONAL]
    else:
        chats = [decoded(document, TelegramChat, what)]
    return [_blog(chat, document) for chat in chats]


def _blog(chat: TelegramChat, document: Document) -> DataBlog:
    return DataBlog(
        id=words(chat.id),
        title=chat.name,
        updates=tuple(map(_update, chat.messages)),
        oldest_first=True,
        load=kept_with(document),
    )


def _update(message: TelegramMessage) -> DataUpdate | Skipped:
    name = words(message.id)
    if message.type != "message":
        return Skipped(label=f"Message {name}", reason="a notice of Telegram")
    pieces = _pieces(message)
    title, html = headed("".join(_html(message)))
    tags = (each.text.lstrip("#") for each in pieces if not isinstance(each, str) and each.type == "hashtag")
    return DataUpdate(
        id=name,
        title=title,
        html=html,
        time=_time(message.date_unixtime, message.date),
        modified=_time(message.edited_unixtime, message.edited),
        authors=named(message.author, message.sender),
        tags=tuple(dict.fromkeys(tags)),
        parent=words(message.reply_to_message_id),
    )


def _pieces(message: TelegramMessage) -> list[str | TelegramPiece]:
    """Return the text in its pieces; some programs write them under another name alone."""
    text = message.text or [*message.text_entities]
    return [text] if isinstance(text, str) else text


def _html(message: TelegramMessage) -> Iterator[str]:
    if message.forwarded_from:
        yield f"<p>↪ {escape(message.forwarded_from)}</p>"
    yield paragraphs("".join(map(_piece, _pieces(message))))
    for path in (message.photo, message.file):
        if path and not path.startswith(NOT_INCLUDED):
            yield picture(path) if path == message.photo else f"<p>{escape(path.rpartition('/')[2])}</p>"
    if message.poll:
        answers = (f"<li>{escape(each.text)}: {each.voters or 0}</li>" for each in message.poll.answers)
        yield f"<p>{escape(message.poll.question)}</p><ul>{''.join(answers)}</ul>"


def _piece(piece: str | TelegramPiece) -> str:
    if isinstance(piece, str):
        return linked(piece)
    if piece.href:
        return f'<a href="{escape(piece.href)}">{escape(piece.text)}</a>'
    style = STYLES.get(piece.type or "")
    return f"<{style}>{escape(piece.text)}</{style}>" if style else linked(piece.text)


def _time(seconds: str | int | None, local: str | None) -> dt.datetime | None:
    return beside(unix(seconds), written(local, LOCAL))
