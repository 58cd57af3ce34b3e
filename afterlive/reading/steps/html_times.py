"""When a page's updates were made: by what it prints, and what it has for machines where both agree."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from afterlive.reading.steps import times

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from afterlive.model import Origin, Precision
    from afterlive.reading.rules.stamps import Stamp

QUARTER = 15
"""Minutes; the clocks of the world are whole quarters of an hour apart."""
DAY = 24 * 60
EAST = 14 * 60
"""Minutes that the first clocks of the world are ahead of UTC."""


class When(NamedTuple):
    """When an update was made, and what that was taken from."""

    time: dt.datetime | None
    date: dt.date | None
    precision: Precision
    origin: Origin | None


def when(
    stamps: Sequence[Stamp | None],
    machine: Sequence[Iterable[dt.datetime]],
    *,
    date: dt.date | None,
    otherwise: dt.date | None,
    zone: str | None,
) -> list[When]:
    """Return when updates in chronological order were made, by stamps and by times for machines.

    `date` is the day of the first, if known; `otherwise` stands in where no update has a time of its own.
    """
    tz = ZoneInfo(zone) if zone else None
    exact = [_first(stamp, known, tz) for stamp, known in zip(stamps, machine, strict=True)]
    date = date or next((time.date() for time in exact if time), otherwise)
    printed = times.moments(stamps, date=date, zone=zone)
    return [_when(time, moment) for time, moment in zip(exact, printed, strict=True)]


def _when(time: dt.datetime | None, moment: times.Moment) -> When:
    if time is None:
        return When(*moment, "stamp" if moment.time else None)
    return When(time, time.date(), "second" if time.second else "minute", "data")


def _first(stamp: Stamp | None, known: Iterable[dt.datetime], tz: ZoneInfo | None) -> dt.datetime | None:
    return next((shown for time in known if (shown := _as_shown(time, stamp, tz))), None)


def _as_shown(time: dt.datetime, stamp: Stamp | None, tz: ZoneInfo | None) -> dt.datetime | None:
    """Return a time as the clock shows it that the stamp was printed by; None if the stamp tells another."""
    clock = stamp.clock if stamp else None
    if clock is None:
        return time.astimezone(tz) if tz and time.tzinfo else time.replace(tzinfo=time.tzinfo or tz)
    if time.tzinfo is None:
        return time.replace(tzinfo=tz) if (time.hour, time.minute) == (clock.hour, clock.minute) else None
    utc = time.astimezone(dt.UTC)
    ahead = ((clock.hour - utc.hour) * 60 + clock.minute - utc.minute + DAY - EAST - 1) % DAY - DAY + EAST + 1
    if ahead % QUARTER:
        return None
    return utc.astimezone(tz or dt.timezone(dt.timedelta(minutes=ahead)))
