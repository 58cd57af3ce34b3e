"""Pages that show no update: about the site, for a wrong address, and for a page that isn't kept offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.site.show.page import Page, View
from afterlive.site.show.views import Link, Masthead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.pages.archive import Archive


MANY = 300
"""Of more live blogs than these, the newest of each source is listed."""


class AboutView(View, frozen=True, kw_only=True):
    """The page about the site."""

    sources: tuple[Masthead, ...]
    """The live blogs whose text is by others."""


def about(archive: Archive) -> Iterator[Page]:
    """Make the page about the site, which names the sources of its texts."""
    words, site = archive.phrases, archive.site
    up = Link(href="index.html", text=site.name)
    head = archive.head(words["about"], words.with_("about_site", name=site.name), up=up)
    sources = tuple(live_blog.masthead for live_blog in archive.live_blogs if live_blog.masthead.credit)
    if len(sources) > MANY:
        sources = tuple({masthead.credit: masthead for masthead in reversed(sources)}.values())[::-1]
    yield Page("about.html", "about", AboutView(head=head, sources=sources))


def not_found(archive: Archive) -> Iterator[Page]:
    """Make the page that a server shows for an address without a page."""
    words = archive.phrases
    yield Page("404.html", "not_found", View(head=archive.head(words["not_found"], words["not_found"])))


def offline(archive: Archive) -> Iterator[Page]:
    """Make the page that a reader without a connection gets in place of one that isn't kept."""
    words = archive.phrases
    yield Page("offline.html", "offline", View(head=archive.head(words["not_kept"], words["not_kept_text"])))
