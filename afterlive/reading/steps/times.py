"""Times, made from stamps and what is known of the document: its date, its zone, its order."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.rules import zones

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from afterlive.model import Order, Precision
    from afterlive.reading.rules.stamps import Stamp

ROLL = dt.timedelta(hours=3)
"""How far a clock falls back, in chronological order, when a day is over; less is an update out of order."""
DAY = dt.timedelta(days=1)
QUARTERS = 96
"""Quarters of an hour in a day."""
EARTH_WEST = 40
"""The clocks of the far west are ten hours behind UTC, those of the far east almost 14 ahead of it."""
HALF_DAY = 720
"""Minutes."""


class Moment(NamedTuple):
    """When an update was made, as far as the document says."""

    time: dt.datetime | None = None
    date: dt.date | None = None
    precision: Precision = "day"


def zone_of(stamps: Sequence[Stamp | None], language: str = "") -> str | None:
    """Return the IANA name of the zone that most stamps name by a word."""
    names = Counter(
        name
        for stamp in stamps
        if stamp and stamp.zone and (name := zones.named(stamp.zone, language)) is not None
    )
    return names.most_common(1)[0][0] if names else None


def order_of(stamps: Sequence[Stamp | None]) -> Order | None:
    """Return the order of stamps as they stand in the document; None if they don't tell."""
    falls = rises = 0
    values = [value for stamp in stamps if stamp and (value := _value(stamp)) is not None]
    for one, other in pairwise(values):
        if one[0] == other[0]:
            falls += _falls(one[1], other[1], wraps=one[0] == "clock")
            rises += _falls(other[1], one[1], wraps=one[0] == "clock")
    if falls == rises:
        return None
    return "newest first" if falls > rises else "oldest first"


def began(stamps: Sequence[Stamp | None], dates: Sequence[Stamp]) -> dt.date | None:
    """Return the day of the first of stamps in chronological order, by the page's own dates.

    A page that was last changed after its newest update has the date of that one.
    """
    dated = next((stamp for stamp in dates if stamp.day and stamp.day.year), None)
    if dated is None or dated.day is None:
        return None
    date = dated.day.near(dt.date.min)
    newest = moments(stamps, date=date, zone=None)[-1:]
    if dated.clock and newest and newest[0].time and newest[0].date and newest[0].date > date:
        passed = newest[0].date - date
        return date - passed if newest[0].time.time() <= dated.clock else date
    return date


def moments(
    stamps: Sequence[Stamp | None],
    *,
    date: dt.date | None,
    zone: str | None,
    captured: dt.datetime | None = None,
) -> tuple[Moment, ...]:
    """Return the moments of stamps in chronological order, the first of which is of `date`.

    A clock that falls back by more than `ROLL` begins the next day. Without a date there is no time. An age
    becomes a time only by the moment when the document was captured.
    """
    tz = zones.zone(zone) if zone else None
    made: list[Moment] = []
    last: dt.datetime | None = None
    for stamp in stamps:
        moment = _moment(stamp, date, last, tz, captured)
        made.append(moment)
        last = _wall(moment.time, tz) if moment.time else last
        date = moment.date or date
    return tuple(made)


def _wall(time: dt.datetime, tz: ZoneInfo | None) -> dt.datetime:
    """Return what a clock in the document's zone shows."""
    return (time.astimezone(tz) if tz and time.tzinfo else time).replace(tzinfo=None)


def _moment(
    stamp: Stamp | None,
    date: dt.date | None,
    last: dt.datetime | None,
    tz: ZoneInfo | None,
    captured: dt.datetime | None,
) -> Moment:
    if stamp is None:
        return Moment(date=date)
    if stamp.unix is not None:
        return _of_unix(stamp, tz)
    if stamp.day:
        date = stamp.day.near(date or dt.date(dt.MINYEAR + 1, 1, 1)) if stamp.day.year or date else None
    if stamp.clock is None:
        return _of_age(stamp, captured) or Moment(date=date)
    if date is None:
        return Moment()
    wall = dt.datetime.combine(date, stamp.clock)
    if last and not stamp.day and last - wall > ROLL:
        wall += DAY
    return Moment(_aware(wall, stamp, tz), wall.date(), "second" if stamp.has_seconds else "minute")


def _of_unix(stamp: Stamp, tz: ZoneInfo | None) -> Moment:
    utc = dt.datetime.fromtimestamp(stamp.unix or 0, dt.UTC)
    if tz:
        time = utc.astimezone(tz)
    elif stamp.clock is not None:
        time = utc.astimezone(_offset(utc, stamp.clock))
    else:
        time = utc
    return Moment(time, time.date(), "second")


def _offset(utc: dt.datetime, clock: dt.time) -> dt.timezone:
    """Return the offset that a wall clock shows beside the same moment in UTC, in quarters of an hour."""
    quarters = round(((clock.hour - utc.hour) * 60 + clock.minute - utc.minute) / 15)
    return dt.timezone(dt.timedelta(minutes=15 * ((quarters + EARTH_WEST) % QUARTERS - EARTH_WEST)))


def _of_age(stamp: Stamp, captured: dt.datetime | None) -> Moment | None:
    if stamp.age is None or captured is None:
        return None
    time = captured - stamp.age
    return Moment(time, time.date(), "minute") if stamp.age < DAY else Moment(date=time.date())


def _aware(wall: dt.datetime, stamp: Stamp, tz: ZoneInfo | None) -> dt.datetime:
    """Return a wall clock with the offset that the stamp names, seen from the document's zone."""
    hours = zones.hours(stamp.zone) if stamp.zone else None
    if hours is None:
        return wall.replace(tzinfo=tz)
    time = wall.replace(tzinfo=dt.timezone(dt.timedelta(hours=hours)))
    same = tz and wall.replace(tzinfo=tz).utcoffset() == time.utcoffset()
    return wall.replace(tzinfo=tz) if same else time


def _value(stamp: Stamp) -> tuple[str, float] | None:
    """Return a kind and a number that grows with time; numbers of one kind compare."""
    if stamp.unix is not None:
        return "unix", stamp.unix
    if stamp.clock is not None:
        minutes = stamp.clock.hour * 60 + stamp.clock.minute + stamp.clock.second / 60
        if stamp.day and stamp.day.year:
            return "dated", stamp.day.near(dt.date.min).toordinal() * 1440 + minutes
        return "clock", minutes
    if stamp.age is not None:
        return "age", -stamp.age.total_seconds()
    if stamp.day and stamp.day.year:
        return "day", stamp.day.near(dt.date.min).toordinal()
    return None


def _falls(one: float, other: float, *, wraps: bool) -> bool:
    """Say whether the second number is earlier; a clock that leaps by over half a day passes midnight."""
    if not wraps:
        return one > other
    return 0 < one - other < HALF_DAY or other - one > HALF_DAY
