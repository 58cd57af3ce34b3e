"""The home page: every live blog by month; of a large archive the newest, and a page for each year.

A year with very many has pages for its months, in parts if need be, so that none weighs more than 200 kB.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from afterlive.site.show.date_formats import date_range, month, style_of, year
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
LARGEST = 400
"""How many live blogs stand on the page of a year or a month at most."""
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
    listed: tuple[str, ...] = ()
    """The scripts that list the live blogs of all years, which the box looks into, if the page hasn't all."""


class YearView(ListView, frozen=True, kw_only=True):
    """The live blogs that began in a year, or a month."""

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
            listed=() if newest is found else tuple(f"search/years/{each}.js" for each, _ in _by_year(found)),
        ),
    )


def years(archive: Archive) -> Iterator[Page]:
    """Make a page for each year of a large archive."""
    for link, (_, found) in zip(_years(archive), _by_year(archive.live_blogs), strict=False):
        members = list(found)
        parts = _parts(members)
        shown = _months(members, archive) if len(members) <= LARGEST else _links(parts, archive)
        yield _page(archive, link, members, shown, Link(href="index.html", text=archive.site.name))


def months(archive: Archive) -> Iterator[Page]:
    """Make a page for each month of years that have too many live blogs for one."""
    return (page for page in _month_pages(archive) if page.path.count(".") == 1)


def further_months(archive: Archive) -> Iterator[Page]:
    """Make the pages of what is older, where a month has more than one page holds."""
    return (page for page in _month_pages(archive) if page.path.count(".") > 1)


def _month_pages(archive: Archive) -> Iterator[Page]:
    for link, (_, found) in zip(_years(archive), _by_year(archive.live_blogs), strict=False):
        members = list(found)
        if len(members) > LARGEST:
            for path, part in _parts(members):
                title = _when(part, archive)
                yield _page(archive, Link(href=path, text=title), part, _months(part, archive), link)


def _parts(live_blogs: Sequence[Outline]) -> list[tuple[str, list[Outline]]]:
    """Return the live blogs of each page of a month, by its path, the newest first.

    They are counted from the oldest, so that a full page hardly ever changes.
    """
    parts = []
    for began, found in groupby(live_blogs, key=lambda live_blog: f"{live_blog.began:%Y-%m}"):
        members = list(found)[::-1]
        pages = [members[at : at + LARGEST][::-1] for at in range(0, len(members), LARGEST)]
        paths = [*(f"{began}.{number}.html" for number in range(1, len(pages))), f"{began}.html"]
        parts += list(zip(paths, pages, strict=True))[::-1]
    return parts


def _links(parts: Sequence[tuple[str, Sequence[Outline]]], archive: Archive) -> tuple[Month, ...]:
    """Return the months of a year, each with links to its pages."""
    style, site = style_of(archive.site.language, archive.site.language), archive.site
    by_month = groupby(parts, key=lambda part: month(part[1][0].began, style))
    return tuple(
        Month(
            title=title,
            live_blogs=tuple(
                Listed(
                    href=path,
                    title=_when(part, archive),
                    language=site.language,
                    direction=site.direction,
                    about=archive.phrases.count("live_blogs", len(part)),
                )
                for path, part in members
            ),
        )
        for title, members in by_month
    )


def _when(part: Sequence[Outline], archive: Archive) -> str:
    """Return from when to when live blogs began."""
    return date_range(part[-1].began, part[0].began, style_of(archive.site.language, archive.site.language))


def _page(
    archive: Archive, link: Link, live_blogs: Sequence[Outline], months_shown: tuple[Month, ...], up: Link
) -> Page:
    """Return the page of a year or a month."""
    view = YearView(
        head=archive.head(link.text, link.text, up=up),
        name=link.text,
        count=archive.phrases.count("live_blogs", len(live_blogs)),
        months=months_shown,
        years=_years(archive),
        filtered=MANY <= len(live_blogs) <= LARGEST,
    )
    return Page(link.href, "year", view)


def _by_year(live_blogs: Sequence[Outline]) -> groupby[int, Outline]:
    return groupby(live_blogs, key=lambda live_blog: live_blog.began.year)


def _years(archive: Archive) -> tuple[Link, ...]:
    if len(archive.live_blogs) <= ALL:
        return ()
    style = style_of(archive.site.language, archive.site.language)
    firsts = [next(members).began for _, members in _by_year(archive.live_blogs)]
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
