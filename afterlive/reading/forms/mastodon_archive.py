"""Mastodon: the `outbox.json` of an archive. Only what was public is read."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import msgspec

from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.images import kept_with
from afterlive.reading.source.json_source import decoded, decoded_beside, keys
from afterlive.reading.source.page_data import moment
from afterlive.reading.source.text_html import card, picture, whole_links

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from afterlive.reading.source.document import Document

PUBLIC = frozenset({"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"})
MEDIA = "media_attachments/"
"""The folder of pictures; before it, addresses may name where the server keeps them."""
Addresses = str | list[str] | None


class MastodonMedium(msgspec.Struct, rename="camel"):
    """A picture, a video or a sound."""

    url: str | None = None
    name: str | None = None
    media_type: str | None = None


class MastodonMention(msgspec.Struct):
    """A tag, or somebody who is named; or an answer to vote for."""

    name: str | None = None
    type: str | None = None


class MastodonNote(msgspec.Struct, rename="camel"):
    """What was written."""

    id: str | None = None
    url: str | None = None
    summary: str | None = None
    content: str | None = None
    content_map: dict[str, str] | None = None
    published: str | None = None
    updated: str | None = None
    in_reply_to: str | None = None
    attributed_to: str | None = None
    to: Addresses = None
    cc: Addresses = None
    attachment: list[MastodonMedium] | None = None
    tag: list[MastodonMention] | None = None
    one_of: list[MastodonMention] | None = None
    any_of: list[MastodonMention] | None = None


class MastodonActivity(msgspec.Struct):
    """What an account did: it wrote, or passed on what others wrote."""

    type: str | None = None
    id: str | None = None
    published: str | None = None
    to: Addresses = None
    cc: Addresses = None
    object: MastodonNote | str | None = None


class MastodonActor(msgspec.Struct, rename="camel"):
    """Whose account it is."""

    id: str | None = None
    name: str | None = None


class MastodonOutbox(msgspec.Struct, rename="camel"):
    """All that an account did."""

    ordered_items: list[MastodonActivity]


def recognises(document: Document) -> bool:
    """Tell whether a document is an outbox."""
    return "orderedItems" in keys(document)


def blogs(document: Document) -> list[DataBlog]:
    """Return what an account wrote in public. Raises DocumentError."""
    outbox = decoded(document, MastodonOutbox, "an outbox of Mastodon")
    notes = [each.object for each in outbox.ordered_items if isinstance(each.object, MastodonNote)]
    language = next((next(iter(note.content_map)) for note in notes if note.content_map), None)
    load = kept_with(document)
    actor = decoded_beside(load, "actor.json", MastodonActor) or MastodonActor()
    names = {actor.id: actor.name} if actor.id and actor.name else {}
    updates = tuple(_update(number, each, names) for number, each in enumerate(outbox.ordered_items, 1))
    return [
        DataBlog(
            language=language,
            is_account=True,
            oldest_first=True,
            updates=updates,
            load=lambda source: load(source) or load(source[max(source.find(MEDIA), 0) :]),
        )
    ]


def _update(number: int, activity: MastodonActivity, names: Mapping[str, str]) -> DataUpdate | Skipped:
    note = activity.object
    label = f"Activity {number}"
    addressed = note if isinstance(note, MastodonNote) and not (activity.to or activity.cc) else activity
    if not _is_public(addressed):
        return Skipped(label=label, reason="not public")
    if activity.type == "Announce":
        url = note.url or note.id if isinstance(note, MastodonNote) else note
        time = moment(activity.published)
        return DataUpdate(id=activity.id, html=card(url or ""), time=time, by_other=True)
    if activity.type != "Create" or not isinstance(note, MastodonNote):
        return Skipped(label=label, reason="nothing that was written")
    if (note.to or note.cc) and not _is_public(note):
        return Skipped(label=label, reason="not public")
    time, modified = moment(note.published or activity.published), moment(note.updated)
    writer = note.attributed_to or ""
    name = names.get(writer) or writer.rstrip("/").rpartition("/")[2]
    return DataUpdate(
        id=note.id,
        url=note.url or note.id,
        html="".join(_html(note)),
        time=time,
        modified=modified if modified != time else None,
        authors=(name,) if name else (),
        tags=tuple(each.name.lstrip("#") for each in note.tag or [] if each.type == "Hashtag" and each.name),
        parent=note.in_reply_to,
    )


def _html(note: MastodonNote) -> Iterator[str]:
    if note.summary:
        yield f"<p>{escape(note.summary)}</p>"
    yield whole_links(note.content or "")
    answers = "".join(f"<li>{escape(each.name or '')}</li>" for each in note.one_of or note.any_of or [])
    yield f"<ul>{answers}</ul>" if answers else ""
    for medium in note.attachment or []:
        if (medium.media_type or "image/").startswith("image/"):
            yield picture(medium.url or "", medium.name or "")
        elif medium.url:
            yield f"<p>{escape(medium.name or medium.url.rpartition('/')[2])}</p>"


def _is_public(addressed: MastodonActivity | MastodonNote) -> bool:
    found: set[str] = set()
    for addresses in (addressed.to, addressed.cc):
        found |= {addresses} if isinstance(addresses, str) else set(addresses or [])
    return not found.isdisjoint(PUBLIC)
