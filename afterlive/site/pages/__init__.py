"""The pages of the site: one function a kind, from what it shows to its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.site.pages.about import about, not_found
from afterlive.site.pages.day import days
from afterlive.site.pages.home import home
from afterlive.site.pages.moved import moved
from afterlive.site.pages.offline import offline
from afterlive.site.pages.search_page import search
from afterlive.site.pages.stream import live_blog_page, parts
from afterlive.site.pages.topics import topics, topics_index
from afterlive.site.pages.update import updates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from afterlive.site.articles.records import Site
    from afterlive.site.pages.archive import Archive
    from afterlive.site.show.page import Page
    from afterlive.site.show.views import LiveBlogView

OF_LIVE_BLOG: tuple[Callable[[LiveBlogView, Site], Iterator[Page]], ...] = (
    live_blog_page,
    parts,
    days,
    updates,
    moved,
)

OF_ARCHIVE: tuple[Callable[[Archive], Iterator[Page]], ...] = (
    home,
    topics_index,
    topics,
    search,
    about,
    not_found,
    offline,
)


def pages_of_live_blog(live_blog: LiveBlogView, site: Site) -> Iterator[Page]:
    """Return the pages that show one live blog."""
    for kind in OF_LIVE_BLOG:
        yield from kind(live_blog, site)


def pages_of_archive(archive: Archive) -> Iterator[Page]:
    """Return the pages that show something of each live blog, or of none."""
    for kind in OF_ARCHIVE:
        yield from kind(archive)
