"""The topics: everything under one tag, and the list of tags."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from afterlive.site.show.page import Page, View
from afterlive.site.show.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.pages.archive import Archive
    from afterlive.site.pages.topic_sections import Section
    from afterlive.site.show.phrases import Words


class TopicView(View, frozen=True, kw_only=True):
    """The page of a topic."""

    name: str
    language: str
    direction: str
    count: str
    sections: tuple[str, ...]
    """The keys of its sections, whose HTML is remembered from one build to the next."""


class TopicCount(msgspec.Struct, frozen=True, kw_only=True):
    """A topic in the list of topics."""

    link: Link
    language: str
    direction: str
    count: str


class TopicsView(View, frozen=True, kw_only=True):
    """The list of topics."""

    topics: tuple[TopicCount, ...]


def topics_index(archive: Archive) -> Iterator[Page]:
    """Make the list of topics, by the alphabet."""
    words = archive.phrases
    up = Link(href="index.html", text=archive.site.name)
    counts = tuple(
        TopicCount(
            link=Link(href=sections[0].href, text=sections[0].topic),
            language=sections[0].language,
            direction=sections[0].direction,
            count=_count(sections, words),
        )
        for sections in _by_topic(archive)
    )
    head = archive.head(words["topics"], words["topics"], up=up)
    yield Page("topics/index.html", "topics", TopicsView(head=head, topics=counts))


def topics(archive: Archive) -> Iterator[Page]:
    """Make the page of each topic: live blogs the newest first, and in each its updates as they came."""
    up = Link(href="topics/index.html", text=archive.phrases["topics"])
    for sections in _by_topic(archive):
        name = sections[0].topic
        view = TopicView(
            head=archive.head(name, name, up=up),
            name=name,
            language=sections[0].language,
            direction=sections[0].direction,
            count=_count(sections, archive.phrases),
            sections=tuple(section.key for section in sections),
        )
        yield Page(sections[0].href, "topic", view, partial(_html, archive, sections))


def _html(archive: Archive, sections: list[Section]) -> dict[str, list[str]]:
    return {"sections": archive.html_of(sections)}


def _by_topic(archive: Archive) -> list[list[Section]]:
    """Return the sections of each topic, by the alphabet; the newest live blog comes first."""
    found: dict[str, list[Section]] = {}
    for live_blog in archive.live_blogs:
        for section in live_blog.sections:
            found.setdefault(section.href, []).append(section)
    return sorted(found.values(), key=lambda sections: (sections[0].topic.casefold(), sections[0].href))


def _count(sections: list[Section], words: Words) -> str:
    """Return how many updates have a topic; if only leads have it, how many live blogs."""
    updates = sum(section.updates for section in sections)
    return words.count("updates", updates) if updates else words.count("live_blogs", len(sections))
