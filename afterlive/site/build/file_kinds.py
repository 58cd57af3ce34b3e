"""The files that a build makes: what each kind is called, and what makes it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from afterlive.site.pages.about import about, not_found, offline
from afterlive.site.pages.archive import archive_feed
from afterlive.site.pages.day import days, further_pages, whole_days
from afterlive.site.pages.home import further_months, home, months, years
from afterlive.site.pages.hours_file import hours_file
from afterlive.site.pages.moved import moved
from afterlive.site.pages.search_page import search_page
from afterlive.site.pages.stream import live_blog_page, parts
from afterlive.site.pages.tools import replay_tools, tools
from afterlive.site.pages.topics import further_topic_pages, topics, topics_index
from afterlive.site.pages.update import updates
from afterlive.site.search.index_files import text_files
from afterlive.site.search.texts import texts_of
from afterlive.site.show.feeds import live_blog_feed
from afterlive.site.show.page import Page, TextFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from afterlive.site.articles.records import Site
    from afterlive.site.build.output import Files, Output
    from afterlive.site.pages.archive import Archive
    from afterlive.site.show.theme import Theme
    from afterlive.site.show.views import LiveBlogView


def search_texts(live_blog: LiveBlogView, _site: Site) -> Iterator[TextFile]:
    """Make the files with the texts of a live blog, as hits of a search show them."""
    for path, text in text_files(texts_of(live_blog)):
        yield TextFile.of(f"search/{path}", text)


class LiveBlogKind(NamedTuple):
    """A kind of files that are made of a live blog."""

    path: str
    make: Callable[[LiveBlogView, Site], Iterator[Page | TextFile]]


class ArchiveKind(NamedTuple):
    """A kind of files that are made of the whole archive."""

    path: str
    make: Callable[[Archive], Iterator[Page | TextFile]]


LIVE_BLOG_FILES = (
    LiveBlogKind("{live_blog}/index.html", live_blog_page),
    LiveBlogKind("{live_blog}/part-{number}.html", parts),
    LiveBlogKind("{live_blog}/{date}.html", days),
    LiveBlogKind("{live_blog}/{date}-part-{number}.html", further_pages),
    LiveBlogKind("{live_blog}/{date}-whole.html", whole_days),
    LiveBlogKind("{live_blog}/{slug}.html", updates),
    LiveBlogKind("{live_blog}/{former_slug}.html", moved),
    LiveBlogKind("{live_blog}/hours.js", hours_file),
    LiveBlogKind("{CATEGORY_FEED_ATOM}", live_blog_feed),
    LiveBlogKind("search/texts/{live_blog}/{number}.js", search_texts),
)
ARCHIVE_FILES = (
    ArchiveKind("index.html", home),
    ArchiveKind("{year}.html", years),
    ArchiveKind("{year}-{month}.html", months),
    ArchiveKind("{year}-{month}.{number}.html", further_months),
    ArchiveKind("topics/index.html", topics_index),
    ArchiveKind("topics/{topic}.html", topics),
    ArchiveKind("topics/{topic}.{number}.html", further_topic_pages),
    ArchiveKind("search.html", search_page),
    ArchiveKind("about.html", about),
    ArchiveKind("404.html", not_found),
    ArchiveKind("offline.html", offline),
    ArchiveKind("{FEED_ALL_ATOM}", archive_feed),
    ArchiveKind("theme/tools/{language}.js", tools),
    ArchiveKind("theme/tools/{language}-replay.js", replay_tools),
)
OTHER_FILES = (
    "search/directory.js",
    "search/words/{shard}.js",
    "search/places/{shard}.js",
    "search/common/{word}/{block}.js",
    "search/shards/{shard}.js",
    "search/live-blogs/{number}.js",
    "search/years/{year}.js",
    "{live_blog}/offline.json",
    "search/offline.json",
    "manifest.webmanifest",
    "sitemap.xml",
    "sitemap-pages.xml",
    "{live_blog}/sitemap.xml",
    "sw.js",
)
"""What the search index (`search_index.py`) and the whole site (`service_worker.py`) make beside these."""


UNLISTED = frozenset({"moved", "not_found", "offline"})
"""The templates of pages that stand in place of others, which no sitemap lists."""


def put(files: Iterable[Page | TextFile], theme: Theme, output: Output) -> Files:
    """Write these files where they have changed; what is reserved for others is left to them."""
    made: Files = {}
    for file in files:
        if file.path in output.reserved:
            continue
        if isinstance(file, Page):
            page = output.put(file.path, file.key, partial(theme.page, file))
            made[file.path] = page._replace(listed=file.template not in UNLISTED)
        else:
            made[file.path] = output.put(file.path, file.key, file.text)
    return made
