"""The days of a live blog, oldest first: a story to read from its start, or to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.site.pages.stream import UpdatesView, ways_within
from afterlive.site.show.page import Page
from afterlive.site.show.stream_parts import StreamParts
from afterlive.site.show.table_of_contents import table_of_contents
from afterlive.site.show.views import Link, LiveBlogView, head_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.articles.records import Site


class DayView(UpdatesView, frozen=True, kw_only=True):
    """A day of a live blog."""

    places: dict[str, str]
    """Where each update stands in the stream, by its slug."""
    earlier: Link | None
    later: Link | None


def days(live_blog: LiveBlogView, _site: Site) -> Iterator[Page]:
    """Make a page for each day of a live blog."""
    masthead = live_blog.masthead
    stream = StreamParts(live_blog)
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
            ),
            masthead=masthead,
            days=(day,),
            toc=table_of_contents(live_blog, day.updates),
            places={update.slug: stream.place(update) for update in day.updates},
            earlier=earlier,
            later=later,
            **ways_within(day.updates, live_blog),
        )
        yield Page(day.href, "day", view)
