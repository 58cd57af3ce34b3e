"""Tables of TimelineJS, `.csv` or `.xlsx`: a row is an update, a row of type `title` the lead."""

from __future__ import annotations

import datetime as dt
import re
from html import escape
from typing import TYPE_CHECKING

from afterlive.errors import DocumentError
from afterlive.reading.source import tables
from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.text_html import card, from_either, linked, picture, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterlive.reading.source.document import Document

COLUMNS = frozenset({"headline", "text"})
BEGINS = (frozenset({"year"}), frozenset({"start date"}))
"""What tells TimelineJS's columns from those of other tables: of version 3, and of 1 and 2."""
NUMBER = re.compile(r"\d{1,4}(?:\.0)?")
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:\s*([ap])\.?m\.?)?", re.IGNORECASE)
DATES = ("%m/%d/%Y", "%Y-%m-%d")
"""How versions 1 and 2 write the day."""
NOON = 12
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:\?|$)", re.IGNORECASE)
MARKUP = re.compile(r"<(?:iframe|blockquote|div|script)\b", re.IGNORECASE)


def recognises(document: Document) -> bool:
    """Tell whether a document is such a table, or a spreadsheet, which may be one."""
    return tables.is_spreadsheet(document) or _is_timeline(tables.header(document))


def blogs(document: Document) -> list[DataBlog]:
    """Return the live blog that a table is. Raises DocumentError."""
    found = tables.rows(document)
    header = next(found, ())
    if not _is_timeline(header):
        raise DocumentError(
            "a spreadsheet without TimelineJS's columns (Year, Month, Day, Time, Headline, Text): "
            "name its columns so, or write a .txt with the time before each update"
        )
    names = [" ".join(name.lower().split()) for name in header]
    rows = [dict(zip(names, row, strict=False)) for row in found if any(row)]
    title = next((row for row in rows if _kind(row) == "title"), {})
    return [
        DataBlog(
            title=plain(title.get("headline")),
            lead=_html(title),
            updates=tuple(_update(number, row) for number, row in enumerate(rows, 1) if row is not title),
            oldest_first=True,
        )
    ]


def _is_timeline(header: tuple[str, ...]) -> bool:
    names = {" ".join(name.lower().split()) for name in header}
    return names >= COLUMNS and any(names >= begin for begin in BEGINS)


def _kind(row: Mapping[str, str]) -> str:
    return row.get("type", "").lower()


def _update(number: int, row: Mapping[str, str]) -> DataUpdate | Skipped:
    if _kind(row) == "era":
        return Skipped(label=f"Era {number}", reason="no update: it colours a span of the timeline")
    time, day = _moment(row)
    return DataUpdate(
        title=plain(row.get("headline")),
        html=_html(row),
        time=time,
        day=day,
        stamp=row.get("display date") or None,
        tags=tuple(tag for tag in (row.get("group") or row.get("tag"),) if tag),
    )


def _html(row: Mapping[str, str]) -> str:
    media, words = row.get("media", ""), row.get("alt text", "")
    told = [row.get("media caption", ""), row.get("media credit", "")]
    caption = " · ".join(each if "<" in each else linked(each) for each in told if each)
    if PICTURE.search(media):
        shown = picture(media, words, caption)
    elif MARKUP.search(media):
        shown = f"{media}<p>{caption}</p>"
    elif media.startswith(("http://", "https://")):
        shown = card(media, plain(caption) or "")
    else:
        shown = f"<blockquote>{escape(media)}</blockquote><p>{caption}</p>" if media or caption else ""
    return from_either(row.get("text", "")) + shown


def _moment(row: Mapping[str, str]) -> tuple[dt.datetime | None, dt.date | None]:
    """Return the time of a row, without a zone, or its day alone; nothing for a year or a month."""
    if "start date" in row:
        written, _, clock = row["start date"].partition(" ")
        day = _written_day(written)
    else:
        parts = [row.get(name, "") for name in ("year", "month", "day")]
        clock = row.get("time", "")
        day = _date([int(float(part)) for part in parts if NUMBER.fullmatch(part)])
    match = CLOCK.fullmatch(clock.strip())
    if day is None or match is None:
        return None, day
    hour, minute, second = (int(part or 0) for part in match.groups()[:3])
    if match[4] and hour <= NOON:
        hour = hour % NOON + (NOON if match[4].lower() == "p" else 0)
    try:
        return dt.datetime.combine(day, dt.time(hour, minute, second)), None
    except ValueError:
        return None, day


def _written_day(text: str) -> dt.date | None:
    for form in DATES:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day alone
        except ValueError:
            continue
    return None


def _date(parts: list[int]) -> dt.date | None:
    try:
        return dt.date(*parts) if len(parts) == len(("year", "month", "day")) else None
    except ValueError:
        return None
