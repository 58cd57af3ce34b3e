"""What a page says of itself in data: JSON-LD, microdata and metadata.

It is believed only where the page shows nothing else: publishers repeat one headline and one time for all
updates, cut texts short, and leave updates out.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from html import unescape
from typing import TYPE_CHECKING, Any

from afterlive.markup import CONTROLS
from afterlive.reading.source.people import without_mail

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

LIVE_BLOG = frozenset({"LiveBlogPosting", "Blog"})
UPDATES = ("liveBlogUpdate", "blogPost", "blogPosts")
UNIX_DIGITS = {10: 1, 13: 1000}
"""How many digits Unix time has, and how many of it are a second."""
YEARS = range(1970, 2100)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedUpdate:
    """An update as the data has it."""

    id: str | None
    url: str | None
    title: str | None
    body: str
    """Text or HTML."""
    time: dt.datetime | None
    day: dt.date | None = None
    """Where the data has a date alone."""
    stamp: str | None = None
    """The time as readers see it."""
    modified: dt.datetime | None
    authors: tuple[str, ...]
    key: bool = False
    pinned: bool = False

    @property
    def anchors(self) -> frozenset[str]:
        """The names by which the page may call it: its id, and the end of its address."""
        names = [self.id or "", self.url or ""]
        return frozenset(part for name in names for part in (name, name.partition("#")[2]) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A live blog as the data has it."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    published: dt.datetime | None = None
    authors: tuple[str, ...] = ()
    updates: tuple[LinkedUpdate, ...] = ()


def read(root: HtmlElement) -> Linked:
    """Return what a page's data says of the live blog."""
    live = live_blog(_scripts(root))
    meta = _meta(root)
    names = _names(live.get("publisher")) or _present(meta.get("og:site_name"))
    return Linked(
        title=_text(live.get("headline") or live.get("name")) or meta.get("og:title") or _page_title(root),
        url=_canonical(root) or _text(live.get("url")) or meta.get("og:url"),
        publisher=names[0] if names else None,
        language=_text(live.get("inLanguage")) or root.get("lang") or None,
        start=moment(live.get("coverageStartTime")),
        end=moment(live.get("coverageEndTime")),
        published=moment(live.get("datePublished")) or moment(meta.get("article:published_time")),
        authors=_names(live.get("author")) or _present(meta.get("author")),
        updates=tuple(_update(node) for node in _updates(live)),
    )


def of_json(live: dict[str, Any]) -> Linked:
    """Return the live blog that an object of JSON-LD is which stands alone."""
    return Linked(
        title=_text(live.get("headline") or live.get("name")),
        url=_text(live.get("url") or live.get("@id")),
        publisher=next(iter(_names(live.get("publisher"))), None),
        language=_text(live.get("inLanguage")),
        start=moment(live.get("coverageStartTime")),
        end=moment(live.get("coverageEndTime")),
        published=moment(live.get("datePublished")),
        authors=_names(live.get("author")),
        updates=tuple(_update(node) for node in _updates(live)),
    )


def moment(value: object) -> dt.datetime | None:
    """Return the time that data names in ISO 8601, RFC 5322 or Unix time; None for a date alone."""
    if value is None:
        return None
    try:
        time = _parsed(str(value).strip())
    except (ValueError, KeyError, OverflowError):
        return None
    return time.replace(microsecond=0) if time.year in YEARS else None


def day(value: object) -> dt.date | None:
    """Return the date that data has alone, without a time."""
    try:
        found = dt.date.fromisoformat(str(value).strip())
    except ValueError:
        return None
    return found if found.year in YEARS else None


def _parsed(text: str) -> dt.datetime:
    if text.isascii() and text.isdecimal():
        return dt.datetime.fromtimestamp(int(text) / UNIX_DIGITS[len(text)], dt.UTC)
    if "-" in text[:5] and ":" in text:
        return dt.datetime.fromisoformat(text)
    return parsedate_to_datetime(text)


def live_blog(scripts: Iterable[object]) -> dict[str, Any]:
    """Return the object that is a live blog, of several the one with the most updates; empty if none is."""
    nodes = (node for script in scripts for node in _nodes(script))
    return max((node for node in nodes if _types(node) & LIVE_BLOG), key=_size, default={})


def _scripts(root: HtmlElement) -> Iterator[Any]:
    for script in root.iter("script"):
        if "ld+json" in script.get("type", ""):
            try:
                yield json.loads((script.text or "").strip().rstrip(";"), strict=False)
            except (ValueError, RecursionError):
                continue


def _nodes(data: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 — JSON is anything
    """Yield every object in JSON, from the outside to the inside."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _types(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type")
    return {str(kind).rpartition("/")[2] for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _size(node: dict[str, Any]) -> int:
    return len(_updates(node))


def _updates(node: dict[str, Any]) -> list[dict[str, Any]]:
    found: Any = next((node[name] for name in UPDATES if node.get(name)), [])
    return [update for update in (found if isinstance(found, list) else [found]) if isinstance(update, dict)]


def _update(node: dict[str, Any]) -> LinkedUpdate:
    body = node.get("articleBody") or node.get("text") or node.get("description")
    return LinkedUpdate(
        id=_text(node.get("@id") or node.get("identifier")),
        url=_text(node.get("url")),
        title=_text(node.get("headline") or node.get("name")),
        body=body if isinstance(body, str) else "",
        time=moment(node.get("datePublished")),
        day=day(node.get("datePublished")),
        modified=moment(node.get("dateModified")),
        authors=_names(node.get("author")),
    )


def _text(value: object) -> str | None:
    return " ".join(CONTROLS.sub("", unescape(value)).split()) or None if isinstance(value, str) else None


def _names(value: object) -> tuple[str, ...]:
    """Return the names of people or organisations, in any of the forms that schema.org allows."""
    several = value if isinstance(value, list) else [value]
    names = (_text(one.get("name") if isinstance(one, dict) else one) for one in several)
    return without_mail(name for name in names if name)


def _present(name: str | None) -> tuple[str, ...]:
    return without_mail([name] if name else [])


def _meta(root: HtmlElement) -> dict[str, str]:
    """Return the page's metadata; of two values of one name the first."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or ""
        if text := _text(meta.get("content")):
            found.setdefault(name.lower(), text)
    return found


def _canonical(root: HtmlElement) -> str | None:
    return next((link.get("href") for link in root.iter("link") if link.get("rel") == "canonical"), None)


def _page_title(root: HtmlElement) -> str | None:
    return next((_text(title.text) for title in root.iter("title")), None)
