"""The sections of topics' pages, each of one live blog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from afterlive.cache.keys import digest
from afterlive.site.articles.sanitising import first_words
from afterlive.site.show.lines import UpdateLine, dated_stamp, line_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.show.theme import Theme
    from afterlive.site.show.views import Link, LiveBlogView, Masthead, UpdateView


LONGEST = 100
"""How many updates a section has at most; a live blog with more has several."""


class TopicGroup(msgspec.Struct, frozen=True, kw_only=True):
    """The updates of a live blog under a topic."""

    masthead: Masthead
    when: str
    lines: tuple[UpdateLine, ...]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A live blog's part of a topic's page."""

    folder: str
    """Of the live blog."""
    href: str
    """The page of the topic."""
    topic: str
    language: str
    direction: str
    updates: int
    key: str
    """A digest of all that its HTML follows from."""


def sections_of(live_blog: LiveBlogView) -> Iterator[tuple[Section, TopicGroup]]:
    """Return the sections of a live blog under each of its topics, and what they show."""
    for topic, group in _groups(live_blog):
        yield (
            Section(
                folder=live_blog.folder,
                href=topic.href,
                topic=topic.text,
                language=live_blog.masthead.language,
                direction=live_blog.masthead.direction,
                updates=len(group.lines),
                key=digest(group),
            ),
            group,
        )


def section_html(section: Section, group: TopicGroup, theme: Theme) -> str:
    """Return a section as HTML."""
    return theme.render("_group", section.href, theme.words(theme.site.language), group=group)


def _groups(live_blog: LiveBlogView) -> Iterator[tuple[Link, TopicGroup]]:
    """Return what a live blog has under each of its topics; under a tag of its lead alone, no line."""
    found: dict[str, tuple[Link, list[UpdateLine]]] = {topic.href: (topic, []) for topic in live_blog.topics}
    for update in live_blog.updates:
        for topic in update.topics:
            found.setdefault(topic.href, (topic, []))[1].append(_line(update, live_blog))
    for topic, lines in found.values():
        for at in range(0, len(lines) or 1, LONGEST):
            shown = tuple(lines[at : at + LONGEST])
            yield topic, TopicGroup(masthead=live_blog.masthead, when=live_blog.when, lines=shown)


def _line(update: UpdateView, live_blog: LiveBlogView) -> UpdateLine:
    extract = first_words(update.plain, 160) if update.title else ""
    return line_of(update, stamp=dated_stamp(live_blog, update), extract=extract)
