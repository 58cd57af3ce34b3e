"""What stands in output/ but for the search: the files of a live blog, and those of the whole archive."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from afterlive.site.articles.checks import lead_from, live_blog_from, update_from
from afterlive.site.pages import pages_of_archive, pages_of_live_blog
from afterlive.site.pages.archive import Archive
from afterlive.site.pages.outline import outline_of
from afterlive.site.pages.topic_sections import Sections, sections_of
from afterlive.site.show.feeds import feed, newest
from afterlive.site.show.sitemap import sitemap
from afterlive.site.show.views import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from afterlive.site.articles.records import PublishedLiveBlog
    from afterlive.site.articles.source import Source
    from afterlive.site.build.output import Files
    from afterlive.site.build.renderer import Renderer
    from afterlive.site.pages.outline import Outline
    from afterlive.site.show.theme import Theme
    from afterlive.site.show.views import LiveBlogView


def view_of(folder: str, load: Callable[[], Iterable[Source]], theme: Theme) -> LiveBlogView:
    """Return the view of a live blog. Raises DocumentError where its articles don't go together."""
    return show(_live_blog(folder, load()), theme.site, theme.spoken)


class Pages(NamedTuple):
    """What making the pages of a live blog gives."""

    files: Files
    outline: Outline
    html: dict[str, str]
    """By topic, its sections on the pages of topics, where these are new."""


def live_blog_files(view: Callable[[], LiveBlogView], shop: Renderer) -> Pages:
    """Have the pages and the feed of a live blog stand in output/. Raises DocumentError."""
    live_blog, theme = view(), shop.theme
    files = {page.path: shop.put_page(page) for page in pages_of_live_blog(live_blog, theme.site)}
    fed = theme.site.feed or live_blog.masthead.feed
    entries = newest(live_blog, theme.site) if fed else ()
    masthead = live_blog.masthead
    if masthead.feed:
        text = feed(entries, masthead.title, masthead.href, masthead.feed, theme.site)
        files[masthead.feed] = shop.put_text(masthead.feed, text)
    sections, html = sections_of(live_blog, shop.known.sections, theme)
    return Pages(files, outline_of(live_blog, entries, sections, theme), html)


def _live_blog(folder: str, sources: Iterable[Source]) -> PublishedLiveBlog:
    """Make the record of a live blog from its articles."""
    kinds: dict[str, list[Source]] = {"lead": [], "update": []}
    for source in sources:
        kinds[source.metadata["kind"]].append(source)
    leads = [lead_from(source) for source in kinds["lead"]]
    timezone = leads[0].timezone if leads else None
    return live_blog_from(folder, leads, [update_from(source, timezone) for source in kinds["update"]])


def archive_files(
    outlines: Iterable[Outline], html: Mapping[str, Mapping[str, str]], paths: Iterable[str], shop: Renderer
) -> Files:
    """Have the files stand in output/ that are of all live blogs.

    They follow from outlines, from the HTML of sections, where it is new, and from the paths of pages. Raises
    ForgottenError.
    """
    site = shop.theme.site
    newest_first = sorted(outlines, key=lambda outline: (outline.began, outline.folder), reverse=True)
    archive = Archive(
        site=site,
        live_blogs=tuple(newest_first),
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
