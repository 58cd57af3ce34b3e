"""Mastodon: statuses as its API gives them: a list, one a line, or a thread around one of them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import msgspec

from afterlive.errors import DocumentError
from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.json_source import decode, decoded, keys, keys_of_first, named
from afterlive.reading.source.page_data import moment
from afterlive.reading.source.text_html import card, picture, whole_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.reading.source.document import Document

STATUS = frozenset({"created_at", "content", "account"})
PUBLIC = frozenset({"public", "unlisted", None})


class StatusAccount(msgspec.Struct):
    """Who wrote it."""

    id: str | None = None
    display_name: str | None = None
    username: str | None = None


class StatusMedium(msgspec.Struct):
    """A picture, a video or a sound."""

    type: str | None = None
    url: str | None = None
    description: str | None = None


class StatusTag(msgspec.Struct):
    """A tag."""

    name: str | None = None


class StatusCard(msgspec.Struct):
    """The preview of a page."""

    url: str | None = None
    title: str | None = None


class Status(msgspec.Struct):
    """What was written."""

    created_at: str
    account: StatusAccount
    id: str | None = None
    edited_at: str | None = None
    in_reply_to_id: str | None = None
    in_reply_to_account_id: str | None = None
    visibility: str | None = None
    language: str | None = None
    url: str | None = None
    uri: str | None = None
    content: str = ""
    spoiler_text: str | None = None
    reblog: dict[str, object] | None = None
    media_attachments: list[StatusMedium] = []
    tags: list[StatusTag] = []
    card: StatusCard | None = None


class StatusContext(msgspec.Struct):
    """A thread without the status that was asked for."""

    ancestors: list[Status]
    descendants: list[Status]


def recognises(document: Document) -> bool:
    """Tell whether a document is what the API gives of statuses."""
    return {"ancestors", "descendants"} <= keys(document) or _is_list(document) or _is_lines(document)


def blogs(document: Document) -> list[DataBlog]:
    """Return the live blog that statuses are. Raises DocumentError."""
    what = "statuses of Mastodon"
    owner: str | None = None
    warnings: tuple[str, ...] = ()
    if _is_list(document):
        statuses = decoded(document, list[Status], what)
    elif _is_lines(document):
        statuses = [_line(number, line) for number, line in enumerate(document.lines, 1) if line.strip()]
    else:
        context = decoded(document, StatusContext, what)
        statuses = [*context.ancestors, *context.descendants]
        owner = next((each.in_reply_to_account_id or each.account.id for each in statuses), None)
        warnings = ("The status that the thread was asked of isn't in it: capture that one, too.",)
    return [
        DataBlog(
            language=next((status.language for status in statuses if status.language), None),
            updates=tuple(_update(status, owner) for status in statuses),
            warnings=warnings,
        )
    ]


def _is_list(document: Document) -> bool:
    return keys_of_first(document) >= STATUS


def _is_lines(document: Document) -> bool:
    try:
        first = decode(document.lines[0], dict[str, msgspec.Raw]) if document.text.startswith("{") else {}
    except (ValueError, RecursionError):
        return False
    return first.keys() >= STATUS


def _line(number: int, line: str) -> Status:
    try:
        return decode(line, Status)
    except (ValueError, RecursionError) as error:
        raise DocumentError(f"is no status of Mastodon: {error}", line=number) from None


def _update(status: Status, owner: str | None) -> DataUpdate | Skipped:
    if status.visibility not in PUBLIC:
        return Skipped(label="Status", reason="not public")
    time, modified = moment(status.created_at), moment(status.edited_at)
    return DataUpdate(
        id=status.id,
        url=status.url or status.uri,
        html="".join(_html(status)),
        time=time,
        modified=modified if modified != time else None,
        authors=named(status.account.display_name, status.account.username),
        tags=tuple(tag.name for tag in status.tags if tag.name),
        parent=status.in_reply_to_id,
        by_other=status.reblog is not None or (owner is not None and status.account.id != owner),
    )


def _html(status: Status) -> Iterator[str]:
    if status.reblog:
        yield card(str(status.reblog.get("url") or status.reblog.get("uri") or ""))
        return
    if status.spoiler_text:
        yield f"<p>{escape(status.spoiler_text)}</p>"
    yield whole_links(status.content)
    for medium in status.media_attachments:
        if medium.url:
            words = medium.description or ""
            yield picture(medium.url, words) if medium.type in {"image", None} else card(medium.url, words)
    if status.card and status.card.url and status.card.url not in status.content:
        yield card(status.card.url, status.card.title or "")
