"""The stream of a live blog, newest first: its page, and its parts.

Parts are counted from the oldest, so that a full one never changes once the next has begun. The live
blog's own page shows the newest part, which grows, and the full one before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.site.show.date_formats import date_range
from afterlive.site.show.feeds import rights_of
from afterlive.site.show.json_ld import live_blog_posting
from afterlive.site.show.page import Page, View
from afterlive.site.show.pictures import first_picture
from afterlive.site.show.replay import Replay, replay_of, replay_of_part
from afterlive.site.show.table_of_contents import TocDay, lines_of, table_of_contents
from afterlive.site.show.timeline import Timeline, timeline_of
from afterlive.site.show.views import Day, Link, LiveBlogView, Masthead, UpdateView, by_day, head_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.articles.records import Site
    from afterlive.site.show.lines import UpdateLine

PART = 50
SHOWN = 2
"""How many parts the live blog's page shows."""


class StreamView(View, frozen=True, kw_only=True):
    """Updates of a live blog, newest first."""

    masthead: Masthead
    days: tuple[Day, ...]
    toc: tuple[TocDay, ...]
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
    key_events: tuple[UpdateLine, ...]


class PartView(StreamView, frozen=True, kw_only=True):
    """A part of the stream."""

    title: str
    when: str
    newer: Link | None
    replay: Replay


def parts(live_blog: LiveBlogView, site: Site) -> Iterator[Page]:
    """Make the parts of a live blog, unless its own page shows them all."""
    chunks = _chunks(live_blog)
    if len(chunks) > SHOWN:
        for number, updates in enumerate(chunks, 1):
            yield _part_page(live_blog, number, updates, site, last=number == len(chunks))


def part_paths(live_blog: LiveBlogView) -> list[str]:
    """Return the paths of the parts, none if the live blog's own page shows them all."""
    count = len(_chunks(live_blog))
    return [_part_path(live_blog, number) for number in range(1, count + 1)] if count > SHOWN else []


def _chunks(live_blog: LiveBlogView) -> list[tuple[UpdateView, ...]]:
    return [live_blog.updates[at : at + PART] for at in range(0, len(live_blog.updates), PART)]


def live_blog_page(live_blog: LiveBlogView, site: Site) -> Iterator[Page]:
    """Make the page of a live blog."""
    chunks, masthead = _chunks(live_blog), live_blog.masthead
    shown = tuple(update for chunk in reversed(chunks[-SHOWN:]) for update in reversed(chunk))
    newest = live_blog.updates[::-1]
    older = [(_part_path(live_blog, number), chunk[0]) for number, chunk in enumerate(chunks[:-SHOWN], 1)]
    part_of = {update.slug: number for number, chunk in enumerate(chunks, 1) for update in chunk}

    def place(update: UpdateView) -> str:
        """Return the place of an update on this page, or else on its part."""
        number = part_of[update.slug]
        path = _part_path(live_blog, number) if number <= len(chunks) - SHOWN else ""
        return f"{path}#{update.slug}"

    yield Page(
        masthead.href,
        "liveblog",
        LiveBlogPageView(
            head=head_of(
                masthead,
                masthead.title,
                live_blog.summary,
                up=Link(href="index.html", text=site.name),
                linked_data=live_blog_posting(live_blog, shown, masthead.href, site),
                published=live_blog.began.isoformat(),
                authors=live_blog.author_names,
                picture=first_picture([live_blog.lead, *(update.text for update in live_blog.updates)]),
            ),
            masthead=masthead,
            days=by_day(shown, live_blog.folder, live_blog.dates),
            toc=table_of_contents(live_blog, shown, whole=True),
            older=_part_link(live_blog, "older", len(chunks) - SHOWN),
            begins=live_blog.begins,
            lead=live_blog.lead,
            when=live_blog.when,
            count=live_blog.count,
            timed=live_blog.timed,
            authors=live_blog.authors,
            topics=live_blog.topics,
            timeline=timeline_of(live_blog, place),
            rights=rights_of(masthead, site),
            replay=replay_of(live_blog, shown, older) if len(live_blog.updates) > 1 else None,
            pinned=lines_of((update for update in newest if update.pinned), live_blog, place),
            key_events=lines_of((update for update in newest if update.key), live_blog, place),
        ),
    )


def _part_page(
    live_blog: LiveBlogView, number: int, updates: tuple[UpdateView, ...], site: Site, *, last: bool
) -> Page:
    masthead, words = live_blog.masthead, live_blog.phrases
    title, path = words.with_("part", n=words.figures(number)), _part_path(live_blog, number)
    shown = tuple(reversed(updates))
    older = _part_link(live_blog, "older", number - 1)
    newer = None if last else _part_link(live_blog, "newer", number + 1)
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
            when=date_range(updates[0].date, updates[-1].date, live_blog.dates),
            newer=newer,
            replay=replay_of_part(live_blog, updates),
        ),
    )


def _part_path(live_blog: LiveBlogView, number: int) -> str:
    return f"{live_blog.folder}/part-{number}.html"


def _part_link(live_blog: LiveBlogView, phrase: str, number: int) -> Link | None:
    if number < 1:
        return None
    return Link(href=_part_path(live_blog, number), text=live_blog.phrases[phrase])
