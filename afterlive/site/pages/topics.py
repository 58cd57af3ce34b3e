"""The topics: everything under one tag, and the list of tags."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from afterlive.site.pages.page import Archive, Page, View
from afterlive.site.text import first_words, plain
from afterlive.site.views import Head, Link, LiveBlogView, Masthead, UpdateView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    """An update under a topic."""

    href: str
    stamp: str
    datetime: str
    label: str
    headline: bool
    extract: str
    key: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicGroup:
    """What a live blog has under a topic."""

    masthead: Masthead
    when: str
    lines: tuple[TopicLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicView(View):
    """The page of a topic."""

    name: str
    count: str
    groups: tuple[TopicGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicCount:
    """A topic in the list of topics."""

    link: Link
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsView(View):
    """The list of topics."""

    topics: tuple[TopicCount, ...]


Tagged = tuple[Link, LiveBlogView, UpdateView | None]


def topics_index(archive: Archive) -> Iterator[Page]:
    """Make the list of topics, by the alphabet."""
    words = archive.phrases
    head = Head(
        title=words["topics"],
        description=words["topics"],
        language=archive.site.language,
        up=Link(href="index.html", text=archive.site.name),
    )
    counts = tuple(
        TopicCount(link=topic, count=_count(members, words)) for topic, members in _by_topic(archive)
    )
    yield Page("topics/index.html", "topics", TopicsView(head=head, topics=counts))


def topics(archive: Archive) -> Iterator[Page]:
    """Make the page of each topic: live blogs the newest first, and in each its updates as they came."""
    for topic, members in _by_topic(archive):
        groups = groupby(members, key=lambda tagged: tagged[1].folder)
        head = Head(
            title=topic.text,
            description=topic.text,
            language=archive.site.language,
            up=Link(href="topics/index.html", text=archive.phrases["topics"]),
        )
        view = TopicView(
            head=head,
            name=topic.text,
            count=_count(members, archive.phrases),
            groups=tuple(_group(list(group)) for _, group in groups),
        )
        yield Page(topic.href, "topic", view)


def _by_topic(archive: Archive) -> list[tuple[Link, list[Tagged]]]:
    """Return what bears each tag; a live blog whose lead bears it is there with None for an update."""
    found: dict[str, list[Tagged]] = {}
    for live_blog in archive.live_blogs:
        for topic in live_blog.topics:
            found.setdefault(topic.href, []).append((topic, live_blog, None))
        for update in live_blog.updates:
            for topic in update.topics:
                found.setdefault(topic.href, []).append((topic, live_blog, update))
    by_name = sorted(found.values(), key=lambda members: (members[0][0].text.casefold(), members[0][0].href))
    return [(members[0][0], members) for members in by_name]


def _count(members: list[Tagged], words: Words) -> str:
    """Count the updates under a topic, or the live blogs if it is their leads alone that bear the tag."""
    updates = [update for _, _, update in members if update]
    return words.count("updates", len(updates)) if updates else words.count("live_blogs", len(members))


def _group(members: list[Tagged]) -> TopicGroup:
    live_blog = members[0][1]
    return TopicGroup(
        masthead=live_blog.masthead,
        when=live_blog.when,
        lines=tuple(_line(update) for _, _, update in members if update),
    )


def _line(update: UpdateView) -> TopicLine:
    return TopicLine(
        href=update.href,
        stamp=update.stamp,
        datetime=update.datetime,
        label=update.label,
        headline=bool(update.title),
        extract=first_words(plain(update.text), 160) if update.title else "",
        key=update.key,
    )
