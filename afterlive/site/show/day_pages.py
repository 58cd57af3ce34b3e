"""The pages of a day: one, or several where there is more than anybody wants to load at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from afterlive.site.articles.records import PublishedUpdate

LARGEST = 165_000
"""How many bytes the updates of a page take at most, so that it stays below 200 kB."""
FRAME = 700
"""The bytes of an update without its text, about: its rail, its headline, its line in the contents."""


def pages_by_day(updates: Iterable[PublishedUpdate], folder: str) -> dict[str, str]:
    """Return the page of its day that has each update, by its slug; further updates change none of them."""
    pages: dict[str, str] = {}
    numbers: dict[dt.date, int] = {}
    filled: dict[dt.date, int] = {}
    for update in updates:
        date, size = update.date, len(update.text.encode()) + FRAME
        if filled.get(date, LARGEST) + size > LARGEST:
            numbers[date] = numbers.get(date, 0) + 1
            filled[date] = 0
        filled[date] += size
        pages[update.slug] = _path(folder, date, numbers[date])
    return pages


def whole_day(page: str) -> str:
    """Return the path of the page that has the whole of a day with several pages, to print."""
    return re.sub(r"\.html$", "-whole.html", page)


def _path(folder: str, date: dt.date, number: int) -> str:
    return f"{folder}/{date}.html" if number == 1 else f"{folder}/{date}-part-{number}.html"
