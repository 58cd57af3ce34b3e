"""Slack: the zip that a workspace exports; only its public channels are read."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from afterlive.errors import DocumentError
from afterlive.reading.source import packed
from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.data_times import unix
from afterlive.reading.source.json_source import check_objects, decode, named
from afterlive.reading.source.text_html import card, headed, paragraphs, picture

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from afterlive.reading.source.document import Document
    from afterlive.reading.source.packed import Packed

Kind = TypeVar("Kind")

WRITTEN = frozenset({None, "bot_message", "file_share", "me_message", "thread_broadcast"})
"""The subtypes of messages that somebody wrote."""
ANGLES = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
STYLES = (
    (re.compile(r"(?<![\w*])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"), "b"),
    (re.compile(r"(?<![\w/])_([^\s_](?:[^_\n]*[^\s_])?)_(?![\w/])"), "i"),
    (re.compile(r"(?<![\w~])~([^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])"), "s"),
)


class SlackProfile(msgspec.Struct):
    """What a person is called."""

    real_name: str | None = None
    display_name: str | None = None


class SlackUser(msgspec.Struct):
    """A person."""

    id: str
    name: str | None = None
    real_name: str | None = None
    profile: SlackProfile = msgspec.field(default_factory=SlackProfile)


class SlackChannel(msgspec.Struct):
    """A public channel."""

    name: str
    id: str | None = None
    topic: dict[str, Any] | None = None


class SlackFile(msgspec.Struct):
    """A file with a message."""

    name: str | None = None
    mimetype: str | None = None
    url_private: str | None = None


class SlackAttachment(msgspec.Struct):
    """What a program wrote, or the preview of a page."""

    title: str | None = None
    title_link: str | None = None
    from_url: str | None = None
    pretext: str | None = None
    text: str | None = None
    fallback: str | None = None


class SlackMessage(msgspec.Struct):
    """A message, which is an update, or an answer to one."""

    ts: str | float | None = None
    subtype: str | None = None
    user: str | None = None
    username: str | None = None
    user_profile: SlackProfile | None = None
    text: str | None = None
    thread_ts: str | float | None = None
    edited: dict[str, Any] | None = None
    files: list[SlackFile] = []
    attachments: list[SlackAttachment] = []
    pinned_to: list[str] | None = None
    hidden: bool | None = None
    is_ephemeral: bool | None = None


def recognises(document: Document) -> bool:
    """Tell whether a document is the export of a workspace."""
    return {"channels.json", "users.json"} <= packed.names(document)


def blogs(document: Document) -> list[DataBlog]:
    """Return a live blog for each public channel. Raises DocumentError."""
    archive = packed.files(document)
    people = {user.id: _name(user) for user in _read(archive, "users.json", list[SlackUser])}
    channels = _read(archive, "channels.json", list[SlackChannel])
    files = sorted(name for name in archive.names if name.endswith(".json"))
    days = {
        channel.name: [name for name in files if name.rpartition("/")[0] == channel.name]
        for channel in channels
    }
    archive.check_sizes(name for several in days.values() for name in several)
    return [
        DataBlog(
            id=channel.name,
            title=channel.name,
            lead=paragraphs(_rich(str((channel.topic or {}).get("value") or ""), people.get)),
            oldest_first=True,
            people={name: name for name in people.values()},
            updates=tuple(
                _updates(
                    [each for day in days[channel.name] for each in _read(archive, day, list[SlackMessage])],
                    people,
                )
            ),
        )
        for channel in channels
        if days[channel.name]
    ]


def _updates(messages: Sequence[SlackMessage], people: Mapping[str, str]) -> list[DataUpdate | Skipped]:
    """Return what messages are: answers in a thread stand under what they answer."""
    known = {str(message.ts) for message in messages}
    answers: dict[str, list[SlackMessage]] = {}
    found: list[DataUpdate | Skipped] = []
    for message in messages:
        thread = str(message.thread_ts)
        if message.thread_ts and thread != str(message.ts) and thread in known:
            answers.setdefault(thread, []).append(message)
    below = {id(message) for several in answers.values() for message in several}
    for message in messages:
        if not _is_for_all(message):
            found.append(Skipped(label=f"Message {message.ts}", reason="a notice of Slack, or not for all"))
        elif id(message) not in below:
            found.append(_update(message, answers.get(str(message.ts), []), people))
    return found


def _is_for_all(message: SlackMessage) -> bool:
    """Tell whether somebody wrote a message, and all in the channel saw it."""
    return message.subtype in WRITTEN and not message.hidden and not message.is_ephemeral


def _update(message: SlackMessage, answers: Sequence[SlackMessage], people: Mapping[str, str]) -> DataUpdate:
    title, html = headed(_html(message, people))
    for answer in answers:
        if _is_for_all(answer):
            name = escape(", ".join(_author(answer, people)))
            html += f"<blockquote><p><b>{name}</b></p>{_html(answer, people)}</blockquote>"
    return DataUpdate(
        id=str(message.ts),
        title=title,
        html=html,
        time=unix(message.ts),
        modified=unix((message.edited or {}).get("ts")),
        authors=_author(message, people),
        pinned=bool(message.pinned_to),
    )


def _html(message: SlackMessage, people: Mapping[str, str]) -> str:
    files = "".join(
        (picture if (file.mimetype or "").startswith("image/") else card)(
            file.url_private.partition("?")[0],  # behind it stands a token that opens the workspace
            file.name or "",
        )
        for file in message.files
        if file.url_private
    )
    attached = "".join(_attached(each, people) for each in message.attachments if not each.from_url)
    text = _rich(message.text or "", people.get)
    first, _, rest = text.partition("\n")
    is_headed = first.startswith("<b>") and first.endswith("</b>") and first.count("<b>") == 1
    return paragraphs(f"{first}\n\n{rest}" if is_headed else text) + attached + files


def _attached(attachment: SlackAttachment, people: Mapping[str, str]) -> str:
    title = escape(unescape(attachment.title or ""))
    link = attachment.title_link
    heading = f'<a href="{escape(link)}">{title or escape(link)}</a>' if link else title and f"<b>{title}</b>"
    texts = [attachment.pretext, attachment.text]
    if not attachment.title and not any(texts):
        texts = [attachment.fallback]
    return paragraphs("\n\n".join([heading, *(_rich(text, people.get) for text in texts if text)]))


def _rich(text: str, called: Callable[[str], str | None]) -> str:
    """Return Slack's own marks as HTML; what they name is `called` otherwise."""

    def shown(match: re.Match[str]) -> str:
        target, label = match[1], match[2]
        if target[0] == "@":
            return "@" + escape(called(target[1:]) or label or target[1:])
        if target.startswith("!date^"):
            return label or ""
        if target[0] in "#!":
            mark = "#" if target[0] == "#" else "@"
            return mark + (label or target[1:]).removeprefix(mark)
        return f'<a href="{escape(unescape(target))}">{label or target}</a>'

    parts: list[str] = []
    end = 0
    for match in ANGLES.finditer(text):
        parts += [_styled(text[end : match.start()]), shown(match)]
        end = match.end()
    return "".join([*parts, _styled(text[end:])])


def _styled(text: str) -> str:
    for pattern, tag in STYLES:
        text = pattern.sub(rf"<{tag}>\1</{tag}>", text)
    return text


def _author(message: SlackMessage, people: Mapping[str, str]) -> tuple[str, ...]:
    profile = message.user_profile or SlackProfile()
    return named(people.get(message.user or ""), profile.real_name, message.username)


def _name(user: SlackUser) -> str:
    return user.profile.real_name or user.real_name or user.profile.display_name or user.name or user.id


def _read(archive: Packed, name: str, kind: type[Kind]) -> Kind:
    try:
        text = archive.read(name).decode()
        check_objects(text)
        return decode(text, kind)
    except DocumentError:
        raise
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"looks like an export of Slack, but {name} in it is broken: {error}") from None
