"""Where a saved page comes from: its address, when it was captured, and by what, as tools write it down."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

OPENING = 20_000
"""Characters at the beginning and at the end of a page in which tools say what they did."""
REPLAYED = re.compile(
    r"(?:(?:https?:)?//[\w.-]+)?(?:/[\w-]+)*?/(?P<time>\d{14})(?:[a-z]{2}_)?/(?=https?:/?/?[\w-])",
    re.IGNORECASE,
)
"""What a web archive writes before every address of a page."""
ARCHIVED = re.compile(r"FILE ARCHIVED ON (?P<time>\d\d:\d\d:\d\d \w{3} \d\d, \d{4})")
MAX_ADDRESS = 20_000
"""Characters of an attribute; what is longer is written out."""
ARCHIVE = "Wayback Machine"
SLASHES = re.compile(r"^(https?:)/+")


class Provenance(NamedTuple):
    """Where a page comes from; None where the page doesn't say."""

    url: str | None = None
    time: dt.datetime | None = None
    """When it was captured, in UTC or with the offset that stands in the page."""
    tool: str | None = None


class Note(NamedTuple):
    """What a tool writes into the pages that it saves."""

    form: re.Pattern[str]
    """With the groups `url`, `time` and `tool` as far as the note has them."""
    read_time: Callable[[str], dt.datetime] = dt.datetime.fromisoformat
    tool: str | None = None


def _javascript(text: str) -> dt.datetime:
    """Read `Thu Jun 05 2025 14:03:11 GMT+0200`."""
    return dt.datetime.strptime(text, "%a %b %d %Y %H:%M:%S GMT%z")


def _compact(text: str) -> dt.datetime:
    """Read `20240305101112`, and what may stand behind it."""
    return dt.datetime.strptime(f"{text[:14]}Z", "%Y%m%d%H%M%S%z")


def _of_the_archive(text: str) -> dt.datetime:
    """Read `10:11:12 Feb 03, 2019`."""
    return dt.datetime.strptime(f"{text}Z", "%H:%M:%S %b %d, %Y%z")


NOTES = (
    Note(
        re.compile(
            r"Page saved with (?P<tool>SingleFile)\s+url: (?P<url>\S+)\s+"
            r"saved date: (?P<time>\w{3} \w{3} \d\d \d{4} \d\d:\d\d:\d\d GMT[+-]\d{4})"
        ),
        _javascript,
    ),
    Note(
        re.compile(
            r"<!-- Saved from (?P<url>\S+) at (?P<time>[\dT:.Z+-]+) using (?P<tool>monolith[ \w.]*?)\s*-->"
        ),
    ),
    Note(
        re.compile(
            r"<!-- Mirrored from (?P<url>\S+) by (?P<tool>HTTrack Website Copier[/\d.x]*)[^,>]*, "
            r"(?P<time>[^>]+? GMT)"
        ),
        parsedate_to_datetime,
    ),
    Note(
        re.compile(
            r"<html\b[^>]*\bdata-scrapbook-source=[\"']?(?P<url>[^\"'\s>]+)"
            r"[^>]*\bdata-scrapbook-create=[\"']?(?P<time>\d{14})"
        ),
        _compact,
        "WebScrapBook",
    ),
    Note(
        re.compile(r"<meta name=[\"']?savepage-url[\"']? content=[\"']?(?P<url>[^\"'\s>]+)"),
        tool="Save Page WE",
    ),
    Note(re.compile(r"<!-- saved from url=\(\d+\)(?P<url>\S+) -->")),
)


def provenance_of(html: str, root: HtmlElement) -> Provenance:
    """Return what a page says of its capture; its root still has the addresses that a web archive wrote."""
    if noted := noted_in(html):
        return noted
    replayed = _replayed(root)
    archived = ARCHIVED.search(html[-OPENING:])
    if replayed is None and archived is None:
        return Provenance()
    time = _read(_compact, replayed["time"]) if replayed else None
    if archived:
        time = _read(_of_the_archive, archived["time"]) or time
    return Provenance(replayed and original(replayed.string), time, ARCHIVE if archived else None)


def noted_in(html: str) -> Provenance | None:
    """Return what a tool wrote at the beginning of a page that it saved; None if none did."""
    for note in NOTES:
        if match := note.form.search(html[:OPENING]):
            found = match.groupdict()
            url = found["url"] if "//" in found["url"] else f"http://{found['url']}"
            time = _read(note.read_time, found.get("time"))
            return Provenance(None if url.startswith("about:") else url, time, found.get("tool") or note.tool)
    return None


def original(address: str) -> str:
    """Return an address without what a web archive writes before it."""
    match = REPLAYED.match(address)
    return SLASHES.sub(r"\1//", address[match.end() :]) if match else address


def unwrap(root: HtmlElement) -> None:
    """Give all elements of a page that a web archive replays the addresses that they had."""
    for element in root.iter():
        for name, value in element.attrib.items():
            if len(value) > MAX_ADDRESS:
                continue
            if "srcset" in name:
                element.set(name, REPLAYED.sub("", value))
            elif REPLAYED.match(value.strip()):
                element.set(name, original(value.strip()))


def _replayed(root: HtmlElement) -> re.Match[str] | None:
    """Return the archived address of the page itself."""
    links = [link.get("href", "") for link in root.iter("link") if link.get("rel") == "canonical"]
    metas = [meta.get("content", "") for meta in root.iter("meta") if meta.get("property") == "og:url"]
    return next((match for value in [*links, *metas] if (match := REPLAYED.match(value))), None)


def _read(read: Callable[[str], dt.datetime], text: str | None) -> dt.datetime | None:
    try:
        return read(text) if text else None
    except ValueError:
        return None
