"""The stamps that the keeper names, and the times that they tell."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.rules import prose, stamps
from afterlive.reading.steps import times

if TYPE_CHECKING:
    from afterlive.model import Update
    from afterlive.reading.rules.stamps import Stamp

SEPARATED = re.compile(r"(?P<stamp>.{1,40}?)(?::\s|\s[|•·–—-]\s)\s*(?P<text>\S.*)")
"""A few words set off from the text behind them: `Much later: We are home`, `92:00 – Goal`."""
BESIDE = " \n|,·•–—:()-"
"""What stands between a stamp and the words beside it."""


class StampedLine(NamedTuple):
    """A line that the keeper says has a stamp: what stands before it, the stamp, what stands behind it."""

    before: str
    printed: str
    after: str
    stamp: Stamp | None
    """The time that it tells; None if it is in words."""


def parsed(line: str) -> StampedLine:
    """Find the stamp of a line: the time in it, else the words that are set off, else all of it."""
    text = prose.squeezed(line)
    found = stamps.leading(text) or next(iter(stamps.find(text)), None)
    apart = SEPARATED.fullmatch(text)
    if apart and (found is None or (found.start > 0 and found.end <= apart.end("stamp"))):
        return StampedLine("", apart["stamp"], apart["text"], found)
    if found is None:
        return StampedLine("", text, "", None)
    return StampedLine(text[: found.start].strip(BESIDE), found.text, text[found.end :].strip(BESIDE), found)


def timed(part: Update, stamp: Stamp | None, printed: str, older: Update | None, zone: str | None) -> Update:
    """Return a part with another stamp and its time; `older` is the update before it that has a time."""
    date = part.date or (older.date if older else None)
    moment = times.moments([stamp], date=date, zone=zone)[0]
    if older and older.time and moment.time and stamp and not stamp.day:
        wall, before = moment.time.replace(tzinfo=None), older.time.replace(tzinfo=None)
        if wall < before - times.ROLL:
            moment = times.moments([stamp], date=before.date() + dt.timedelta(days=1), zone=zone)[0]
    return replace(
        part,
        stamp=printed,
        time=moment.time,
        date=moment.date or date,
        precision=moment.precision,
        origin="stamp" if moment.time else None,
    )
