"""The table of contents of a stream, and its key events."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from afterlive.site.show.date_formats import clock, machine, short_date
from afterlive.site.show.views import by_day, stamp_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from afterlive.site.show.views import LiveBlogView, UpdateView

FEW = 20
"""Up to so many updates the contents name each; beyond that they go by hours."""


class ContentsLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the contents."""

    href: str
    stamp: str
    datetime: str
    text: str
    headline: bool
    """False where the text is the first words of an update without a headline."""
    key: bool
    dated: bool = False
    """Whether the stamp names the day."""
    more: str | None = None
    """How many updates of the hour the line stands for as well."""


class DayContents(msgspec.Struct, frozen=True, kw_only=True):
    """A day of the contents: the way to its page, and its lines if the page at hand shows the day."""

    title: str
    href: str
    count: str | None
    lines: tuple[ContentsLine, ...]


def contents_of(
    live_blog: LiveBlogView, shown: Sequence[UpdateView], *, whole: bool = False
) -> tuple[DayContents, ...]:
    """Return the contents of the updates that a page shows, in its order.

    The contents of the whole live blog name its other days as well.
    """
    lines = _line_an_update if len(shown) <= FEW or not live_blog.timed else _line_an_hour
    days = by_day(shown, live_blog.folder, live_blog.dates)
    shown_days = {day.date: tuple(lines(day.updates, live_blog)) for day in days}
    return tuple(
        DayContents(
            title=short_date(day.date, live_blog.dates),
            href=day.href,
            count=live_blog.phrases.count("updates", len(day.updates)) if whole else None,
            lines=shown_days.get(day.date, ()),
        )
        for day in (reversed(live_blog.days) if whole else days)
    )


def lines_of(
    updates: Iterable[UpdateView], live_blog: LiveBlogView, place: Callable[[UpdateView], str]
) -> tuple[ContentsLine, ...]:
    """Return a line for each of some updates of a live blog, with the link to its place."""
    return tuple(
        replace(_line(update, stamp_in(live_blog, update)), href=place(update), dated=len(live_blog.days) > 1)
        for update in updates
    )


def _line_an_update(updates: Iterable[UpdateView], _live_blog: LiveBlogView) -> Iterable[ContentsLine]:
    for update in updates:
        yield _line(update, update.stamp)


def _line_an_hour(updates: Iterable[UpdateView], live_blog: LiveBlogView) -> Iterable[ContentsLine]:
    """Each hour is named by its key event, or by the first of its headlines."""
    for hour, members in groupby(
        updates, key=lambda update: update.time and update.time.replace(minute=0, second=0)
    ):
        group = tuple(members)
        speaker = next((u for u in group if u.key), None) or next((u for u in group if u.title), group[0])
        stamp = clock(hour, live_blog.dates) if hour else speaker.stamp
        datetime = machine(hour, speaker.date, "minute") if hour else speaker.datetime
        more = live_blog.phrases.count("more_updates", len(group) - 1) if len(group) > 1 else None
        yield replace(_line(speaker, stamp), datetime=datetime, more=more)


def _line(update: UpdateView, stamp: str) -> ContentsLine:
    return ContentsLine(
        href=f"#{update.slug}",
        stamp=stamp,
        datetime=update.datetime,
        text=update.label,
        headline=bool(update.title),
        key=update.key,
    )
