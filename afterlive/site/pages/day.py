"""The days of a live blog, oldest first: a story to read from its start, or to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.site.show.page import Page, View
from afterlive.site.show.pictures import first_picture
from afterlive.site.show.table_of_contents import TocDay, table_of_contents
from afterlive.site.show.views import Day, Link, LiveBlogView, Masthead, head_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.articles.records import Site


class DayView(View, frozen=True, kw_only=True):
    """A day of a live blog."""

    masthead: Masthead
    days: tuple[Day]
    """The day of the page, alone."""
    toc: tuple[TocDay, ...]
    earlier: Link | None
    later: Link | None


def days(live_blog: LiveBlogView, _site: Site) -> Iterator[Page]:
    """Make a page for each day of a live blog."""
    masthead = live_blog.masthead
    links = [Link(href=day.href, text=day.title) for day in live_blog.days]
    for day, earlier, later in zip(live_blog.days, [None, *links], [*links[1:], None], strict=False):
        view = DayView(
            head=head_of(
                masthead,
                f"{masthead.title} – {day.title}",
                live_blog.summary,
                up=Link(href=masthead.href, text=masthead.title),
                previous=earlier,
                next=later,
                published=day.date.isoformat(),
                picture=first_picture(update.text for update in day.updates),
            ),
            masthead=masthead,
            days=(day,),
            toc=table_of_contents(live_blog, day.updates),
            earlier=earlier,
            later=later,
        )
        yield Page(day.href, "day", view)
