"""The topics: everything under one tag, and the list of tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from afterlive.site.pages.page import Archive, Page, View
from afterlive.site.text import first_words
from afterlive.site.views import Head, Link, stamp_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.outline import TopicPart
    from afterlive.site.views import LiveBlogView, Masthead, UpdateView
    from afterlive.site.words import Words


class TopicLine(msgspec.Struct, frozen=True, kw_only=True):
    """An update under a topic."""

    href: str
    stamp: str
    datetime: str
    label: str
    headline: bool
    extract: str
    key: bool


class TopicGroup(msgspec.Struct, frozen=True, kw_only=True):
    """What a live blog has under a topic."""

    masthead: Masthead
    when: str
    lines: tuple[TopicLine, ...]


class TopicView(View, frozen=True, kw_only=True):
    """The page of a topic."""

    name: str
    count: str
    groups: tuple[str, ...]
    """As HTML, since each is kept from one build to the next."""


class TopicCount(msgspec.Struct, frozen=True, kw_only=True):
    """A topic in the list of topics."""

    link: Link
    count: str


class TopicsView(View, frozen=True, kw_only=True):
    """The list of topics."""

    topics: tuple[TopicCount, ...]


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
        TopicCount(link=Link(href=parts[0].href, text=parts[0].name), count=_count(parts, words))
        for parts in _by_topic(archive)
    )
    yield Page("topics/index.html", "topics", TopicsView(head=head, topics=counts))


def topics(archive: Archive) -> Iterator[Page]:
    """Make the page of each topic: live blogs the newest first, and in each its updates as they came."""
    for parts in _by_topic(archive):
        head = Head(
            title=parts[0].name,
            description=parts[0].name,
            language=archive.site.language,
            up=Link(href="topics/index.html", text=archive.phrases["topics"]),
        )
        view = TopicView(
            head=head,
            name=parts[0].name,
            count=_count(parts, archive.phrases),
            groups=tuple(part.html for part in parts),
        )
        yield Page(parts[0].href, "topic", view)


def _by_topic(archive: Archive) -> list[list[TopicPart]]:
    """Return what the live blogs have under each topic, by the alphabet."""
    found: dict[str, list[TopicPart]] = {}
    for live_blog in archive.live_blogs:
        for part in live_blog.topics:
            found.setdefault(part.href, []).append(part)
    return sorted(found.values(), key=lambda parts: (parts[0].name.casefold(), parts[0].href))


def _count(parts: list[TopicPart], words: Words) -> str:
    """Count the updates under a topic, or the live blogs if it is their leads alone that bear the tag."""
    updates = sum(part.updates for part in parts)
    return words.count("updates", updates) if updates else words.count("live_blogs", len(parts))


def groups_of(live_blog: LiveBlogView) -> Iterator[tuple[Link, TopicGroup]]:
    """Return what a live blog has under each of its topics; under a tag of its lead alone, no line."""
    found: dict[str, tuple[Link, list[TopicLine]]] = {topic.href: (topic, []) for topic in live_blog.topics}
    for update in live_blog.updates:
        for topic in update.topics:
            found.setdefault(topic.href, (topic, []))[1].append(_line(update, live_blog))
    for topic, lines in found.values():
        yield topic, TopicGroup(masthead=live_blog.masthead, when=live_blog.when, lines=tuple(lines))


def _line(update: UpdateView, live_blog: LiveBlogView) -> TopicLine:
    return TopicLine(
        href=update.href,
        stamp=stamp_in(live_blog, update),
        datetime=update.datetime,
        label=update.label,
        headline=bool(update.title),
        extract=first_words(update.plain, 160) if update.title else "",
        key=update.key,
    )
