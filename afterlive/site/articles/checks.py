"""An article as it was read → a record, checked against docs/articles.md."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pelican.readers import ensure_metadata_list
from pelican.utils import get_date

from afterlive.addresses import leads
from afterlive.errors import DocumentError
from afterlive.markup import CONTROLS
from afterlive.names import slug as slug_of
from afterlive.site.articles.records import Lead, PublishedLiveBlog, PublishedUpdate, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from afterlive.model import Precision
    from afterlive.site.articles.source import Source

    Metadata = Mapping[str, str]

PUBLISHED = "published"
STATUSES = (PUBLISHED, "draft", "hidden", "skip")
"""What an article may have for a status, as Pelican knows them; only what is published is shown."""

PRECISIONS: tuple[Precision, ...] = ("day", "minute", "second")
_NAME = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")

_LONGEST = 200
"""Bytes of a page's name: file systems take 255, and some of them for its endings."""

# What a live blog's folder keeps for its own pages, and the site's root for the site's.
_RESERVED_SLUG = re.compile(r"index|part-\d+|\d{4}-\d\d-\d\d", re.IGNORECASE)
_RESERVED_FOLDERS = {"theme", "topics", "search", "about", "pages", "404", "index"}


def check(path: str, metadata: Metadata) -> None:
    """Raise DocumentError where an article lacks what each has."""
    if "title" not in metadata:
        raise DocumentError(f"{path}: has no Title; add a line `Title:`, empty if there is no headline")
    if not metadata.get("date"):
        raise DocumentError(f"{path}: has no Date; add a line such as `Date: 2025-08-21`")
    if (kind := metadata.get("kind")) not in {"lead", "update"}:
        raise DocumentError(f"{path}: needs a line `Kind: lead` or `Kind: update`, not {kind!r}")
    if (status := metadata.get("status", PUBLISHED)) not in STATUSES:
        raise DocumentError(f"{path}: the Status {status!r} is none of {', '.join(STATUSES)}")
    for key, value in metadata.items():
        if CONTROLS.search(value):
            raise DocumentError(f"{path}: {key.capitalize()} has a control character in it; write it again")
    if path.count("/") != 1:
        raise DocumentError(f"{path}: an article stands in the folder of its live blog; move it there")


def url_of(path: str, metadata: Metadata) -> str:
    """Return where the page of a checked article is, empty if it isn't published. Raises DocumentError."""
    if metadata.get("status", PUBLISHED) != PUBLISHED:
        return ""
    name = "index" if metadata["kind"] == "lead" else _slug(path, metadata)
    return f"{path.partition('/')[0]}/{name}.html"


def removed(metadata: Metadata) -> str | None:
    """Return why an update was taken down, None if it wasn't."""
    return _line(metadata, "removed") if metadata.get("kind") == "update" else None


def lead_from(source: Source) -> Lead:
    """Make the record of a checked lead; raise DocumentError with what has to be mended in it."""
    path, metadata = source.path, source.metadata
    title = _line(metadata, "title")
    if not title:
        raise DocumentError(f"{path}: the lead has no title; write the live blog's headline behind `Title:`")
    _zone(path, metadata)
    return Lead(
        path=path,
        title=title,
        date=_moment(path, metadata["date"]).date(),
        text=source.html,
        plain=source.plain,
        authors=_names(metadata),
        topics=_topics(source),
        source=_source(path, metadata),
        publisher=_line(metadata, "publisher"),
        timezone=_line(metadata, "timezone"),
        language=_line(metadata, "lang"),
    )


def update_from(source: Source, timezone: str | None) -> PublishedUpdate:
    """Make the record of an update, times in the live blog's zone; raise DocumentError like `lead_from`."""
    path, metadata = source.path, source.metadata
    date = _moment(path, metadata["date"])
    time = _in_zone(date, timezone)
    precision = _precision(path, metadata, date)
    modified = metadata.get("modified")
    return PublishedUpdate(
        path=path,
        position=_position(path, metadata),
        slug=_slug(path, metadata),
        formerly=formerly(path, metadata),
        title=_line(metadata, "title"),
        date=(date if precision == "day" else time).date(),
        text=source.html,
        plain=source.plain,
        time=None if precision == "day" else time,
        stamp=_line(metadata, "stamp"),
        precision=precision,
        modified=_in_zone(_moment(path, modified), timezone) if modified else None,
        authors=_names(metadata),
        topics=_topics(source),
        source=_source(path, metadata),
        key=_line(metadata, "key") == "yes",
        pinned=_line(metadata, "pinned") == "yes",
        removed=removed(metadata),
    )


def live_blog_from(folder: str, leads: list[Lead], updates: list[PublishedUpdate]) -> PublishedLiveBlog:
    """Put a folder's articles together; raise DocumentError where two of them claim the same place."""
    paths = [*(lead.path for lead in leads), *(update.path for update in updates)]
    if not _NAME.fullmatch(folder) or folder.lower() in _RESERVED_FOLDERS:
        raise DocumentError(
            f"{paths[0]}: the folder can't be called {folder!r}; name it like 2025-08-21-kyiv"
        )
    if not leads:
        raise DocumentError(f"{paths[0]}: its folder has no lead; add a file 0000-lead.md with `Kind: lead`")
    if len(leads) > 1:
        raise DocumentError(f"{leads[1].path}: a second lead beside {leads[0].path}; keep one of them")
    _different("Position", ((update.path, update.position) for update in updates))
    slugs = ((update.path, slug.casefold()) for update in updates for slug in (update.slug, *update.formerly))
    _different("Slug", slugs)
    return PublishedLiveBlog(
        folder=folder, lead=leads[0], updates=tuple(sorted(updates, key=lambda u: u.position))
    )


def _different(name: str, values: Iterable[tuple[str, Any]]) -> None:
    first: dict[Any, str] = {}
    for path, value in values:
        if other := first.get(value):
            raise DocumentError(f"{path}: has the same {name} as {other}; change one of them")
        first[value] = path


def _line(metadata: Metadata, key: str) -> str | None:
    """Return a value that has one line; of several, as a hand may leave them, the first counts."""
    return metadata.get(key, "").partition("\n")[0] or None


def _source(path: str, metadata: Metadata) -> str | None:
    """Return the original's address, which is one that a reader can follow without harm."""
    source = _line(metadata, "source")
    address = leads(source).address if source else None
    if source and (not address or any(map(str.isspace, source))):
        raise DocumentError(
            f"{path}: the Source {source!r} is no address; write it like https://example.org/live"
        )
    return address


def _names(metadata: Metadata) -> tuple[str, ...]:
    return tuple(ensure_metadata_list(metadata.get("authors", "")))


def _topics(source: Source) -> tuple[Topic, ...]:
    for topic in source.topics:
        if not topic.slug or topic.slug == "index":
            raise DocumentError(
                f"{source.path}: a tag can't be called {topic.name!r}, since its page needs a name"
            )
        if len(topic.slug.encode()) > _LONGEST:
            raise DocumentError(
                f"{source.path}: the tag {topic.name[:40]!r}… is too long for the name of a page; shorten it"
            )
    return source.topics


def _moment(path: str, value: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(value)
    except ValueError:
        pass  # a date as a hand may write it: 21 August 2025, 12:50
    try:
        return cast("dt.datetime", get_date(value))
    except ValueError as error:
        raise DocumentError(f"{path}: {error}; write it like 2025-08-21 or 2025-08-21T12:50+01:00") from None


def _zone(path: str, metadata: Metadata) -> None:
    try:
        ZoneInfo(metadata.get("timezone") or "UTC")
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        raise DocumentError(
            f"{path}: the time zone {metadata['timezone']!r} is unknown; write it like Europe/Kyiv"
        ) from None


def _in_zone(time: dt.datetime, timezone: str | None) -> dt.datetime:
    """Return the time in the live blog's zone; one without an offset names no zone and stays as it is."""
    if time.tzinfo and timezone:
        return time.astimezone(ZoneInfo(timezone))
    return time


def _precision(path: str, metadata: Metadata, date: dt.datetime) -> Precision:
    value = metadata.get("precision")
    if value is None:
        return "minute" if date.time() > dt.time() else "day"
    if value not in PRECISIONS:
        raise DocumentError(f"{path}: the Precision {value!r} is none of {', '.join(PRECISIONS)}")
    return PRECISIONS[PRECISIONS.index(value)]


def _position(path: str, metadata: Metadata) -> int:
    value = str(metadata.get("position", ""))
    if not re.fullmatch(r"[0-9]{1,9}", value) or int(value) < 1:
        raise DocumentError(
            f"{path}: needs a line `Position: 7` with its place in the live blog, counted from 1"
        )
    return int(value)


def formerly(path: str, metadata: Metadata) -> tuple[str, ...]:
    """Return the slugs that an update had before. Raises DocumentError."""
    return tuple(_slug(path, {"slug": slug}) for slug in metadata.get("formerly", "").split())


def _slug(path: str, metadata: Metadata) -> str:
    slug = metadata.get("slug") or slug_of(metadata.get("title", ""))  # which is Pelican's way
    if not _NAME.fullmatch(slug) or _RESERVED_SLUG.fullmatch(slug) or len(slug.encode()) > _LONGEST:
        raise DocumentError(
            f"{path}: needs a line `Slug: some-words` of letters, digits and hyphens, not too many, "
            "and not the name of a page of its own such as index, part-1 or a date"
        )
    return slug
