"""The topics: everything under one tag, and the list of tags."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from afterlive.site.articles.sanitising import first_words
from afterlive.site.pages.page_kind import Archive, Page, View
from afterlive.site.show.views import Head, Link, stamp_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.show.phrases import Words
    from afterlive.site.show.topic_sections import Section
    from afterlive.site.show.views import LiveBlogView, Masthead, UpdateView


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
    sections: tuple[str, ...]
    """The keys of its sections, which are kept as HTML from one build to the next."""


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
        TopicCount(link=Link(href=sections[0].href, text=sections[0].topic), count=_count(sections, words))
        for sections in _by_topic(archive)
    )
    yield Page("topics/index.html", "topics", TopicsView(head=head, topics=counts))


def topics(archive: Archive) -> Iterator[Page]:
    """Make the page of each topic: live blogs the newest first, and in each its updates as they came."""
    for sections in _by_topic(archive):
        name = sections[0].topic
        head = Head(
            title=name,
            description=name,
            language=archive.site.language,
            up=Link(href="topics/index.html", text=archive.phrases["topics"]),
        )
        view = TopicView(
            head=head,
            name=name,
            count=_count(sections, archive.phrases),
            sections=tuple(section.key for section in sections),
        )
        yield Page(sections[0].href, "topic", view, partial(_html, archive, sections))


def _html(archive: Archive, sections: list[Section]) -> dict[str, list[str]]:
    return {"sections": archive.html_of(sections)}


def _by_topic(archive: Archive) -> list[list[Section]]:
    """Return what the live blogs have under each topic, by the alphabet."""
    found: dict[str, list[Section]] = {}
    for live_blog in archive.live_blogs:
        for section in live_blog.sections:
            found.setdefault(section.href, []).append(section)
    return sorted(found.values(), key=lambda sections: (sections[0].topic.casefold(), sections[0].href))


def _count(sections: list[Section], words: Words) -> str:
    """Count the updates under a topic, or the live blogs if it is their leads alone that bear the tag."""
    updates = sum(section.updates for section in sections)
    return words.count("updates", updates) if updates else words.count("live_blogs", len(sections))


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
