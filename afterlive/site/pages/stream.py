"""The stream of a live blog, newest first: its page, and its parts.

Parts are counted from the oldest, so that a full one never changes once the next has begun. The live
blog's own page shows the newest part, which grows, and the full one before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from afterlive.site.pages.hours_file import hours_path
from afterlive.site.show.choices import TopicChoice, choices_of
from afterlive.site.show.date_formats import date_range, time_range
from afterlive.site.show.feeds import rights_of
from afterlive.site.show.hours import DayHours, hours_of
from afterlive.site.show.json_ld import live_blog_posting
from afterlive.site.show.page import Page, View
from afterlive.site.show.pictures import first_picture
from afterlive.site.show.replay import Replay, replay_of, replay_of_part
from afterlive.site.show.stream_parts import StreamParts
from afterlive.site.show.table_of_contents import TocDay, lines_of, table_of_contents
from afterlive.site.show.timeline import Timeline, timeline_of
from afterlive.site.show.views import Day, Link, LiveBlogView, Masthead, UpdateView, by_day, head_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afterlive.site.articles.records import Site
    from afterlive.site.show.lines import UpdateLine


MOST_KEY_EVENTS = 200
"""If a live blog has more, its page lists those that it shows, as its parts do."""


class UpdatesView(View, frozen=True, kw_only=True):
    """Updates of a live blog, and ways to find one among them."""

    masthead: Masthead
    days: tuple[Day, ...]
    toc: tuple[TocDay, ...]
    key_events: tuple[UpdateLine, ...]
    choices: tuple[TopicChoice, ...]
    hours: tuple[DayHours, ...] = ()
    """Of the whole live blog, on its own page."""
    hours_file: str | None
    """A script that knows all hours; None if the page has them itself, or there are none."""


class StreamView(UpdatesView, frozen=True, kw_only=True):
    """Updates of a live blog, newest first."""

    older: Link | None
    begins: bool
    """Whether the beginning of the live blog is there."""


class LiveBlogPageView(StreamView, frozen=True, kw_only=True):
    """The page of a live blog."""

    lead: str
    when: str
    count: str
    timed: bool
    authors: str
    topics: tuple[Link, ...]
    timeline: Timeline | None
    replay: Replay | None
    rights: str
    pinned: tuple[UpdateLine, ...]


class PartView(StreamView, frozen=True, kw_only=True):
    """A part of the stream."""

    title: str
    when: str
    newer: Link | None
    replay: Replay


def parts(live_blog: LiveBlogView, site: Site) -> Iterator[Page]:
    """Make the parts of a live blog, unless its own page shows them all."""
    stream = StreamParts(live_blog)
    if stream.have_pages:
        for number in range(1, len(stream.parts) + 1):
            yield _part_page(stream, number, site)


def part_paths(live_blog: LiveBlogView) -> list[str]:
    """Return the paths of the parts, none if the live blog's own page shows them all."""
    stream = StreamParts(live_blog)
    return [stream.path(number) for number in range(1, len(stream.parts) + 1)] if stream.have_pages else []


def live_blog_page(live_blog: LiveBlogView, site: Site) -> Iterator[Page]:
    """Make the page of a live blog."""
    stream, masthead = StreamParts(live_blog), live_blog.masthead
    newest, place = live_blog.updates[::-1], stream.place_from_top
    hours = hours_of(live_blog, place)
    older = [
        (stream.path(number), stream.parts[number - 1][0]) for number in range(1, stream.before_shown + 1)
    ]
    yield Page(
        masthead.href,
        "liveblog",
        LiveBlogPageView(
            head=head_of(
                masthead,
                masthead.title,
                live_blog.summary,
                up=Link(href="index.html", text=site.name),
                linked_data=live_blog_posting(live_blog, stream.shown, masthead.href, site),
                published=live_blog.began.isoformat(),
                authors=live_blog.author_names,
                picture=first_picture([live_blog.lead, *(update.text for update in live_blog.updates)]),
            ),
            masthead=masthead,
            days=by_day(stream.shown, live_blog.folder, live_blog.dates),
            toc=table_of_contents(live_blog, stream.shown, whole=True),
            older=_part_link(stream, "older", stream.before_shown),
            begins=live_blog.begins,
            lead=live_blog.lead,
            when=live_blog.when,
            count=live_blog.count,
            timed=live_blog.timed,
            authors=live_blog.authors,
            topics=live_blog.topics,
            timeline=timeline_of(live_blog, place),
            rights=rights_of(masthead, site),
            replay=replay_of(live_blog, stream.shown, older) if len(live_blog.updates) > 1 else None,
            pinned=lines_of((update for update in newest if update.pinned), live_blog, place),
            key_events=lines_of(_key_events(stream), live_blog, place),
            choices=choices_of(stream.shown),
            hours=hours,
            hours_file=None if all(day.hours for day in hours) else hours_path(live_blog.folder),
        ),
    )


def _part_page(stream: StreamParts, number: int, site: Site) -> Page:
    live_blog, updates, path = stream.live_blog, stream.parts[number - 1], stream.path(number)
    masthead, words = live_blog.masthead, live_blog.phrases
    title = words.with_("part", n=words.figures(number))
    shown = tuple(reversed(updates))
    older = _part_link(stream, "older", number - 1)
    newer = None if number == len(stream.parts) else _part_link(stream, "newer", number + 1)
    return Page(
        path,
        "part",
        PartView(
            head=head_of(
                masthead,
                f"{masthead.title} – {title}",
                live_blog.summary,
                up=Link(href=masthead.href, text=masthead.title),
                previous=newer,
                next=older,
                linked_data=live_blog_posting(live_blog, shown, path, site),
                published=updates[0].datetime,
                picture=first_picture(update.text for update in updates),
            ),
            masthead=masthead,
            days=by_day(shown, live_blog.folder, live_blog.dates),
            toc=table_of_contents(live_blog, shown),
            older=older,
            begins=live_blog.begins,
            title=title,
            when=when_of(updates, live_blog),
            newer=newer,
            replay=replay_of_part(live_blog, updates),
            **ways_within(shown, live_blog),
        ),
    )


def _key_events(stream: StreamParts) -> list[UpdateView]:
    """Return the key events that a live blog's page lists, newest first; of very many those that it shows."""
    every = [update for update in reversed(stream.live_blog.updates) if update.key]
    return every if len(every) <= MOST_KEY_EVENTS else [update for update in stream.shown if update.key]


def ways_within(shown: Sequence[UpdateView], live_blog: LiveBlogView) -> dict[str, Any]:
    """Return what a page of some updates has to find one of them, which no later update changes."""
    keys = (update for update in shown if update.key)
    timed = any(update.time for update in shown)
    return {
        "key_events": lines_of(keys, live_blog, lambda update: f"#{update.slug}"),
        "choices": choices_of(shown),
        "hours_file": hours_path(live_blog.folder) if timed else None,
    }


def when_of(updates: Sequence[UpdateView], live_blog: LiveBlogView) -> str:
    """Return from when to when updates were written: with the hours, if all have a time."""
    times = [update.time for update in updates if update.time]
    if len(times) == len(updates):
        return time_range(times[0], times[-1], live_blog.dates)
    return date_range(updates[0].date, updates[-1].date, live_blog.dates)


def _part_link(stream: StreamParts, phrase: str, number: int) -> Link | None:
    if number < 1:
        return None
    return Link(href=stream.path(number), text=stream.live_blog.phrases[phrase])
