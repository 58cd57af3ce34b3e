"""Where a web archive has what an update links to, as Robust Links say it; no network is asked.

See https://robustlinks.mementoweb.org/spec/: a link to the copy keeps the original's address, and the date.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import msgspec

from afterlive.site.articles.sanitising import first_words, plain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

ARCHIVE = "https://web.archive.org/web/"
_LINK = re.compile(r'<a href="(https?://[^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
_OF_AN_ARCHIVE = re.compile(
    r"https?://(?:[\w-]+\.)*(?:archive\.(?:org|today|is|ph|li|vn|fo|md)|webcitation\.org|perma\.cc)[/:]",
    re.IGNORECASE,
)
_LENGTH = 40
"""Characters of a link's words."""


class ArchivedCopy(msgspec.Struct, frozen=True, kw_only=True):
    """The copy of a page on the day when an update linked to it, or the next one that the archive has."""

    href: str
    text: str
    original: str
    date: str
    """For machines."""


def archived_copies(text: str, source: str | None, name: str, day: dt.date) -> tuple[ArchivedCopy, ...]:
    """Return a copy for each address that the sanitised HTML of an update links to, and for its source.

    `name` is what the source is called, `day` when the links were as the update meant them.
    """
    found: dict[str, str] = {}
    for address, words in _addresses(text):
        if not _OF_AN_ARCHIVE.match(address):
            found.setdefault(address, words)
    if source and source.startswith("http") and not _OF_AN_ARCHIVE.match(source):
        found.setdefault(source, name)
    return tuple(
        ArchivedCopy(
            href=f"{ARCHIVE}{day:%Y%m%d}/{address}", text=words, original=address, date=day.isoformat()
        )
        for address, words in found.items()
    )


def _addresses(text: str) -> Iterator[tuple[str, str]]:
    for match in _LINK.finditer(text) if '<a href="http' in text else ():
        address = unescape(match[1])
        yield address, first_words(plain(match[2]), _LENGTH) or address
