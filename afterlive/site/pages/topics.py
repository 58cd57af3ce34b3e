"""The topics: everything under one tag, and the list of tags."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from afterlive.site.show.page import Page, View
from afterlive.site.show.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afterlive.site.pages.archive import Archive
    from afterlive.site.pages.topic_sections import Section
    from afterlive.site.show.phrases import Words


LARGEST = 300
"""How many updates and headings a page has at most."""


class TopicView(View, frozen=True, kw_only=True):
    """The page of a topic."""

    name: str
    language: str
    direction: str
    count: str
    sections: tuple[str, ...]
    """The keys of its sections, whose HTML is remembered from one build to the next."""
    newer: Link | None
    older: Link | None


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
    """Make the list of topics, by the alphabet, if there are any."""
    if not archive.site.topics:
        return
    words = archive.phrases
    up = Link(href="index.html", text=archive.site.name)
    counts = tuple(
        TopicCount(
            link=Link(href=sections[0].href, text=sections[0].topic),
            language=sections[0].language,
            direction=sections[0].direction,
            count=_count(sections, words),
        )
        for sections in archive.by_topic()
    )
    head = archive.head(words["topics"], words["topics"], up=up)
    yield Page("topics/index.html", "topics", TopicsView(head=head, topics=counts))


def topics(archive: Archive) -> Iterator[Page]:
    """Make the page of each topic: live blogs the newest first, and in each its updates as they came."""
    for sections in archive.by_topic():
        pages = _parts(sections)
        yield _page(archive, sections, pages, len(pages))


def further_topic_pages(archive: Archive) -> Iterator[Page]:
    """Make the pages of what is older, where a topic has more than one page holds."""
    for sections in archive.by_topic():
        pages = _parts(sections)
        for number in range(1, len(pages)):
            yield _page(archive, sections, pages, number)


def _parts(sections: Sequence[Section]) -> list[list[Section]]:
    """Return the sections of each page, counted from the oldest, so that a full page hardly ever changes."""
    parts: list[list[Section]] = [[]]
    filled = 0
    for _, members in groupby(reversed(sections), key=lambda section: section.folder):
        for section in reversed(list(members)):
            size = section.updates + 1
            if filled + size > LARGEST and parts[-1]:
                parts.append([])
                filled = 0
            parts[-1].append(section)
            filled += size
    return parts


def _page(archive: Archive, sections: list[Section], parts: list[list[Section]], number: int) -> Page:
    """Return a page of a topic, which is the topic's own if it has what is newest."""
    name, words = sections[0].topic, archive.phrases
    title = name if number == len(parts) else f"{name} – {words.with_('part', n=words.figures(number))}"
    path = _path(sections, parts, number)
    shown = [section for _, members in _by_live_blog(parts[number - 1]) for section in members]
    older = Link(href=_path(sections, parts, number - 1), text=words["older"]) if number > 1 else None
    newer = (
        Link(href=_path(sections, parts, number + 1), text=words["newer"]) if number < len(parts) else None
    )
    view = TopicView(
        head=archive.head(
            title, title, up=Link(href="topics/index.html", text=words["topics"]), previous=newer, next=older
        ),
        name=name,
        language=sections[0].language,
        direction=sections[0].direction,
        count=_count(sections, words),
        sections=tuple(section.key for section in shown),
        newer=newer,
        older=older,
    )
    return Page(path, "topic", view, partial(_html, archive, shown))


def _path(sections: list[Section], parts: list[list[Section]], number: int) -> str:
    own = sections[0].href
    return own if number == len(parts) else f"{own.removesuffix('.html')}.{number}.html"


def _by_live_blog(sections: Sequence[Section]) -> list[tuple[str, list[Section]]]:
    """Return sections by live blog, the newest first."""
    groups = groupby(sections, key=lambda section: section.folder)
    return [(folder, list(members)) for folder, members in groups][::-1]


def _html(archive: Archive, sections: list[Section]) -> dict[str, list[str]]:
    return {"sections": archive.html_of(sections)}


def _count(sections: list[Section], words: Words) -> str:
    """Return how many updates have a topic; if only leads have it, how many live blogs."""
    updates = sum(section.updates for section in sections)
    return words.count("updates", updates) if updates else words.count("live_blogs", len(sections))
