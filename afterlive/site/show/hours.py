"""The hours of a live blog: where to jump to."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from afterlive.site.show.date_formats import clock, machine, short_date

if TYPE_CHECKING:
    from collections.abc import Callable

    from afterlive.site.show.views import LiveBlogView, UpdateView

MANY = 150
"""Up to this many hours stand on the live blog's page; of more, it has the days."""


class Hour(msgspec.Struct, frozen=True, kw_only=True):
    """An hour that has updates, and a link to the first of them."""

    label: str
    datetime: str
    href: str


class DayHours(msgspec.Struct, frozen=True, kw_only=True):
    """The hours of a day, and a link to the page of the day."""

    title: str
    href: str
    hours: tuple[Hour, ...]


def first_by_hour(live_blog: LiveBlogView) -> dict[str, UpdateView]:
    """Return the first update of each hour, by the hour as machines read it."""
    hours: dict[str, UpdateView] = {}
    for update in live_blog.updates:
        if update.time:
            hour = update.time.replace(minute=0, second=0, microsecond=0)
            hours.setdefault(machine(hour, update.date, "minute"), update)
    return dict(sorted(hours.items()))


def hour_label(update: UpdateView, live_blog: LiveBlogView) -> str:
    """Return the hour of an update as readers see it."""
    return clock(update.time.replace(minute=0), live_blog.dates) if update.time else update.stamp


def hours_of(live_blog: LiveBlogView, place: Callable[[UpdateView], str]) -> tuple[DayHours, ...]:
    """Return the hours by day, in chronological order, given where links to updates lead."""
    found = first_by_hour(live_blog)
    paths = {day.date: day.href for day in live_blog.days}
    return tuple(
        DayHours(
            title=short_date(date, live_blog.dates),
            href=paths[date],
            hours=tuple(
                Hour(label=hour_label(update, live_blog), datetime=hour, href=place(update))
                for hour, update in members
            )
            if len(found) <= MANY
            else (),
        )
        for date, members in groupby(found.items(), key=lambda hour: hour[1].date)
    )
