"""The home page: every live blog of the archive."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from afterlive.site.show.date_formats import style_of, year
from afterlive.site.show.page import Page, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.pages.archive import Archive


class Year(msgspec.Struct, frozen=True, kw_only=True):
    """The live blogs that began in a year."""

    title: str
    cards: tuple[str, ...]
    """As HTML, which is remembered from one build to the next."""


class HomeView(View, frozen=True, kw_only=True):
    """The home page."""

    count: str
    years: tuple[Year, ...]


def home(archive: Archive) -> Iterator[Page]:
    """Make the home page."""
    site, words = archive.site, archive.phrases
    style = style_of(site.language, site.language)
    years = groupby(archive.live_blogs, key=lambda live_blog: year(live_blog.began, style))
    yield Page(
        "index.html",
        "home",
        HomeView(
            head=archive.head(site.name, site.subtitle, feed=site.feed or None),
            count=words.count("live_blogs", len(archive.live_blogs)),
            years=tuple(
                Year(title=title, cards=tuple(member.card for member in members)) for title, members in years
            ),
        ),
    )
