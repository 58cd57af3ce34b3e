"""Threads of X as copied from Thread Reader, where one line or paragraph is a tweet."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from afterlive.errors import DocumentError
from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.text_html import from_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterlive.reading.source.document import Document

BEGINS = re.compile(r"\s*(?:Thread by @\w+ on Thread Reader App|[^\n]* \| Thread Reader App)")
OPENING = 5000
COUNTED = re.compile(r"(?P<day>\w{3} \d{1,2}(?:, \d{4})?) • (?P<tweets>\d+) tweets? • \d+ min read.*")
ENDS = re.compile(r"• • •|Missing some Tweet in this thread\?.*")
HANDLE = re.compile(r"@\w+")
AROUND = "what Thread Reader has around the thread"


def recognises(document: Document) -> bool:
    """Tell whether a document is a thread that was copied from Thread Reader."""
    opening = document.text[:OPENING]
    return bool(BEGINS.match(opening)) and any(map(COUNTED.fullmatch, map(str.strip, opening.split("\n"))))


def blogs(document: Document) -> list[DataBlog]:
    """Return the live blog that a thread is. Raises DocumentError."""
    lines = [line.strip() for line in document.lines]
    counted = next(number for number, line in enumerate(lines) if COUNTED.fullmatch(line))
    told = COUNTED.fullmatch(lines[counted])
    end = next((number for number, line in enumerate(lines) if ENDS.fullmatch(line)), len(lines))
    texts = _texts(lines[counted + 1 : end], int(told["tweets"]) if told else 0)
    day, author = _day(told["day"] if told else ""), _author(lines[:counted])
    around = [
        [Skipped(label=line, reason=AROUND) for line in some if line]
        for some in (lines[: counted + 1], lines[end:])
    ]
    updates = [DataUpdate(html=from_text(text), day=day, authors=author) for text in texts]
    return [DataBlog(updates=(*around[0], *updates, *around[1]), oldest_first=True)]


def _texts(lines: Sequence[str], number: int) -> list[str]:
    """Return as many texts as there are tweets: the lines, or else the paragraphs. Raises DocumentError."""
    alone = [line for line in lines if line]
    grouped = [text for text in re.split(r"\n{2,}", "\n".join(lines).strip()) if text]
    for texts in (alone, grouped):
        if len(texts) == number:
            return texts
    raise DocumentError(
        f"a thread from Thread Reader, of {number} tweets in {len(alone)} lines, so that nothing tells where "
        "each begins: write a .txt with a blank line before each, or take the archive of X"
    )


def _author(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the name that stands above the handle, or else the handle."""
    written = [line for line in lines if line]
    place = next((number for number, line in enumerate(written) if HANDLE.fullmatch(line)), None)
    if place is None:
        return ()
    return (written[place - 1] if place else written[place],)


def _day(text: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(text, "%b %d, %Y").date()  # noqa: DTZ007 - a day alone
    except ValueError:
        return None
