"""The records that the site is made from: articles of content/, live blogs, and the site's own facts."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - msgspec reads it
from typing import NamedTuple

import msgspec

from afterlive.direction import direction_of
from afterlive.model import Precision  # noqa: TC001 - likewise


class ArticleText(NamedTuple):
    """The text of an article."""

    html: str
    """Sanitised, unless it has links within content/."""
    plain: str
    """Its words in one line, empty if it has links within content/."""
    linked: tuple[str, ...] | None = None
    """The files that its links within content/ name; None if it has no such links."""


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """A tag, with the name of its page."""

    name: str
    slug: str


class PublishedArticle(msgspec.Struct, frozen=True, kw_only=True):
    """What leads and updates have in common: an article of content/, checked, that has a page."""

    path: str
    """The file, from content/."""
    url: str
    """The page, from the site's root."""
    title: str | None
    date: dt.date
    """Of an update, the day in the live blog's zone."""
    text: str
    """Sanitised HTML; its links start from a page that is one folder deep."""
    plain: str = ""
    """The words of the text, in one line."""
    linked: tuple[str, ...] | None = None
    """None, unless links within content/ are still to be resolved: then the files that these link to.

    The text is not sanitised until then, and has no `plain`.
    """
    authors: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    source: str | None = None


class Lead(PublishedArticle, frozen=True, kw_only=True, tag="lead"):
    """The lead of a live blog, with the facts about the whole."""

    title: str
    publisher: str | None = None
    licence: str | None = None
    rights: str | None = None
    """Whose the text is, in the keeper's words."""
    timezone: str | None = None
    """An IANA name."""
    language: str | None = None
    """A BCP 47 tag."""
    begins: bool = True
    """Whether the beginning of the live blog is there, as far as its documents say."""
    formerly: tuple[str, ...] = ()
    """The names that its folder had before, each with a slash at its end."""
    captured: dt.datetime | None = None
    """When the document was captured, as it says itself."""
    captured_by: str | None = None
    checksums: tuple[str, ...] = ()
    """SHA-256 of each document, in hexadecimal digits."""


class PublishedUpdate(PublishedArticle, frozen=True, kw_only=True, tag="update"):
    """One update of a live blog."""

    position: int
    """1 is the oldest."""
    slug: str
    time: dt.datetime | None = None
    """In the live blog's zone, or naive; None where only the day is known."""
    stamp: str | None = None
    """The time as the document printed it."""
    precision: Precision = "day"
    modified: dt.datetime | None = None
    key: bool = False
    pinned: bool = False
    formerly: tuple[str, ...] = ()
    """The slugs that it had before; those in the folders of other live blogs as `folder/slug`."""
    removed: str | None = None
    """Why the update was taken down."""


class PublishedLiveBlog(msgspec.Struct, frozen=True, kw_only=True):
    """A folder of content/."""

    folder: str
    lead: Lead
    updates: tuple[PublishedUpdate, ...]
    """In chronological order."""


class SiteLink(msgspec.Struct, frozen=True, kw_only=True):
    """A link of a keeper's in the head or at the foot of every page."""

    href: str
    """From the site's root, or an address."""
    text: str
    outside: bool = False
    """Whether it is an address."""


class Site(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of the site that pages show."""

    name: str
    subtitle: str
    author: str
    licence: str
    licence_url: str
    accent: str
    language: str
    url: str
    """The address, without a slash at its end; empty for a site that is read from disk."""
    indexed: bool
    """False asks search engines not to list the pages."""
    feed: str
    """The path of the feed of all live blogs, empty if there is none."""
    live_blog_feed: str
    """The path of each live blog's feed, with `{slug}` for its folder; empty if there is none."""
    menu: tuple[SiteLink, ...] = ()
    foot: tuple[SiteLink, ...] = ()
    logo: str = ""
    """A file of the site, as is the stylesheet."""
    stylesheet: str = ""
    head: str = ""
    """HTML for the head of each page."""
    topics: bool = False
    """Whether any live blog has a topic."""

    @property
    def direction(self) -> str:
        """Which way the language runs: `ltr` or `rtl`."""
        return direction_of(self.language)
