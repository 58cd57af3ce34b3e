"""The table of contents of a stream, and its key events."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from afterlive.site.show.date_formats import clock, machine, short_date
from afterlive.site.show.lines import UpdateLine, dated_stamp, line_of
from afterlive.site.show.views import by_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from afterlive.site.show.views import LiveBlogView, UpdateView

FEW = 20
"""Up to this many updates have a line each; more are listed by hours."""


class TocDay(msgspec.Struct, frozen=True, kw_only=True):
    """A day in the table of contents: a link to its page, and lines if the page shows that day."""

    title: str
    href: str
    count: str | None
    lines: tuple[UpdateLine, ...]


def table_of_contents(
    live_blog: LiveBlogView, shown: Sequence[UpdateView], *, whole: bool = False
) -> tuple[TocDay, ...]:
    """Return the days that a page shows, in its order; if `whole`, all days of the live blog."""
    lines = _line_an_update if len(shown) <= FEW or not live_blog.timed else _line_an_hour
    days = by_day(shown, live_blog.folder, live_blog.dates)
    shown_days = {day.date: tuple(lines(day.updates, live_blog)) for day in days}
    return tuple(
        TocDay(
            title=short_date(day.date, live_blog.dates),
            href=day.href,
            count=live_blog.phrases.count("updates", len(day.updates)) if whole else None,
            lines=shown_days.get(day.date, ()),
        )
        for day in (reversed(live_blog.days) if whole else days)
    )


def lines_of(
    updates: Iterable[UpdateView], live_blog: LiveBlogView, place: Callable[[UpdateView], str]
) -> tuple[UpdateLine, ...]:
    """Return a line for each update, given the place that its link leads to."""
    dated = len(live_blog.days) > 1
    return tuple(
        line_of(update, href=place(update), stamp=dated_stamp(live_blog, update), dated=dated)
        for update in updates
    )


def _line_an_update(updates: Iterable[UpdateView], _live_blog: LiveBlogView) -> Iterable[UpdateLine]:
    return (line_of(update, href=f"#{update.slug}") for update in updates)


def _line_an_hour(updates: Iterable[UpdateView], live_blog: LiveBlogView) -> Iterable[UpdateLine]:
    """Return a line for each hour, named by its first key event, or else by its first headline."""
    for hour, members in groupby(
        updates, key=lambda update: update.time and update.time.replace(minute=0, second=0)
    ):
        group = tuple(members)
        speaker = next((u for u in group if u.key), None) or next((u for u in group if u.title), group[0])
        yield line_of(
            speaker,
            href=f"#{speaker.slug}",
            stamp=clock(hour, live_blog.dates) if hour else speaker.stamp,
            datetime=machine(hour, speaker.date, "minute") if hour else speaker.datetime,
            more=live_blog.phrases.count("more_updates", len(group) - 1) if len(group) > 1 else None,
        )
