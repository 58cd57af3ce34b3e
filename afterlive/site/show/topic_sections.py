"""The sections of topics' pages, one for each live blog: rendered where they change, and kept by topic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from afterlive.cache.keys import digest
from afterlive.site.build.manifest import ForgottenError
from afterlive.site.pages.topics import groups_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from afterlive.cache.store import Store
    from afterlive.site.build.output import Theme
    from afterlive.site.show.views import LiveBlogView


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """What a live blog has under a topic."""

    folder: str
    """Of the live blog."""
    href: str
    """The page of the topic."""
    topic: str
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
