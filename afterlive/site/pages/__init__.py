"""The pages of the site: one function a kind, from the archive to its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.site.pages.about import about, not_found
from afterlive.site.pages.day import days
from afterlive.site.pages.home import home
from afterlive.site.pages.offline import offline
from afterlive.site.pages.search import search
from afterlive.site.pages.stream import live_blogs, parts
from afterlive.site.pages.topics import topics, topics_index
from afterlive.site.pages.update import updates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from afterlive.site.pages.page import Archive, Page

KINDS: tuple[Callable[[Archive], Iterator[Page]], ...] = (
    home,
    live_blogs,
    parts,
    days,
    updates,
    topics_index,
    topics,
    search,
    about,
    not_found,
    offline,
)


def pages(archive: Archive) -> Iterator[Page]:
    """Return every page of the site."""
    for kind in KINDS:
        yield from kind(archive)
