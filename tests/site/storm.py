"""A live blog of a storm, made in a line for each test, and the pages that the theme makes of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from afterlive.site.articles.records import Lead, PublishedLiveBlog, PublishedUpdate, Site
from afterlive.site.articles.sanitising import plain
from afterlive.site.build.file_kinds import ARCHIVE_FILES, LIVE_BLOG_FILES
from afterlive.site.pages.archive import Archive
from afterlive.site.pages.outline import outline_of
from afterlive.site.pages.topic_sections import section_html, sections_of
from afterlive.site.pages.topic_table import TopicTable
from afterlive.site.show.page import Page
from afterlive.site.show.phrases import Phrasebook
from afterlive.site.show.theme import Theme
from afterlive.site.show.views import show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterlive.site.show.views import LiveBlogView

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
    topics=True,
)


def update(position: int, **facts: Any) -> PublishedUpdate:  # noqa: ANN401 - whatever an update has
    """Return an update with what is told of it."""
    facts = {"title": f"Boat {position} is back", "text": "<p>All are well.</p>", "date": DAY, **facts}
    if facts.get("time"):
        facts = {"precision": "minute", **facts, "date": facts["time"].date()}
    facts.setdefault("plain", plain(facts["text"]))
    return PublishedUpdate(
        path=f"storm/{position:04}.md",
        url=f"storm/boat-{position}.html",
        position=position,
        slug=f"boat-{position}",
        **facts,
    )


def live_blog(updates: Sequence[PublishedUpdate], **facts: Any) -> PublishedLiveBlog:  # noqa: ANN401 - whatever a lead has
    """Return a live blog with what is told of its lead."""
    facts = {
        "title": "The storm",
        "text": "<p>The storm is over.</p>",
        "date": DAY,
        "language": "en",
        **facts,
    }
    facts.setdefault("plain", plain(facts["text"]))
    return PublishedLiveBlog(
        folder="storm",
        lead=Lead(path="storm/0000-lead.md", url="storm/index.html", **facts),
        updates=tuple(updates),
    )


def shown(live_blog: PublishedLiveBlog, site: Site = SITE) -> LiveBlogView:
    """Return the view of a live blog that its pages are made from."""
    return show(live_blog, site, Phrasebook(THEME / "words"))


def theme_of(site: Site) -> Theme:
    """Return what the pages of a site are rendered with."""
    env = Environment(
        loader=FileSystemLoader(THEME / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return Theme(env, site, THEME / "words")


def pages_of(*live_blogs: PublishedLiveBlog, site: Site = SITE) -> dict[str, str]:
    """Return every page of the live blogs, by its path."""
    theme = theme_of(site)
    views = [shown(live_blog, site) for live_blog in live_blogs]
    sections = {view.folder: list(sections_of(view)) for view in views}
    html = {
        section.key: section_html(section, group, theme)
        for found in sections.values()
        for section, group in found
    }
    outlines = tuple(outline_of(view, theme) for view in views)
    archive = Archive(
        site=site,
        live_blogs=outlines,
        phrases=theme.spoken["en"],
        by_topic=TopicTable(
            outlines, ([section for section, _ in sections[outline.folder]] for outline in outlines)
        ).by_topic,
        html_of=lambda sections: [html[section.key] for section in sections],
        newest=tuple,
    )
    own = [page for view in views for page in pages_of_live_blog(view, site)]
    others = [file for kind in ARCHIVE_FILES for file in kind.make(archive)]
    return {page.path: theme.page(page) for page in (*own, *others) if isinstance(page, Page)}


def pages_of_live_blog(live_blog: LiveBlogView, site: Site) -> list[Page]:
    """Return the pages that are made of a live blog."""
    files = [file for kind in LIVE_BLOG_FILES for file in kind.make(live_blog, site)]
    return [file for file in files if isinstance(file, Page)]
