"""The page where an update stood before its slug was changed: it leads to where the update is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.site.show.page import Page, View
from afterlive.site.show.views import Head, Link, LiveBlogView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.articles.records import Site


class MovedView(View, frozen=True, kw_only=True):
    """A page that leads to another."""

    now: Link


def moved(live_blog: LiveBlogView, _site: Site) -> Iterator[Page]:
    """Make a page for each address that an update of a live blog had before."""
    masthead = live_blog.masthead
    for update in live_blog.updates:
        head = Head(
            title=update.label,
            description=update.label,
            language=masthead.language,
            direction=masthead.direction,
        )
        for path in update.formerly:
            yield Page(path, "moved", MovedView(head=head, now=Link(href=update.href, text=update.label)))
