"""An article's metadata → a record of what is published, checked against docs/articles.md."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pelican.readers import ensure_metadata_list
from pelican.utils import get_date

from afterlive import names
from afterlive.addresses import leads
from afterlive.errors import DocumentError
from afterlive.markup import CONTROLS
from afterlive.site.articles.records import Lead, PublishedUpdate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterlive.model import Precision
    from afterlive.site.articles.records import ArticleText, Topic

    Metadata = Mapping[str, str]

PUBLISHED = "published"
STATUSES = (PUBLISHED, "draft", "hidden", "skip")
"""What Pelican knows as the status of an article; only what is published is shown."""

PRECISIONS: tuple[Precision, ...] = ("day", "minute", "second")
_NAME = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")

_CHECKSUM = re.compile(r"\bsha256:([0-9a-f]{64})\b")

_LONGEST = 200
"""Bytes of a page's name: file systems take 255, and some of them for its endings."""


def check(path: str, metadata: Metadata) -> None:
    """Raise DocumentError if an article, published or not, lacks what every article has."""
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


def removed(metadata: Metadata) -> str | None:
    """Return why an update was taken down, None if it wasn't."""
    return _line(metadata, "removed") if metadata.get("kind") == "update" else None


def published(
    path: str, metadata: Metadata, text: ArticleText, topics: tuple[Topic, ...]
) -> Lead | PublishedUpdate | None:
    """Return the record of a checked article; None if it isn't published. Raises DocumentError.

    The times of an update are as the file has them: naive, or with the offset that is written there.
    """
    if metadata.get("status", PUBLISHED) != PUBLISHED:
        return None
    return (_lead if metadata["kind"] == "lead" else _update)(path, metadata, text, _checked(path, topics))


def check_folder(path: str) -> None:
    """Raise DocumentError if the folder of an article can't be the address of a live blog."""
    folder = path.partition("/")[0]
    if not _NAME.fullmatch(folder) or names.is_folder(folder):
        raise DocumentError(f"{path}: the folder can't be called {folder!r}; name it like 2025-08-21-kyiv")


def _lead(path: str, metadata: Metadata, text: ArticleText, topics: tuple[Topic, ...]) -> Lead:
    title = _line(metadata, "title")
    if not title:
        raise DocumentError(f"{path}: the lead has no title; write the live blog's headline behind `Title:`")
    _check_zone(path, metadata)
    return Lead(
        path=path,
        url=f"{path.partition('/')[0]}/index.html",
        title=title,
        date=_time(path, metadata["date"]).date(),
        text=text.html,
        plain=text.plain,
        linked=text.linked,
        authors=_authors(metadata),
        topics=topics,
        source=_source(path, metadata),
        publisher=_line(metadata, "publisher"),
        licence=_line(metadata, "licence"),
        rights=_line(metadata, "rights"),
        timezone=_line(metadata, "timezone"),
        language=_line(metadata, "lang"),
        begins=_begins(metadata),
        formerly=_formerly(path, metadata, "{name}/"),
        captured=_time(path, metadata["captured"]) if metadata.get("captured") else None,
        captured_by=_line(metadata, "captured-by"),
        checksums=tuple(_CHECKSUM.findall(metadata.get("checksum", ""))),
    )


def _update(path: str, metadata: Metadata, text: ArticleText, topics: tuple[Topic, ...]) -> PublishedUpdate:
    time, modified = _time(path, metadata["date"]), metadata.get("modified")
    precision, slug = _precision(path, metadata, time), _slug(path, metadata)
    return PublishedUpdate(
        path=path,
        url=f"{path.partition('/')[0]}/{slug}.html",
        position=_position(path, metadata),
        slug=slug,
        formerly=_formerly(path, metadata, r"(?:{name}/)?{name}"),
        title=_line(metadata, "title"),
        date=time.date(),
        text=text.html,
        plain=text.plain,
        linked=text.linked,
        time=None if precision == "day" else time,
        stamp=_line(metadata, "stamp"),
        precision=precision,
        modified=_time(path, modified) if modified else None,
        authors=_authors(metadata),
        topics=topics,
        source=_source(path, metadata),
        key=_line(metadata, "key") == "yes",
        pinned=_line(metadata, "pinned") == "yes",
        removed=removed(metadata),
    )


def _line(metadata: Metadata, key: str) -> str | None:
    """Return the first line of a value; a hand may have left several."""
    return metadata.get(key, "").partition("\n")[0] or None


def _source(path: str, metadata: Metadata) -> str | None:
    """Return the original's address, which a reader can follow without harm."""
    source = _line(metadata, "source")
    address = leads(source).address if source else None
    if source and (not address or any(map(str.isspace, source))):
        raise DocumentError(
            f"{path}: the Source {source!r} is no address; write it like https://example.org/live"
        )
    return address


def _authors(metadata: Metadata) -> tuple[str, ...]:
    return tuple(ensure_metadata_list(metadata.get("authors", "")))


def _checked(path: str, topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
    for topic in topics:
        if not topic.slug or topic.slug == "index":
            raise DocumentError(f"{path}: a tag can't be called {topic.name!r}, since its page needs a name")
        if len(topic.slug.encode()) > _LONGEST:
            raise DocumentError(
                f"{path}: the tag {topic.name[:40]!r}… is too long for the name of a page; shorten it"
            )
    return topics


def _time(path: str, value: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(value)
    except ValueError:
        pass  # a date as people write it: 21 August 2025, 12:50
    try:
        return cast("dt.datetime", get_date(value))
    except ValueError as error:
        raise DocumentError(f"{path}: {error}; write it like 2025-08-21 or 2025-08-21T12:50+01:00") from None


def _check_zone(path: str, metadata: Metadata) -> None:
    try:
        ZoneInfo(metadata.get("timezone") or "UTC")
    except (ZoneInfoNotFoundError, ValueError, TypeError, OSError):
        raise DocumentError(
            f"{path}: the time zone {metadata['timezone']!r} is unknown; write it like Europe/Kyiv"
        ) from None


def _precision(path: str, metadata: Metadata, time: dt.datetime) -> Precision:
    value = metadata.get("precision")
    if value is None:
        return "minute" if time.time() > dt.time() else "day"
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


def _begins(metadata: Metadata) -> bool:
    """Tell whether the page with the oldest updates is there, or no document says that there are others."""
    said = re.findall(r"^(\d+) of (\d+)$", metadata.get("page", ""), re.MULTILINE)
    pages = [(int(page), int(of)) for page, of in said]
    oldest_first = metadata.get("order") == "oldest first"
    captures = len(metadata.get("checksum", "").split("\n"))
    return not pages or any(page == (1 if oldest_first else of) or captures >= of for page, of in pages)


def _formerly(path: str, metadata: Metadata, form: str) -> tuple[str, ...]:
    """Return the addresses that an article had before. Raises DocumentError for what can't be one."""
    found = tuple(metadata.get("formerly", "").split())
    for each in found:
        if not re.fullmatch(form.replace("{name}", _NAME.pattern), each) or len(each.encode()) > _LONGEST:
            raise DocumentError(
                f"{path}: Formerly: {each} is no address that it can have had; an update's is `slug` or "
                "`folder/slug`, a lead's is `folder/`"
            )
    return found


def _slug(path: str, metadata: Metadata) -> str:
    slug = metadata.get("slug") or names.slug(metadata.get("title", ""))  # as Pelican does
    if not _NAME.fullmatch(slug) or names.is_page(slug) or len(slug.encode()) > _LONGEST:
        raise DocumentError(
            f"{path}: needs a line `Slug: some-words` of letters, digits and hyphens, not too many, "
            "and not the name of a page of its own such as index, part-1 or a date"
        )
    return slug
