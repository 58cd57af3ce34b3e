"""A live blog of a storm, made in a line for each test, and the pages that the theme makes of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from afterlive.site.pages import pages
from afterlive.site.pages.page import Archive
from afterlive.site.records import Lead, LiveBlog, Site, Update
from afterlive.site.views import show
from afterlive.site.words import read_words
from afterlive.site.writing import render

if TYPE_CHECKING:
    from collections.abc import Sequence

THEME = Path(__file__).parent.parent.parent / "theme"
DAY = dt.date(2031, 5, 1)
SITE = Site(
    name="Kept",
    subtitle="Live blogs of Norrvik",
    author="The keeper",
    licence="CC0",
    licence_url="https://licence.example",
    accent="red",
    language="en-GB",
    url="",
    indexed=True,
    feed="",
    live_blog_feed="",
)


def update(position: int, **facts: Any) -> Update:  # noqa: ANN401 - whatever an update has
    """Return an update with what is told of it."""
    facts = {"title": f"Boat {position} is back", "text": "<p>All are well.</p>", "date": DAY, **facts}
    if facts.get("time"):
        facts = {"precision": "minute", **facts, "date": facts["time"].date()}
    return Update(path=f"storm/{position:04}.md", position=position, slug=f"boat-{position}", **facts)


def live_blog(updates: Sequence[Update], **facts: Any) -> LiveBlog:  # noqa: ANN401 - whatever a lead has
    """Return a live blog with what is told of its lead."""
    facts = {
        "title": "The storm",
        "text": "<p>The storm is over.</p>",
        "date": DAY,
        "language": "en",
        **facts,
    }
    return LiveBlog(folder="storm", lead=Lead(path="storm/0000-lead.md", **facts), updates=tuple(updates))


def archive_of(*live_blogs: LiveBlog, site: Site = SITE) -> Archive:
    """Return the archive that pages are made from."""
    spoken = read_words(THEME / "words")
    return Archive(
        site=site, live_blogs=tuple(show(each, site, spoken) for each in live_blogs), phrases=spoken["en"]
    )


def pages_of(*live_blogs: LiveBlog, site: Site = SITE) -> dict[str, str]:
    """Return every page of the live blogs, by its path."""
    env = Environment(
        loader=FileSystemLoader(THEME / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    spoken = read_words(THEME / "words")
    return {page.path: render(page, env, site, spoken) for page in pages(archive_of(*live_blogs, site=site))}
