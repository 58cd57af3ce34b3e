"""The page of an update: its permalink, with what came before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from afterlive.site.articles.sanitising import at_top, first_words
from afterlive.site.show.json_ld import blog_posting
from afterlive.site.show.page import Page, View
from afterlive.site.show.views import Head, Link, LiveBlogView, Masthead, UpdateView, stamp_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.articles.records import Site


class Neighbour(msgspec.Struct, frozen=True, kw_only=True):
    """The update before or after."""

    href: str
    stamp: str
    datetime: str
    label: str
    headline: bool
    dated: bool
    """Whether the stamp names the day."""


class UpdatePageView(View, frozen=True, kw_only=True):
    """The page of an update."""

    masthead: Masthead
    update: UpdateView
    text: str
    """HTML with subheads one level below the page's headline."""
    story: str
    """The place of the update in its day, told from the start."""
    earlier: Neighbour | None
    later: Neighbour | None


def updates(live_blog: LiveBlogView, site: Site) -> Iterator[Page]:
    """Make a page for each update of a live blog."""
    shown = live_blog.updates
    for update, earlier, later in zip(shown, (None, *shown), (*shown[1:], None), strict=False):
        yield _update_page(live_blog, update, earlier, later, site)


def _update_page(
    live_blog: LiveBlogView,
    update: UpdateView,
    earlier: UpdateView | None,
    later: UpdateView | None,
    site: Site,
) -> Page:
    masthead = live_blog.masthead
    return Page(
        update.href,
        "update",
        UpdatePageView(
            head=Head(
                title=f"{update.label} – {masthead.title}",
                description=update.removed or first_words(update.plain, 200) or update.label,
                language=masthead.language,
                direction=masthead.direction,
                up=Link(href=masthead.href, text=masthead.title),
                previous=_link(earlier),
                next=_link(later),
                feed=masthead.feed,
                linked_data=None if update.removed else blog_posting(update, live_blog, site),
            ),
            masthead=masthead,
            update=update,
            text=at_top(update.text).replace("<h4", "<h2").replace("</h4", "</h2"),
            story=f"{live_blog.folder}/{update.date}.html#{update.slug}",
            earlier=_neighbour(earlier, update, live_blog),
            later=_neighbour(later, update, live_blog),
        ),
    )


def _neighbour(update: UpdateView | None, of: UpdateView, live_blog: LiveBlogView) -> Neighbour | None:
    if update is None:
        return None
    return Neighbour(
        href=update.href,
        stamp=update.stamp if update.date == of.date else stamp_in(live_blog, update),
        datetime=update.datetime,
        label=update.label,
        headline=bool(update.title),
        dated=update.date != of.date,
    )


def _link(update: UpdateView | None) -> Link | None:
    return Link(href=update.href, text=update.label) if update else None
