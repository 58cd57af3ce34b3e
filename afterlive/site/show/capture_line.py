"""Where a live blog comes from, as the foot of its pages says it: captured when, from where, by what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from afterlive.site.show.date_formats import plain_date

if TYPE_CHECKING:
    from afterlive.site.articles.records import Lead
    from afterlive.site.show.date_formats import DateStyle

_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)


class CaptureLine(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the documents that a live blog was made from."""

    date: str | None
    """The day of the capture as readers see it; None if no document says when it was captured."""
    datetime: str | None
    """The same for machines, with the time."""
    tool: str | None
    """The browser or tool that captured it."""
    address: str | None
    """That of the original."""
    shown: str | None
    """The address as readers see it."""
    checksums: tuple[str, ...]
    """SHA-256 of each document, in hexadecimal digits."""


def capture_line(lead: Lead, style: DateStyle) -> CaptureLine | None:
    """Return what a lead says of its documents; None if it was made from none."""
    if not (lead.captured or lead.checksums):
        return None
    return CaptureLine(
        date=plain_date(lead.captured.date(), style) if lead.captured else None,
        datetime=lead.captured.isoformat() if lead.captured else None,
        tool=lead.captured_by,
        address=lead.source,
        shown=_SCHEME.sub("", lead.source, count=1).rstrip("/") if lead.source else None,
        checksums=lead.checksums,
    )
