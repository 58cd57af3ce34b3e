"""IRC: logs of irssi and of WeeChat. Hosts and addresses of people stay in the file."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.data_times import written
from afterlive.reading.source.text_html import from_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.reading.source.document import Document

OPENED = re.compile(r"--- (?:Log opened|Day changed) \w{3} (\w{3} \d\d) (?:[\d:]+ )?(\d{4})$")
IRSSI = re.compile(r"(\d\d:\d\d)(:\d\d)? (?:<[ @+%&~]?([^>\s]+)> (.*)| \* (\S+) (.*)|(-!-|---|[<>]-).*)$")
WEECHAT = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\t([^\t]*)\t(.*)$")
TOPIC = re.compile(r"Topic for (#\S+?)(?: is)?: ?\"?(.*?)\"?$")
ARROWS = frozenset({"-->", "<--", "--", "=!=", ""})
FEW = 2


def recognises(document: Document) -> bool:
    """Tell whether a document is a log."""
    begun = [line for line in document.text[:5000].split("\n") if line.strip()]
    if begun and OPENED.match(begun[0]):
        return True
    return len(begun) >= FEW and all(WEECHAT.match(line) for line in begun[:-1])


def blogs(document: Document) -> list[DataBlog]:
    """Return the live blog that a log is."""
    topic = next((match for line in document.lines if (match := TOPIC.search(line))), None)
    lines = document.lines
    is_irssi = any(map(OPENED.match, lines))
    updates = tuple(_irssi(document) if is_irssi else _weechat(document))
    return [DataBlog(title=(topic[2] or topic[1]) if topic else None, updates=updates, oldest_first=True)]


def _irssi(document: Document) -> Iterator[DataUpdate | Skipped]:
    day: dt.date | None = None
    for number, line in enumerate(document.lines, 1):
        opened, match = OPENED.match(line), IRSSI.match(line)
        if opened:
            when = written(f"{opened[1]} {opened[2]}", "%b %d %Y")
            day = when.date() if when else day
        elif match and (match[3] or match[5]):
            clock = written(match[1] + (match[2] or ":00"), "%H:%M:%S")
            yield DataUpdate(
                html=from_text(match[4] if match[3] else f"* {match[5]} {match[6]}"),
                time=dt.datetime.combine(day, clock.time()) if day and clock else None,
                authors=(match[3] or match[5],),
            )
        elif line.strip() and not line.startswith("--- Log closed"):
            yield Skipped(label=f"Line {number}", reason="a notice of IRC")


def _weechat(document: Document) -> Iterator[DataUpdate | Skipped]:
    for number, line in enumerate(document.lines, 1):
        match = WEECHAT.match(line)
        if match and match[2].strip() not in ARROWS:
            nick, text = match[2].strip().lstrip("@+%&~"), match[3]
            if nick == "*":
                nick, text = text.split(" ")[0], f"* {text}"
            time = written(match[1], "%Y-%m-%d %H:%M:%S")
            yield DataUpdate(html=from_text(text), time=time, authors=(nick,))
        elif line.strip():
            yield Skipped(label=f"Line {number}", reason="a notice of IRC")
