"""What stands in output/: the files of a live blog, and those of the whole archive."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any

from afterlive.site.articles import lead_from, live_blog_from, update_from
from afterlive.site.feeds import feed, newest
from afterlive.site.outline import from_json, outline_of, to_json
from afterlive.site.pages import pages_of_archive, pages_of_live_blog
from afterlive.site.pages.page import Archive
from afterlive.site.search.building import analysed, shelf_of, update
from afterlive.site.search.delta import NO_WORDS, Delta, delta
from afterlive.site.search.files import directory, shards_of, text_files
from afterlive.site.search.gathering import texts_of
from afterlive.site.search.index import DamagedError, Index, numbered
from afterlive.site.sections import Sections, sections_of
from afterlive.site.sitemap import sitemap
from afterlive.site.views import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from afterlive.site.feeds import FeedEntry
    from afterlive.site.outline import Outline
    from afterlive.site.records import LiveBlog, Site
    from afterlive.site.search.index import Changes, Shelf
    from afterlive.site.search.texts import TextsOfLiveBlog
    from afterlive.site.sources import Source
    from afterlive.site.views import LiveBlogView
    from afterlive.site.writing import Workshop, Written

    Files = dict[str, Written]


def live_blog_files(
    folder: str, load: Callable[[], Iterable[Source]], known: Mapping[str, str], shop: Workshop
) -> tuple[Files, dict[str, Any], Delta, dict[str, str]]:
    """Have the files of a live blog stand in output/.

    Returns them, its outline as JSON, what has changed in its words, and by topic the HTML of those of its
    sections whose keys aren't known. Raises DocumentError where its articles don't go together.
    """
    theme = shop.theme
    live_blog = show(_live_blog(folder, load()), theme.site, theme.spoken)
    files = {page.path: shop.put_page(page) for page in pages_of_live_blog(live_blog, theme.site)}
    texts = texts_of(live_blog)
    fed = theme.site.feed or live_blog.masthead.feed
    entries = newest(live_blog, theme.site) if fed else ()
    for path, text in _other_files(live_blog, entries, texts, theme.site):
        files[path] = shop.put_text(path, text)
    before = shop.memory.words.load(folder, dict[str, Any]) or NO_WORDS
    found_by = analysed(texts, before)
    if found_by["state"] != before["state"]:
        shop.memory.words.save(folder, found_by)
    sections, html = sections_of(live_blog, known, theme)
    outline = outline_of(live_blog, entries, sections, shelf_of(texts, found_by), theme)
    return files, to_json(outline), delta(before, found_by), html


def _live_blog(folder: str, sources: Iterable[Source]) -> LiveBlog:
    """Make the record of a live blog from its articles."""
    kinds: dict[str, list[Source]] = {"lead": [], "update": []}
    for source in sources:
        kinds[source.metadata["kind"]].append(source)
    leads = [lead_from(source) for source in kinds["lead"]]
    timezone = leads[0].timezone if leads else None
    return live_blog_from(folder, leads, [update_from(source, timezone) for source in kinds["update"]])


def _other_files(
    live_blog: LiveBlogView, entries: Iterable[FeedEntry], texts: TextsOfLiveBlog, site: Site
) -> Iterator[tuple[str, str]]:
    """Return what isn't a page: the feed, and what hits of a search show."""
    masthead = live_blog.masthead
    if masthead.feed:
        yield masthead.feed, feed(entries, masthead.title, masthead.href, masthead.feed, site)
    for path, text in text_files(texts):
        yield f"search/{path}", text


def oldest_first(outlines: Iterable[dict[str, Any]]) -> list[Outline]:
    """Return outlines that are JSON, in the order in which live blogs began."""
    return sorted(map(from_json, outlines), key=lambda outline: (outline.began, outline.folder))


def archive_files(
    live_blogs: Sequence[Outline], html: Mapping[str, Mapping[str, str]], paths: Iterable[str], shop: Workshop
) -> Files:
    """Have the files stand in output/ that are of all live blogs, but for the index of the search.

    They follow from outlines, from the HTML of sections, where it is new, and from the paths of pages. Raises
    ForgottenError.
    """
    site = shop.theme.site
    archive = Archive(
        site=site,
        live_blogs=tuple(reversed(live_blogs)),
        phrases=shop.theme.words(site.language),
        html_of=Sections(shop.memory.sections, html).html,
    )
    files = {
        page.path: shop.put_page(page)
        for page in pages_of_archive(archive)
        if page.path not in shop.output.taken
    }
    if site.feed:
        entries = (entry for live_blog in archive.live_blogs for entry in live_blog.newest)
        text = feed(entries, site.name, "index.html", site.feed, site)
        files[site.feed] = shop.put_text(site.feed, text)
    if site.url and site.indexed:
        text = sitemap(sorted({*paths, *files} - {site.feed}), site)
        files["sitemap.xml"] = shop.put_text("sitemap.xml", text)
    return files


def index_files(live_blogs: Iterable[Outline], deltas: Mapping[str, Sequence[Any]], shop: Workshop) -> Files:
    """Have the files of the search's index stand in output/.

    They follow from outlines and from what has changed in the words of live blogs. Raises ForgottenError.
    """
    changed = {name: Delta(*words) for name, words in deltas.items()}
    shelves = list(numbered(live_blog.shelf for live_blog in live_blogs))
    file = shop.memory.database
    for place in (file, file, ":memory:"):  # as it is, from nothing, and where nothing can be kept
        try:
            with closing(sqlite3.connect(place)) as database, database:
                return _files_of(Index(database), shelves, changed, shop)
        except (sqlite3.Error, DamagedError):
            with suppress(OSError):
                file.unlink()
    raise AssertionError("SQLite has no memory")


def _files_of(index: Index, shelves: Sequence[Shelf], deltas: Mapping[str, Delta], shop: Workshop) -> Files:
    """Have the files of an index stand in output/, once it is brought up to date."""

    def whole(name: str) -> Changes:
        if name in deltas and deltas[name].before == NO_WORDS["state"]:
            return deltas[name].changes
        return delta(NO_WORDS, shop.memory.words_of(name)).changes

    concerned = update(index, shelves, deltas, whole)
    divided = shards_of(index)
    path, text = directory(shelves, divided)
    files = {f"search/{path}": shop.put_text(f"search/{path}", text)}
    for shard in divided:
        paths = [f"search/{path}" for path in shard.paths]
        if concerned is not None and concerned.isdisjoint(shard.words) and all(map(shop.stands, paths)):
            files |= {path: shop.known[path] for path in paths}
        else:
            files |= {
                f"search/{path}": shop.put_text(f"search/{path}", text) for path, text in shard.files(index)
            }
    return files
