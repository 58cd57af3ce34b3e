"""The Atom feeds: one of all live blogs, one of each."""

from __future__ import annotations

import datetime as dt
from heapq import nlargest
from html import escape
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from feedgenerator import Atom1Feed  # type: ignore[import-untyped]  # it has no types

from afterlive.site.articles.sanitising import absolute
from afterlive.site.show.page import TextFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from afterlive.site.articles.records import Site
    from afterlive.site.show.views import LiveBlogView, Masthead, UpdateView

MOST = 100
"""The number of updates in a feed."""


class _Feed(Atom1Feed):  # type: ignore[misc]  # it has no types
    """An Atom feed that has the same bytes in each build."""

    def latest_post_date(self) -> dt.datetime:
        """Return the time of the newest entry; 1970 if there is none, since Atom demands a time."""
        return super().latest_post_date() if self.items else dt.datetime.fromtimestamp(0, dt.UTC)

    def item_attributes(self, item: dict[str, object]) -> dict[str, object]:
        """Return the attributes of an entry: its language, which the feed's own may differ from."""
        return {"xml:lang": item["language"]}


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An update in a feed."""

    published: str
    """As ISO 8601; the beginning of the day if only that is known, since Atom demands a time."""
    position: int
    title: str
    href: str
    html: str
    author: str
    language: str
    rights: str
    """Whose the text is and under which licence, empty where nobody said."""
    topics: tuple[str, ...]
    modified: str | None

    @property
    def time(self) -> dt.datetime:
        """When it was published."""
        return dt.datetime.fromisoformat(self.published)


class FeedSubject(NamedTuple):
    """What a feed is about."""

    title: str
    page: str
    path: str
    """Of the feed itself."""
    language: str
    rights: str


def newest(live_blog: LiveBlogView, site: Site) -> tuple[FeedEntry, ...]:
    """Return the entries of the newest updates of a live blog, the newest first."""
    updates = nlargest(MOST, live_blog.updates, key=lambda update: (_moment(update), update.position))
    return tuple(
        FeedEntry(
            published=_moment(update).isoformat(),
            position=update.position,
            title=update.label,
            href=update.href,
            html=escape(update.removed or "", quote=False) or absolute(update.text, site.url),
            author=update.authors or live_blog.masthead.publisher or "",
            language=live_blog.masthead.language,
            rights=rights_of(live_blog.masthead, site),
            topics=tuple(topic.text for topic in update.topics),
            modified=_aware(update.modified).isoformat() if update.modified else None,
        )
        for update in updates
    )


def live_blog_feed(live_blog: LiveBlogView, site: Site) -> Iterator[TextFile]:
    """Make the feed of a live blog, if the site has such feeds."""
    masthead = live_blog.masthead
    if masthead.feed:
        about = FeedSubject(
            title=masthead.title,
            page=masthead.href,
            path=masthead.feed,
            language=masthead.language,
            rights=rights_of(masthead, site),
        )
        text = feed(newest(live_blog, site), about, site)
        yield TextFile.of(masthead.feed, text)
        for folder in live_blog.formerly:  # readers of feeds follow no page that leads on
            yield TextFile.of(site.live_blog_feed.format(slug=folder), text)


def feed(entries: Iterable[FeedEntry], about: FeedSubject, site: Site) -> str:
    """Return the feed with the newest of these entries."""
    atom = _Feed(
        title=about.title,
        link=f"{site.url}/{about.page}",
        feed_url=f"{site.url}/{about.path}",
        description=None,
        language=about.language,
        feed_copyright=about.rights or None,
        author_name=site.author or site.name,
    )
    for entry in nlargest(MOST, entries, key=lambda entry: (entry.time, entry.position)):
        atom.add_item(
            title=entry.title,
            link=f"{site.url}/{entry.href}",
            unique_id=f"{site.url}/{entry.href}",
            description=None,
            content=entry.html,
            author_name=entry.author or None,
            categories=list(entry.topics) or None,
            language=entry.language,
            item_copyright=entry.rights or None,
            pubdate=entry.time,
            updateddate=dt.datetime.fromisoformat(entry.modified) if entry.modified else None,
        )
    return str(atom.writeString("utf-8"))


def rights_of(masthead: Masthead | None, site: Site) -> str:
    """Return in one line what the keeper says of a live blog, else of the whole site; empty if nothing.

    The site's licence isn't that of a text which comes from elsewhere.
    """
    if masthead and (masthead.rights or masthead.licence):
        licence = [masthead.licence.text, masthead.licence.href] if masthead.licence else []
        return " ".join(filter(None, [masthead.rights, *licence]))
    return "" if masthead and masthead.credit else f"{site.licence} {site.licence_url}".strip()


def _moment(update: UpdateView) -> dt.datetime:
    return _aware(update.time or dt.datetime.combine(update.date, dt.time()))


def _aware(time: dt.datetime) -> dt.datetime:
    return time if time.tzinfo else time.replace(tzinfo=dt.UTC)
