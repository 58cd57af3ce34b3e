"""The days of a live blog, oldest first: a story to read from its start, or to print.

A day with very much has several pages, and one more that has it all, for print.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from afterlive.site.pages.stream import UpdatesView, ways_within, when_of
from afterlive.site.show.day_pages import whole_day
from afterlive.site.show.page import Page
from afterlive.site.show.pictures import first_picture
from afterlive.site.show.stream_parts import StreamParts
from afterlive.site.show.table_of_contents import table_of_contents
from afterlive.site.show.views import Day, Link, LiveBlogView, UpdateView, head_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afterlive.site.articles.records import Site


class DayView(UpdatesView, frozen=True, kw_only=True):
    """A day of a live blog, or a part of one."""

    places: dict[str, str]
    """Where each update stands in the stream, by its slug."""
    earlier: Link | None
    later: Link | None
    when: str | None = None
    """From when to when, on a page that has a part of the day."""
    whole: Link | None = None
    """The whole day, from a part of it."""


class _DayPage(NamedTuple):
    """What a page shows of a day."""

    day: Day
    path: str
    name: str
    updates: tuple[UpdateView, ...]


def days(live_blog: LiveBlogView, _site: Site) -> Iterator[Page]:
    """Make a page for each day of a live blog."""
    return (page for page in _pages(live_blog) if "-part-" not in page.path.rpartition("/")[2])


def further_pages(live_blog: LiveBlogView, _site: Site) -> Iterator[Page]:
    """Make the further pages of days that have several."""
    return (page for page in _pages(live_blog) if "-part-" in page.path.rpartition("/")[2])


def whole_days(live_blog: LiveBlogView, _site: Site) -> Iterator[Page]:
    """Make a page with the whole of each day that has several pages."""
    stream = StreamParts(live_blog)
    for day in live_blog.days:
        if len(_pages_of(day, live_blog)) > 1:
            page = _DayPage(day, whole_day(day.href), day.title, day.updates)
            yield _page(page, stream, earlier=None, later=None)


def _pages(live_blog: LiveBlogView) -> Iterator[Page]:
    stream = StreamParts(live_blog)
    shown = [page for day in live_blog.days for page in _pages_of(day, live_blog)]
    links = [Link(href=page.path, text=page.name) for page in shown]
    for page, earlier, later in zip(shown, [None, *links], [*links[1:], None], strict=False):
        parted = {"when": when_of(page.updates, live_blog), "whole": _whole(page.day, live_blog)}
        more = parted if len(page.updates) < len(page.day.updates) else {}
        yield _page(page, stream, earlier=earlier, later=later, **more)


def _pages_of(day: Day, live_blog: LiveBlogView) -> list[_DayPage]:
    words = live_blog.phrases
    pages = []
    for number, (path, members) in enumerate(groupby(day.updates, lambda each: each.story.split("#")[0]), 1):
        part = words.with_("part", n=words.figures(number))
        pages.append(
            _DayPage(day, path, day.title if number == 1 else f"{day.title} – {part}", tuple(members))
        )
    return pages


def _whole(day: Day, live_blog: LiveBlogView) -> Link:
    return Link(href=whole_day(day.href), text=live_blog.phrases["whole_day"])


def _page(page: _DayPage, stream: StreamParts, **more: Any) -> Page:  # noqa: ANN401 - any field
    """Return a page of a day, with further fields of its view."""
    live_blog, updates = stream.live_blog, page.updates
    masthead = live_blog.masthead
    view = DayView(
        head=head_of(
            masthead,
            f"{masthead.title} – {page.name}",
            live_blog.summary,
            up=Link(href=masthead.href, text=masthead.title),
            previous=more["earlier"],
            next=more["later"],
            published=page.day.date.isoformat(),
            picture=first_picture(update.text for update in updates),
        ),
        masthead=masthead,
        days=(replace(page.day, updates=updates),),
        toc=table_of_contents(live_blog, updates),
        places=_places(updates, stream),
        **ways_within(updates, live_blog),
        **more,
    )
    return Page(page.path, "day", view)


def _places(updates: Sequence[UpdateView], stream: StreamParts) -> dict[str, str]:
    return {update.slug: stream.place(update) for update in updates}
