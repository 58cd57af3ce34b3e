"""The page at a former address of an update: it leads to the page that the update has now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.site.show.page import Page, View
from afterlive.site.show.views import Link, LiveBlogView, head_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.articles.records import Site


class MovedView(View, frozen=True, kw_only=True):
    """A page that leads to another."""

    now: Link


def moved(live_blog: LiveBlogView, _site: Site) -> Iterator[Page]:
    """Make a page for each address that an update of a live blog had before."""
    for update in live_blog.updates:
        for path in update.formerly:
            head = head_of(live_blog.masthead, update.label, update.label)
            yield Page(path, "moved", MovedView(head=head, now=Link(href=update.href, text=update.label)))
