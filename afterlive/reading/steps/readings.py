"""Stamps that can be read in two ways, settled by all stamps of a document together."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afterlive.reading.rules.stamps import Stamp

NOON = 12
SOON = 6
"""Hours within which the next update is likely to follow."""
TURNED = "The stamps' dates are read with the month first, since their days fit so."
TWELVE_HOURS = (
    "The stamps have a 12-hour clock without a.m. and p.m.: they are read in order, from morning on."
)


def with_days(
    stamps: Sequence[Stamp | None], dates: Sequence[Stamp]
) -> tuple[tuple[Stamp | None, ...], tuple[str, ...]]:
    """Decide for the whole document whether `03/05/2024` is in March or in May; return stamps and notes."""
    open_days = [stamp.day for stamp in stamps if stamp and stamp.day and stamp.day.either]
    known = [
        stamp.day.near(dt.date.min)
        for stamp in (*stamps, *dates)
        if stamp and stamp.day and stamp.day.year and not stamp.day.either
    ]
    if not open_days:
        return tuple(stamps), ()
    reference = max(known, default=dt.date.min)
    as_printed = [day.near(reference) for day in open_days]
    turned = [day.turned().near(reference) for day in open_days]
    if _span([*known, *turned]) >= _span([*known, *as_printed]):
        return tuple(stamps), ()
    return tuple(_turned(stamp) for stamp in stamps), (TURNED,)


def _span(days: Sequence[dt.date]) -> dt.timedelta:
    return max(days) - min(days)


def _turned(stamp: Stamp | None) -> Stamp | None:
    return replace(stamp, day=stamp.day.turned()) if stamp and stamp.day and stamp.day.either else stamp


def with_halves(stamps: Sequence[Stamp | None]) -> tuple[tuple[Stamp | None, ...], tuple[str, ...]]:
    """Add half a day to the clocks after noon, where stamps in chronological order have hours up to 12 alone.

    Return the stamps, and a note if any was changed.
    """
    clocks = [stamp.clock for stamp in stamps if stamp and stamp.clock]
    if not _is_twelve_hours(stamps, clocks):
        return tuple(stamps), ()
    return tuple(_halved(stamps)), (TWELVE_HOURS,)


def _is_twelve_hours(stamps: Sequence[Stamp | None], clocks: Sequence[dt.time]) -> bool:
    """Say whether hours run from 12 to 1 within the time that an update mostly takes to follow."""
    printed = [stamp for stamp in stamps if stamp and stamp.clock]
    fits = all(1 <= clock.hour <= NOON for clock in clocks) and not any(
        stamp.half or stamp.text.lstrip("[( ").startswith("0") for stamp in printed
    )
    passes_noon = any(
        one.hour > other.hour and other.hour + NOON - one.hour <= SOON and one.hour >= NOON - SOON
        for one, other in pairwise(clocks)
    )
    return fits and passes_noon


def _halved(stamps: Sequence[Stamp | None]) -> Iterator[Stamp | None]:
    last: dt.time | None = None
    afternoon = False
    for stamp in stamps:
        if stamp is None or stamp.clock is None:
            yield stamp
            continue
        hour = stamp.clock.hour % NOON
        if last is None:
            afternoon = stamp.clock.hour == NOON
        elif (hour, stamp.clock.minute) < (last.hour % NOON, last.minute):
            afternoon = not afternoon
        last = stamp.clock
        yield replace(stamp, clock=stamp.clock.replace(hour=hour + NOON * afternoon))
