"""The sections of topics' pages, one for each live blog: rendered only if they change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from afterlive.cache.keys import digest
from afterlive.site.articles.sanitising import first_words
from afterlive.site.show.lines import UpdateLine, dated_stamp, line_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from afterlive.cache.store import Store
    from afterlive.site.show.theme import Theme
    from afterlive.site.show.views import Link, LiveBlogView, Masthead, UpdateView


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
    """Return the section of a live blog under each of its topics, and what it shows."""
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


@dataclass(frozen=True, slots=True)
class SectionCache:
    """The HTML of sections, by topic."""

    store: Store
    """What was rendered before: the key and the HTML of each live blog's section, by topic."""
    fresh: Mapping[str, Mapping[str, str]]
    """What was rendered just now, by live blog and topic."""
    render: Callable[[Section], str]
    """Renders a section that is in neither."""

    def html(self, sections: Sequence[Section]) -> list[str]:
        """Return the HTML of all sections of a topic's page, and remember it."""
        topic = sections[0].href
        saved = self.store.load("sections", topic, dict[str, tuple[str, str]]) or {}
        kept = {section.folder: (section.key, self._html(section, saved)) for section in sections}
        if kept != saved:
            self.store.save("sections", topic, kept)
        return [html for _, html in kept.values()]

    def _html(self, section: Section, saved: Mapping[str, tuple[str, str]]) -> str:
        key, html = saved.get(section.folder, ("", ""))
        if key == section.key:
            return html
        fresh = self.fresh.get(section.folder, {}).get(section.href)
        return fresh if fresh is not None else self.render(section)


def _groups(live_blog: LiveBlogView) -> Iterator[tuple[Link, TopicGroup]]:
    """Return what a live blog has under each of its topics; under a tag of its lead alone, no line."""
    found: dict[str, tuple[Link, list[UpdateLine]]] = {topic.href: (topic, []) for topic in live_blog.topics}
    for update in live_blog.updates:
        for topic in update.topics:
            found.setdefault(topic.href, (topic, []))[1].append(_line(update, live_blog))
    for topic, lines in found.values():
        yield topic, TopicGroup(masthead=live_blog.masthead, when=live_blog.when, lines=tuple(lines))


def _line(update: UpdateView, live_blog: LiveBlogView) -> UpdateLine:
    extract = first_words(update.plain, 160) if update.title else ""
    return line_of(update, stamp=dated_stamp(live_blog, update), extract=extract)
