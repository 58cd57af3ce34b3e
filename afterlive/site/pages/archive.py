"""The whole archive, as its pages are made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from afterlive.site.show.feeds import FeedSubject, feed, rights_of
from afterlive.site.show.page import TextFile
from afterlive.site.show.views import Head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from afterlive.site.articles.records import Site
    from afterlive.site.pages.outline import Outline
    from afterlive.site.pages.topic_sections import Section
    from afterlive.site.show.feeds import FeedEntry
    from afterlive.site.show.phrases import Words


class Archive(msgspec.Struct, frozen=True, kw_only=True):
    """The whole archive."""

    site: Site
    live_blogs: tuple[Outline, ...]
    """The newest first."""
    phrases: Words
    """In the language of the site, for pages that belong to no live blog."""
    spoken: frozenset[str] = frozenset()
    """The languages that pages speak where scripts add something to them; none in another theme."""
    by_topic: Callable[[], Iterable[list[Section]]]
    """Returns the sections of each topic, by the alphabet; the newest live blog comes first."""
    html_of: Callable[[Sequence[Section]], list[str]]
    """Returns the HTML of sections."""
    newest: Callable[[], Iterable[FeedEntry]]
    """Returns the entries that the feed of all live blogs may need."""

    def head(self, title: str, description: str, **more: Any) -> Head:  # noqa: ANN401 - any field
        """Return what a page that belongs to no live blog says about itself."""
        site = self.site
        return Head(
            title=title,
            description=description,
            language=site.language,
            direction=site.direction,
            topics=site.topics,
            **more,
        )


def newest_first(outlines: Iterable[Outline]) -> tuple[Outline, ...]:
    """Return the live blogs in the order of the archive."""
    return tuple(sorted(outlines, key=lambda outline: (outline.began, outline.folder), reverse=True))


def archive_feed(archive: Archive) -> Iterator[TextFile]:
    """Make the feed of all live blogs, if the site has one."""
    site = archive.site
    if site.feed:
        about = FeedSubject(site.name, "index.html", site.feed, site.language, rights_of(None, site))
        yield TextFile.of(site.feed, feed(archive.newest(), about, site))
