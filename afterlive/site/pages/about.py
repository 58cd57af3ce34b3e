"""The page about the site, and the one for addresses that lead nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.site.show.page import Page, View
from afterlive.site.show.views import Head, Link, Masthead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.pages.archive import Archive


class AboutView(View, frozen=True, kw_only=True):
    """The page about the site."""

    sources: tuple[Masthead, ...]
    """The live blogs whose text is by others."""


def about(archive: Archive) -> Iterator[Page]:
    """Make the page about the site, with whose words it holds."""
    words, site = archive.phrases, archive.site
    head = Head(
        title=words["about"],
        description=words.with_("about_site", name=site.name),
        language=site.language,
        direction=site.direction,
        up=Link(href="index.html", text=site.name),
    )
    sources = tuple(live_blog.masthead for live_blog in archive.live_blogs if live_blog.masthead.credit)
    yield Page("about.html", "about", AboutView(head=head, sources=sources))


def not_found(archive: Archive) -> Iterator[Page]:
    """Make the page that a server shows for an address that leads nowhere."""
    words = archive.phrases
    head = Head(
        title=words["not_found"],
        description=words["not_found"],
        language=archive.site.language,
        direction=archive.site.direction,
    )
    yield Page("404.html", "not_found", View(head=head))
