"""The way into Pelican: its articles become the pages of live blogs."""

from __future__ import annotations

import logging
from collections import defaultdict
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pelican import ArticlesGenerator, Pelican
from pelican.contents import Article, SkipStub
from pelican.plugins import signals

from afterlive.model import DocumentError
from afterlive.site.articles import check, lead_from, live_blog_from, update_from
from afterlive.site.feeds import feeds
from afterlive.site.offline import OfflineGenerator
from afterlive.site.pages import pages
from afterlive.site.pages.page import Archive
from afterlive.site.records import LiveBlog, Site
from afterlive.site.search import search_index
from afterlive.site.sitemap import sitemap
from afterlive.site.views import show
from afterlive.site.words import read_words, words_for
from afterlive.site.writing import PageWriter

if TYPE_CHECKING:
    from pelican.writers import Writer

# Every page that shows the text of an update stands one folder deep.
_ROOT_OF_TEXTS = ".."


class Builder(Pelican):  # type: ignore[misc]  # Pelican has no types
    """Pelican, with live blogs for articles: `PELICAN_CLASS = Builder`."""

    def __init__(self, settings: dict[str, Any]) -> None:
        logging.getLogger("pelican").addFilter(_one_line)
        super().__init__(settings)

    def _get_generator_classes(self) -> list[type]:
        classes = super()._get_generator_classes()
        ours = [LiveBlogGenerator if cls is ArticlesGenerator else cls for cls in classes]
        return [*ours, OfflineGenerator]


def _one_line(record: logging.LogRecord) -> bool:
    """Spare a keeper the traceback of what is wrong with an article: the message says what to do."""
    if record.exc_info and isinstance(record.exc_info[1], DocumentError):
        record.exc_info = None
    return True


class LiveBlogGenerator(ArticlesGenerator):  # type: ignore[misc]
    """Read articles by Pelican's readers, and write the pages of live blogs."""

    def generate_context(self) -> None:
        """Read every article of content/, and tell Pelican's other generators and plugins of them.

        Raises DocumentError for the first that can't be read: an archive never leaves one out in silence.
        """
        files = self.get_files(self.settings["ARTICLE_PATHS"], exclude=self.settings["ARTICLE_EXCLUDES"])
        everything = [
            article for file in sorted(files) if not isinstance(article := self._read(file), SkipStub)
        ]
        for article in everything:
            self.add_source_path(article)
            self.add_static_links(article)
        self.articles = [article for article in everything if article.status == "published"]
        self.drafts = [article for article in everything if article.status == "draft"]
        self.hidden_articles = [article for article in everything if article.status == "hidden"]
        signals.article_generator_pretaxonomy.send(self)
        categories = defaultdict(list)
        for article in self.articles:
            categories[article.category].append(article)
            for tag in getattr(article, "tags", ()):
                self.tags[tag].append(article)
        self.categories = sorted(categories.items())
        self.dates = sorted(self.articles, key=lambda article: article.date)
        self._update_context(("articles", "drafts", "hidden_articles", "dates", "tags", "categories"))
        self.site = site_from(self.settings)
        self.spoken = read_words(Path(self.theme) / "words")
        self.context.update(site=self.site, words=words_for(self.site.language, self.spoken))
        signals.article_generator_finalized.send(self)

    def generate_output(self, writer: Writer) -> None:
        """Write the pages of every live blog, the feeds and the search index."""
        live_blogs = (show(live_blog, self.site, self.spoken) for live_blog in self._live_blogs())
        archive = Archive(
            site=self.site,
            live_blogs=tuple(sorted(live_blogs, key=lambda shown: (shown.began, shown.folder), reverse=True)),
            phrases=words_for(self.site.language, self.spoken),
        )
        own_words = {page.save_as for page in self.context["pages"]}
        page_writer = PageWriter(self.output_path, self.env, self.site, self.spoken, self.context)
        made = [page for page in pages(archive) if page.path not in own_words]
        for page in made:
            page_writer.write_page(page)
        listed = sitemap((page.path for page in made), self.site)
        for path, text in chain(feeds(archive), listed, search_index(archive)):
            page_writer.write(path, text)
        signals.article_writer_finalized.send(self, writer=writer)

    def _read(self, file: str) -> Article | SkipStub:
        try:
            article = self.readers.read_file(
                base_path=self.path,
                path=file,
                content_class=Article,
                context=self.context,
                preread_signal=signals.article_generator_preread,
                preread_sender=self,
                context_signal=signals.article_generator_context,
                context_sender=self,
            )
        except Exception as error:
            raise DocumentError(f"{file}: {error}") from error
        if isinstance(article, SkipStub):
            return article
        check(article.relative_source_path, article.metadata)
        if article.metadata["kind"] == "lead":
            article.override_url = article.override_save_as = f"{PurePosixPath(file).parent}/index.html"
        return article

    def _live_blogs(self) -> list[LiveBlog]:
        """Return the records of what was read; a folder is a live blog."""
        folders: dict[str, dict[str, list[Article]]] = defaultdict(lambda: {"lead": [], "update": []})
        for article in self.articles:
            path = PurePosixPath(article.relative_source_path)
            kind = article.metadata.get("kind")
            if kind not in ("lead", "update"):
                raise DocumentError(f"{path}: needs a line `Kind: lead` or `Kind: update`, not {kind!r}")
            if len(path.parts) != 2:  # noqa: PLR2004 - a folder and a file
                raise DocumentError(
                    f"{path}: an article stands in the folder of its live blog; move it there"
                )
            folders[path.parts[0]][kind].append(article)
        return [self._live_blog(folder, kinds["lead"], kinds["update"]) for folder, kinds in folders.items()]

    @staticmethod
    def _live_blog(folder: str, leads: list[Article], updates: list[Article]) -> LiveBlog:
        lead_records = [lead_from(*_parts(article)) for article in leads]
        timezone = lead_records[0].timezone if lead_records else None
        return live_blog_from(
            folder, lead_records, [update_from(*_parts(article), timezone) for article in updates]
        )


def _parts(article: Article) -> tuple[str, dict[str, Any], str]:
    return article.relative_source_path, article.metadata, article.get_content(_ROOT_OF_TEXTS)


def site_from(settings: dict[str, Any]) -> Site:
    """Return what Pelican's settings say about the site; feeds need an address."""
    url = settings["SITEURL"].rstrip("/")
    return Site(
        name=settings["SITENAME"],
        subtitle=settings["SITESUBTITLE"],
        author=settings["AUTHOR"],
        licence=settings["LICENCE"],
        licence_url=settings["LICENCE_URL"],
        accent=settings["ACCENT"],
        language=settings["DEFAULT_LANG"],
        url=url,
        indexed=settings["SEARCH_ENGINES"],
        feed=(url and settings["FEED_ALL_ATOM"]) or "",
        live_blog_feed=(url and settings["CATEGORY_FEED_ATOM"]) or "",
    )
