"""What the site is made from: the articles of content/, checked and ready to be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from afterlive.direction import direction_of

if TYPE_CHECKING:
    import datetime as dt

    from afterlive.model import Precision


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """A tag: what it is called and what its page is called."""

    name: str
    slug: str


class Lead(msgspec.Struct, frozen=True, kw_only=True):
    """The lead of a live blog with the facts about the whole."""

    path: str
    """Where the file stands in content/."""
    title: str
    date: dt.date
    text: str
    """Sanitised HTML; its links lead out of a page that stands one folder deep."""
    plain: str
    """The words of the text, in one line."""
    authors: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    source: str | None = None
    publisher: str | None = None
    timezone: str | None = None
    """An IANA name."""
    language: str | None = None
    """A BCP 47 tag."""


class PublishedUpdate(msgspec.Struct, frozen=True, kw_only=True):
    """One update of a live blog."""

    path: str
    position: int
    """1 is the oldest."""
    slug: str
    title: str | None
    date: dt.date
    """The day in the live blog's zone."""
    text: str
    plain: str
    time: dt.datetime | None = None
    """In the live blog's zone, or naive; None where the day is all that is known."""
    stamp: str | None = None
    """The time as the document printed it."""
    precision: Precision = "day"
    modified: dt.datetime | None = None
    authors: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    source: str | None = None
    key: bool = False
    pinned: bool = False
    formerly: tuple[str, ...] = ()
    """The slugs that it had before."""
    removed: str | None = None
    """Why the update was taken down."""


class PublishedLiveBlog(msgspec.Struct, frozen=True, kw_only=True):
    """A folder of content/."""

    folder: str
    lead: Lead
    updates: tuple[PublishedUpdate, ...]
    """In chronological order."""


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """What a keeper says about the site, and where it is published."""

    name: str
    subtitle: str
    author: str
    licence: str
    licence_url: str
    accent: str
    language: str
    url: str
    """Without a slash at its end; empty for a site that is read from disk."""
    indexed: bool
    """Whether search engines may list the pages."""
    feed: str
    """The file of the feed of everything, and empty if there is none."""
    live_blog_feed: str
    """The same for each live blog, with `{slug}` for its folder."""

    @property
    def direction(self) -> str:
        """Which way the language runs: `ltr` or `rtl`."""
        return direction_of(self.language)
