"""The days of a live blog, oldest first: a story to read from its start, or to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.site.show.page import Page, View
from afterlive.site.show.table_of_contents import DayContents, contents_of
from afterlive.site.show.views import Day, Head, Link, LiveBlogView, Masthead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.articles.records import Site


class DayView(View, frozen=True, kw_only=True):
    """A day of a live blog."""

    masthead: Masthead
    days: tuple[Day]
    """The one that the page tells."""
    contents: tuple[DayContents, ...]
    earlier: Link | None
    later: Link | None


def days(live_blog: LiveBlogView, _site: Site) -> Iterator[Page]:
    """Make a page for each day of a live blog."""
    links = [Link(href=day.href, text=day.title) for day in live_blog.days]
    for day, earlier, later in zip(live_blog.days, [None, *links], [*links[1:], None], strict=False):
        yield _day_page(live_blog, day, earlier, later)


def _day_page(live_blog: LiveBlogView, day: Day, earlier: Link | None, later: Link | None) -> Page:
    masthead = live_blog.masthead
    return Page(
        day.href,
        "day",
        DayView(
            head=Head(
                title=f"{masthead.title} – {day.title}",
                description=live_blog.summary,
                language=masthead.language,
                direction=masthead.direction,
                up=Link(href=masthead.href, text=masthead.title),
                previous=earlier,
                next=later,
                feed=masthead.feed,
            ),
            masthead=masthead,
            days=(day,),
            contents=contents_of(live_blog, day.updates),
            earlier=earlier,
            later=later,
        ),
    )
