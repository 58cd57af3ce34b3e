"""What stands in output/: the files of a live blog, and those of the whole archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from afterlive.site.articles import lead_from, live_blog_from, update_from
from afterlive.site.feeds import feed, newest
from afterlive.site.outline import from_json, outline_of, to_json
from afterlive.site.pages import pages_of_archive, pages_of_live_blog
from afterlive.site.pages.page import Archive
from afterlive.site.search import search_index
from afterlive.site.sitemap import sitemap
from afterlive.site.views import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from afterlive.site.records import LiveBlog
    from afterlive.site.sources import Source
    from afterlive.site.writing import Output, Theme, Written

    Files = dict[str, Written]
    Known = Mapping[str, Written]


def live_blog_files(
    folder: str, load: Callable[[], Iterable[Source]], theme: Theme, output: Output, known: Known
) -> tuple[Files, dict[str, Any]]:
    """Have the files of a live blog stand in output/; return them, and its outline as JSON.

    Raises DocumentError where its articles don't go together.
    """
    site = theme.site
    live_blog = show(_live_blog(folder, load()), site, theme.spoken)
    files = {page.path: output.put_page(page, theme, known) for page in pages_of_live_blog(live_blog, site)}
    masthead = live_blog.masthead
    if masthead.feed:
        text = feed(newest(live_blog, site), masthead.title, masthead.href, masthead.feed, site)
        files[masthead.feed] = output.put_text(masthead.feed, text, known)
    return files, to_json(outline_of(live_blog, site, theme))


def _live_blog(folder: str, sources: Iterable[Source]) -> LiveBlog:
    """Make the record of a live blog from its articles."""
    kinds: dict[str, list[Source]] = {"lead": [], "update": []}
    for source in sources:
        kinds[source.metadata["kind"]].append(source)
    leads = [lead_from(source) for source in kinds["lead"]]
    timezone = leads[0].timezone if leads else None
    return live_blog_from(folder, leads, [update_from(source, timezone) for source in kinds["update"]])


def archive_files(
    outlines: Iterable[dict[str, Any]],
    paths: Iterable[str],
    theme: Theme,
    output: Output,
    known: Known,
) -> Files:
    """Have the files stand in output/ that are of all live blogs, given outlines and the paths of pages."""
    site = theme.site
    live_blogs = sorted(
        map(from_json, outlines), key=lambda outline: (outline.began, outline.folder), reverse=True
    )
    archive = Archive(site=site, live_blogs=tuple(live_blogs), phrases=theme.words(site.language))
    files = {
        page.path: output.put_page(page, theme, known)
        for page in pages_of_archive(archive)
        if page.path not in output.taken
    }
    if site.feed:
        entries = (entry for live_blog in live_blogs for entry in live_blog.newest)
        text = feed(entries, site.name, "index.html", site.feed, site)
        files[site.feed] = output.put_text(site.feed, text, known)
    if site.url and site.indexed:
        text = sitemap(sorted({*paths, *files} - {site.feed}), site)
        files["sitemap.xml"] = output.put_text("sitemap.xml", text, known)
    for path, text in search_index(live_blog.searched for live_blog in reversed(live_blogs)):
        files[path] = output.put_text(path, text, known)
    return files
