"""The home page: every live blog by month; of a large archive the newest, and a page for each year."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from afterlive.site.show.date_formats import month, style_of, year
from afterlive.site.show.page import Page, View
from afterlive.site.show.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afterlive.site.pages.archive import Archive
    from afterlive.site.pages.outline import Outline

CARDS = 20
"""How many live blogs have a card; older ones have a line."""
ALL = 400
"""Up to this many live blogs stand on the home page."""
NEWEST = 200
"""How many of more stand there, beside links to their years."""
MANY = 12
"""From this many on, there is a box that filters them."""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A live blog in a list: its card, or a line."""

    card: str = ""
    """As HTML, which is remembered from one build to the next; empty for a line."""
    href: str
    title: str
    language: str
    direction: str
    about: str
    """When it was, and how long it is."""


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """The live blogs that began in a month."""

    title: str
    live_blogs: tuple[Listed, ...]


class ListView(View, frozen=True, kw_only=True):
    """Live blogs by month."""

    count: str
    months: tuple[Month, ...]
    years: tuple[Link, ...]
    """The pages of all years, if there are such pages."""
    filtered: bool
    """Whether there is a box to filter them."""


class YearView(ListView, frozen=True, kw_only=True):
    """The live blogs that began in a year."""

    name: str


def home(archive: Archive) -> Iterator[Page]:
    """Make the home page."""
    site, found, words = archive.site, archive.live_blogs, archive.phrases
    about = site.subtitle or words.with_("about_site", name=site.name)
    newest = found if len(found) <= ALL else found[:NEWEST]
    yield Page(
        "index.html",
        "home",
        ListView(
            head=archive.head(site.name, about, feed=site.feed or None),
            count=words.count("live_blogs", len(found)),
            months=_months(newest, archive, cards=CARDS),
            years=_years(archive),
            filtered=len(newest) >= MANY,
        ),
    )


def years(archive: Archive) -> Iterator[Page]:
    """Make a page for each year of a large archive."""
    listed, site = _years(archive), archive.site
    for link, (_, members) in zip(listed, _by_year(archive), strict=False):
        live_blogs = tuple(members)
        view = YearView(
            head=archive.head(link.text, link.text, up=Link(href="index.html", text=site.name)),
            name=link.text,
            count=archive.phrases.count("live_blogs", len(live_blogs)),
            months=_months(live_blogs, archive),
            years=listed,
            filtered=len(live_blogs) >= MANY,
        )
        yield Page(link.href, "year", view)


def _by_year(archive: Archive) -> groupby[int, Outline]:
    return groupby(archive.live_blogs, key=lambda live_blog: live_blog.began.year)


def _years(archive: Archive) -> tuple[Link, ...]:
    if len(archive.live_blogs) <= ALL:
        return ()
    style = style_of(archive.site.language, archive.site.language)
    firsts = [next(members).began for _, members in _by_year(archive)]
    return tuple(Link(href=f"{first.year}.html", text=year(first, style)) for first in firsts)


def _months(live_blogs: Sequence[Outline], archive: Archive, cards: int = 0) -> tuple[Month, ...]:
    style = style_of(archive.site.language, archive.site.language)
    numbered = groupby(enumerate(live_blogs), key=lambda each: month(each[1].began, style))
    return tuple(
        Month(title=title, live_blogs=tuple(_listed(each, card=number < cards) for number, each in members))
        for title, members in numbered
    )


def _listed(live_blog: Outline, *, card: bool) -> Listed:
    masthead = live_blog.masthead
    return Listed(
        card=live_blog.card if card else "",
        href=masthead.href,
        title=masthead.title,
        language=masthead.language,
        direction=masthead.direction,
        about=live_blog.about,
    )
