"""The Atom feeds: one of everything, one of each live blog."""

from __future__ import annotations

import datetime as dt
from heapq import nlargest
from html import escape
from typing import TYPE_CHECKING

from feedgenerator import Atom1Feed  # type: ignore[import-untyped]  # it has no types

from afterlive.site.text import absolute

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from afterlive.site.pages.page import Archive
    from afterlive.site.records import Site
    from afterlive.site.views import LiveBlogView, UpdateView

MOST = 100
"""How many updates a feed holds."""


def feeds(archive: Archive) -> Iterator[tuple[str, str]]:
    """Return the file and the text of each feed that the site is set to have."""
    site = archive.site
    if site.feed:
        every = ((live_blog, update) for live_blog in archive.live_blogs for update in live_blog.updates)
        yield site.feed, _feed(every, site.name, "index.html", site.feed, site)
    for live_blog in archive.live_blogs:
        masthead = live_blog.masthead
        if masthead.feed:
            own = ((live_blog, update) for update in live_blog.updates)
            yield masthead.feed, _feed(own, masthead.title, masthead.href, masthead.feed, site)


def _feed(
    updates: Iterable[tuple[LiveBlogView, UpdateView]], title: str, page: str, path: str, site: Site
) -> str:
    feed = Atom1Feed(title=title, link=f"{site.url}/{page}", feed_url=f"{site.url}/{path}", description=None)
    for live_blog, update in nlargest(MOST, updates, key=lambda pair: (_moment(pair[1]), pair[1].position)):
        feed.add_item(
            title=update.label,
            link=f"{site.url}/{update.href}",
            unique_id=f"{site.url}/{update.href}",
            description=None,
            content=escape(update.removed or "", quote=False) or absolute(update.text, site.url),
            author_name=update.authors or live_blog.masthead.publisher or site.author,
            categories=[topic.text for topic in update.topics] or None,
            pubdate=_moment(update),
            updateddate=update.modified and _aware(update.modified),
        )
    return str(feed.writeString("utf-8"))


def _moment(update: UpdateView) -> dt.datetime:
    """Return the time that Atom demands of every entry: for a day, its beginning."""
    return _aware(update.time or dt.datetime.combine(update.date, dt.time()))


def _aware(time: dt.datetime) -> dt.datetime:
    return time if time.tzinfo else time.replace(tzinfo=dt.UTC)
