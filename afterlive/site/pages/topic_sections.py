"""The sections of topics' pages, one for each live blog: rendered where they change, and kept by topic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from afterlive.cache.keys import digest
from afterlive.cache.store import ForgottenError
from afterlive.site.articles.sanitising import first_words
from afterlive.site.show.views import Link, Masthead, stamp_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from afterlive.cache.store import Store
    from afterlive.site.show.theme import Theme
    from afterlive.site.show.views import LiveBlogView, UpdateView


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


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """What a live blog has under a topic."""

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


def sections_of(
    live_blog: LiveBlogView, known: Mapping[str, str], theme: Theme
) -> tuple[tuple[Section, ...], dict[str, str]]:
    """Return the sections of a live blog, and the HTML of those whose keys aren't known, by topic."""
    words, html, sections = theme.words(theme.site.language), {}, []
    for topic, group in groups_of(live_blog):
        section = Section(
            folder=live_blog.folder,
            href=topic.href,
            topic=topic.text,
            language=live_blog.masthead.language,
            direction=live_blog.masthead.direction,
            updates=len(group.lines),
            key=digest(group),
        )
        sections.append(section)
        if known.get(section.href) != section.key:
            html[section.href] = theme.render("_group", section.href, words, group=group)
    return tuple(sections), html


@dataclass(frozen=True, slots=True)
class Sections:
    """The HTML of all sections."""

    store: Store
    """What was rendered before: the key and the HTML of each live blog's section, by topic."""
    fresh: Mapping[str, Mapping[str, str]]
    """What was rendered just now, by live blog and topic."""

    def html(self, sections: Sequence[Section]) -> list[str]:
        """Return the HTML of all sections of a topic's page, and remember it. Raises ForgottenError."""
        topic = sections[0].href
        known = self.store.load(topic, dict[str, tuple[str, str]]) or {}
        for section in sections:
            if topic in self.fresh.get(section.folder, ()):
                known[section.folder] = section.key, self.fresh[section.folder][topic]
            elif known.get(section.folder, ("", ""))[0] != section.key:
                raise ForgottenError
        kept = {section.folder: known[section.folder] for section in sections}
        self.store.save(topic, kept)
        return [html for _, html in kept.values()]


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
