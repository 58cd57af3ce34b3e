"""Times, made from stamps and what is known of the document: its date, its zone, its order."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.rules import zones
from afterlive.reading.rules.stamps import is_published, is_revised

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

    from afterlive.model import Order, Precision
    from afterlive.reading.rules.stamps import Stamp

ROLL = dt.timedelta(hours=3)
"""How far a clock falls back, in chronological order, when a day is over; less is an update out of order."""
LONG_NIGHT = dt.timedelta(hours=12)
"""A clock that falls back by more is of another day, and no update out of order."""
DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)
QUARTERS = 96
"""Quarters of an hour in a day."""
EARTH_WEST = 40
"""The clocks of the far west are ten hours behind UTC, those of the far east almost 14 ahead of it."""
COUNTED = re.compile(r"(?P<number>\d{1,3})(?:['’′.]?\s?[.+]\s?(?P<more>\d{1,2}))?")
"""The minute of a match with what was added to it, the over with its ball, the lap."""
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

    A date is that of the newest update, unless it says that it is the day of publication.
    """
    dated = [stamp for stamp in dates if stamp.day and stamp.day.year]
    revised = next((stamp for stamp in dated if is_revised(stamp.text)), None)
    published = next((stamp for stamp in dated if is_published(stamp.text)), None)
    own = revised or published or next(iter(dated), None)
    if own is None or own.day is None:
        return None
    date = own.day.near(dt.date.min)
    newest = moments(stamps, date=date, zone=None)[-1:]
    if own is published or not newest or newest[0].date is None or newest[0].date <= date:
        return date
    passed = newest[0].date - date
    if own.clock and newest[0].time and newest[0].time.time() > own.clock:
        return date if passed == DAY else date - passed + DAY
    return date - passed


def moments(
    stamps: Sequence[Stamp | None],
    *,
    date: dt.date | None,
    zone: str | None,
    captured: dt.datetime | None = None,
    aside: Sequence[bool] = (),
) -> tuple[Moment, ...]:
    """Return the moments of stamps in chronological order; the first is of `date`.

    `aside` says which of them stand elsewhere than in their order, as pinned ones do.

    A clock that falls back by more than `ROLL` begins the next day, but for an update that is out of order.
    Without a date there is no time. An age tells a day only by the moment when the document was captured.
    """
    tz = zones.zone(zone) if zone else None
    made: list[Moment] = []
    last: dt.datetime | None = None
    for index, (stamp, after) in enumerate(pairwise((*stamps, None))):
        if aside and aside[index]:
            made.append(_moment(stamp, date, None, tz, captured))
            continue
        moment = _moment(stamp, date, last, tz, captured)
        if last and stamp and not stamp.day and after and not after.day:
            same_day = _moment(stamp, date, None, tz, captured)
            follows = _moment(after, date, None, tz, captured)
            if moment != same_day and _is_astray(last, same_day.time, follows.time):
                made.append(same_day)
                continue
        made.append(moment)
        last = moment.time or last
        date = moment.date or date
    return tuple(made)


def _is_astray(last: dt.datetime, time: dt.datetime | None, follows: dt.datetime | None) -> bool:
    """Say whether a time alone is out of order: the next one goes on where the one before stood."""
    if time is None or follows is None:
        return False
    return _passed(time, last) < LONG_NIGHT and _passed(last, follows) >= dt.timedelta()


def _passed(one: dt.datetime, other: dt.datetime) -> dt.timedelta:
    """Return how much time is between two moments, as wall clocks if one has no zone."""
    if one.tzinfo is None or other.tzinfo is None:
        return other.replace(tzinfo=None) - one.replace(tzinfo=None)
    return other.astimezone(dt.UTC) - one.astimezone(dt.UTC)


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
        return Moment(date=_day_of_age(stamp, captured, tz) or date)
    if date is None:
        return Moment()
    time = _aware(dt.datetime.combine(date, stamp.clock), stamp, tz, last)
    if last and not stamp.day:
        passed = _passed(last, time)
        if passed < -ROLL:
            time = _aware(time.replace(tzinfo=None) + DAY, stamp, tz, last)
        elif (
            passed > DAY - ROLL and time.utcoffset() != last.utcoffset()
        ):  # yesterday, in a zone further west
            time = _aware(time.replace(tzinfo=None) - DAY, stamp, tz, last)
    return Moment(time, time.date(), "second" if stamp.has_seconds else "minute")


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


def _day_of_age(stamp: Stamp, captured: dt.datetime | None, tz: ZoneInfo | None) -> dt.date | None:
    """Return the day that an age tells, and no time: a page may have been open for long when it was captured.

    From a week on an age doesn't even tell the day.
    """
    if stamp.age is None or captured is None or stamp.age >= WEEK:
        return None
    return ((captured.astimezone(tz) if tz and captured.tzinfo else captured) - stamp.age).date()


def _aware(
    wall: dt.datetime, stamp: Stamp, tz: ZoneInfo | None, last: dt.datetime | None = None
) -> dt.datetime:
    """Return a wall clock with the offset that the stamp names, seen from the document's zone.

    Of an hour that clocks show twice in autumn, it is the first, unless an update before was later.
    """
    hours = zones.hours(stamp.zone) if stamp.zone else None
    first, again = wall.replace(tzinfo=tz), wall.replace(tzinfo=tz, fold=1)
    if hours is None:
        is_later = tz and last and last.tzinfo and _passed(first, last) > dt.timedelta()
        return again if is_later and _passed(last or first, again) >= dt.timedelta() else first
    time = wall.replace(tzinfo=dt.timezone(dt.timedelta(hours=hours)))
    same = (seen for seen in (first, again) if tz and seen.utcoffset() == time.utcoffset())
    return next(same, time)


def _value(stamp: Stamp) -> tuple[str, float] | None:
    """Return a kind and a number that grows with time; numbers of one kind compare."""
    if stamp.unix is not None:
        return "unix", stamp.unix
    if stamp.count:
        return _counted(stamp.text)
    if stamp.clock is not None:
        minutes = stamp.clock.hour * 60 + stamp.clock.minute + stamp.clock.second / 60
        minutes -= 60 * ((zones.hours(stamp.zone) if stamp.zone else None) or 0)
        if stamp.day and stamp.day.year:
            return "dated", stamp.day.near(dt.date.min).toordinal() * 1440 + minutes
        return "clock", minutes
    if stamp.age is not None:
        return "age", -stamp.age.total_seconds()
    return ("day", stamp.day.near(dt.date.min).toordinal()) if stamp.day and stamp.day.year else None


def _counted(text: str) -> tuple[str, float] | None:
    counted = COUNTED.search(text)
    return ("count", int(counted["number"]) + int(counted["more"] or 0) / 1000) if counted else None


def _falls(one: float, other: float, *, wraps: bool) -> bool:
    """Say whether the second number is earlier; a clock that leaps by over half a day passes midnight."""
    if not wraps:
        return one > other
    return 0 < one - other < HALF_DAY or other - one > HALF_DAY
