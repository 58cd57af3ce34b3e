"""Pelican's generator of articles, in an archive: it reads them, and writes the pages of live blogs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import ArticlesGenerator
from pelican.generators import Generator
from pelican.log import console
from pelican.plugins import signals

from afterlive.counting import counted
from afterlive.site.articles import foreign
from afterlive.site.articles.addressed_pages import AddressedPages
from afterlive.site.articles.article_files import ArticleFiles
from afterlive.site.articles.content import Content
from afterlive.site.articles.records import Site
from afterlive.site.build.manifest import BuildCache
from afterlive.site.build.service_worker import WORKER, SiteLists
from afterlive.site.build.site_build import SiteBuild
from afterlive.site.build.theme_files import lighten
from afterlive.site.show.licences import address_of
from afterlive.site.show.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pelican.writers import Writer

    from afterlive.site.articles.content import Articles, LiveBlogFolder


class LiveBlogGenerator(ArticlesGenerator):  # type: ignore[misc]
    """Read articles, and write the pages of live blogs."""

    build_of: type[SiteBuild] = SiteBuild
    own_articles = True
    """Whether plugins find the updates among the articles of Pelican, if there are plugins."""

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - as Pelican has it
        super().__init__(**given)
        self.root = Path(self.path).parent

    def check_disabled_readers(self) -> None:
        """Look for articles that no reader reads, only if there is a reader that can't."""
        if self.readers.disabled_extensions:
            super().check_disabled_readers()

    def generate_context(self) -> None:
        """Read what has changed in content/, and tell Pelican's other generators where pages will be.

        Raises DocumentError for the first article that can't be read: none is left out silently.
        """
        self.cache = BuildCache.of(self.settings, self.root)
        self.articles_read, folders = self.read()
        for folder in folders:
            self.context["static_links"].update(folder.linked)
        self.folders = [folder for folder in folders if folder.pages]
        site = site_from(self.settings, topics=self.has_topics())
        self.look = self.theme_of_pages(site)
        self.context["site"] = self.look.site

    def has_topics(self) -> bool:
        """Tell whether any live blog of the site has a topic."""
        return any(folder.has_topics for folder in self.folders)

    def read(self) -> tuple[Articles, list[LiveBlogFolder]]:
        """Read what has changed; or all, by Pelican's readers, if others take part. Raises DocumentError."""
        files = ArticleFiles(self.path, self.settings, self.readers.extensions)
        content = Content(self.settings, self.cache.read, files)
        if not (self.own_articles and foreign.is_asked_for(self)):
            names = files.folders()
            found = content.look(names)
            if files.are_markdown or not self.own_articles:
                self.offer_links(content, names)
                return content, content.read(found)
        read = foreign.ForeignContent(self, files.paths(), content.reader)
        return read, read.folders(self.path)

    def offer_links(self, articles: Articles, folders: Iterable[str]) -> None:
        """Let links of articles and pages lead to the articles of these folders."""
        own = self.context["generated_content"]
        self.context["generated_content"] = AddressedPages(own, articles, frozenset(folders))

    def theme_of_pages(self, site: Site) -> Theme:
        """Return what pages are rendered with."""
        return Theme(self.env, site, Path(self.theme) / "words")

    def generate_output(self, writer: Writer) -> None:
        """Write what has changed of pages, feeds and the search index, and delete what is gone."""
        pages = [*self.context["pages"], *self.context["hidden_pages"], *self.context["draft_pages"]]
        if pages:
            self.context["words"] = self.look.words(self.look.site.language)
            self.context["shared"] = self.look.shared
        self.build = self.build_of(
            context=self.context,
            folders=self.folders,
            articles=self.articles_read,
            theme=self.look,
            cache=self.cache,
            root=self.output_path,
            reserved=frozenset(page.save_as for page in pages),
            tells=bool(signals.content_written.receivers),
        )
        retained = self.settings["OUTPUT_RETENTION"]
        self.build.look(retained)
        if self.settings["DELETE_OUTPUT_DIRECTORY"]:
            self.build.clear(retained)
        self.build.make()
        self._tell_written()
        self.context["finish"] = self.finish
        signals.article_writer_finalized.send(self, writer=writer)

    def finish(self) -> None:
        """Write what follows from all files of the site, Pelican's own among them, and remember the build."""
        lighten(Path(self.output_path, "theme"))
        self.build.finish(SiteLists(self.build, Path(self.theme, WORKER)).files())
        console.print(self.summary(), highlight=False, soft_wrap=True)

    def summary(self) -> str:
        """Return what the site has, and how many of its pages were written anew."""
        live_blogs = len(self.folders)
        updates = sum(folder.pages for folder in self.folders) - live_blogs
        return (
            f"{counted(live_blogs, 'live blog')}, {counted(updates, 'update')}; "
            f"{counted(self.build.pages_written, 'page')} written"
        )

    def _tell_written(self) -> None:
        """Tell plugins of files that were written; one that they change is made again next time."""
        if signals.content_written.receivers:
            for path in self.build.written:
                context = {**self.context, "output_file": path}
                signals.content_written.send(str(Path(self.output_path, path)), context=context)


class LastGenerator(Generator):  # type: ignore[misc]
    """Let the build finish once all other generators have written their files."""

    def generate_output(self, _writer: object) -> None:
        """Write what is left."""
        self.context["finish"]()


def site_from(settings: dict[str, Any], *, topics: bool) -> Site:
    """Return what Pelican's settings say about the site; feeds need an address."""
    url = settings["SITEURL"].rstrip("/")
    return Site(
        name=settings["SITENAME"],
        subtitle=settings["SITESUBTITLE"],
        author=settings.get("AUTHOR", ""),
        licence=settings["LICENCE"],
        licence_url=settings["LICENCE_URL"] or address_of(settings["LICENCE"]),
        accent=settings["ACCENT"],
        language=settings["DEFAULT_LANG"],
        url=url,
        indexed=settings["SEARCH_ENGINES"],
        feed=(url and settings["FEED_ALL_ATOM"]) or "",
        live_blog_feed=(url and settings["CATEGORY_FEED_ATOM"]) or "",
        menu=settings["MENU_LINKS"],
        foot=settings["FOOT_LINKS"],
        logo=settings["LOGO"],
        stylesheet=settings["STYLESHEET"],
        head=settings["HEAD"],
        topics=topics,
    )
