"""The plugin for Pelican: its articles become the pages of live blogs."""

from __future__ import annotations

import atexit
import gc
import logging
import re
from contextlib import contextmanager
from fnmatch import translate
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pelican
from msgspec.structs import replace
from pelican import ArticlesGenerator, Pelican
from pelican.generators import Generator
from pelican.log import console
from pelican.plugins import signals
from rich.console import Console

from afterlive.cache import FOLDER
from afterlive.cache.lock import locked
from afterlive.cache.scanning import scan, stamps
from afterlive.counting import counted
from afterlive.errors import DocumentError
from afterlive.site.articles import foreign
from afterlive.site.articles.content import Content
from afterlive.site.articles.kept_permalinks import check_permalinks
from afterlive.site.articles.links import LinkTarget, are_unchanged, check_files
from afterlive.site.articles.records import Site
from afterlive.site.build.manifest import ARCHIVE, SITE, BuildCache, Manifest, archive_key, files_of
from afterlive.site.build.output import Output
from afterlive.site.build.service_worker import WORKER, files_of_site
from afterlive.site.menus import menus
from afterlive.site.show.licences import address_of
from afterlive.site.show.theme import Theme
from afterlive.site.site_settings import DEFAULTS, check_files_of_settings, check_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pelican.writers import Writer

    from afterlive.cache.scanning import Scan, Stamp
    from afterlive.site.articles.content import LiveBlogFolder


class Builder(Pelican):  # type: ignore[misc]  # Pelican has no types
    """Pelican, with live blogs for articles: `PELICAN_CLASS = Builder`."""

    def __init__(self, settings: dict[str, Any]) -> None:
        prepare_process()
        settings = {**DEFAULTS, **settings}
        check_settings(settings)
        check_files_of_settings(settings)
        if not Path(settings["THEME"], "words").is_dir():
            raise DocumentError(
                f"THEME: {settings['THEME']} is no theme of an archive; live blogs stand in another theme by "
                '`PLUGINS = ["afterlive.site"]`, without PELICAN_CLASS'
            )
        if not settings["AUTHOR"]:
            del settings["AUTHOR"]  # for Pelican an empty name is one
        super().__init__(settings)
        self.delete_outputdir = False  # LiveBlogGenerator deletes what is out of date

    def run(self) -> None:
        """Build the site, with the garbage collector off, since a build leaves little garbage.

        Raises DocumentError if another build of this archive doesn't end.
        """
        gc.disable()
        try:
            with locked(Path(self.settings["PATH"]).parent / FOLDER / "lock", "build", wait=True):
                self.scan_of_output = scan(self.output_path)
                links = menus(self.settings)
                self.settings |= {"MENU_LINKS": links["MENU"], "FOOT_LINKS": links["FOOT"]}
                with uncounted():
                    super().run()
        finally:
            gc.enable()

    def _get_generator_classes(self) -> list[Callable[..., Generator]]:
        live_blogs = partial(LiveBlogGenerator, self.scan_of_output)
        classes = super()._get_generator_classes()
        return [*(live_blogs if cls is ArticlesGenerator else cls for cls in classes), LastGenerator]


@contextmanager
def uncounted() -> Iterator[None]:
    """Keep Pelican from saying at the end how many articles and drafts there are; what it logs stays."""
    spoken = pelican.console
    pelican.console = Console(quiet=True)
    try:
        yield
    finally:
        pelican.console = spoken


@cache
def prepare_process() -> None:
    """Log errors in one line, and end without collecting garbage; once for all builds of this process."""
    logging.getLogger("pelican").addFilter(_one_line)
    atexit.register(gc.freeze)


def _one_line(record: logging.LogRecord) -> bool:
    """Log an error of an article or a disk without its traceback, since its message says all.

    So does the warning that ends a build: Pelican logs it first, and then that there was one.
    """
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, DocumentError | OSError):
        record.exc_info = None
    return not (isinstance(error, RuntimeError) and str(error) == "Warning or error encountered")


class LiveBlogGenerator(ArticlesGenerator):  # type: ignore[misc]
    """Read articles, and write the pages of live blogs."""

    own_articles = True
    """Whether plugins find the updates among the articles of Pelican, if there are plugins."""

    def __init__(self, scan_of_output: Scan, **given: Any) -> None:  # noqa: ANN401 - as Pelican has it
        super().__init__(**given)
        self.scan_of_output = scan_of_output
        self.root = Path(self.path).parent

    def check_disabled_readers(self) -> None:
        """Look for articles that no reader reads, only if there is a reader that can't."""
        if self.readers.disabled_extensions:
            super().check_disabled_readers()

    def generate_context(self) -> None:
        """Read what has changed in content/, and tell Pelican's other generators where pages will be.

        Raises DocumentError for the first article that can't be read: none is left out silently.
        """
        self.cache, files = BuildCache.of(self.settings, self.root), article_files(self)
        self.saved = self.cache.manifests({path.partition("/")[0] for path in files})
        content = Content(self.settings, self.cache.read)
        if self.own_articles and foreign.is_asked_for(self, files):
            self.folders = foreign.read(self, files, content.reader)
        else:
            known = {name: manifest.articles for name, manifest in self.saved.items()}
            self.folders = content.folders(files, known)
            self._add_link_targets()
        for folder in self.folders:
            check_permalinks(folder, self.path)
            self._add_linked_files(folder)
        self.folders = [folder for folder in self.folders if folder.is_published]
        site = site_from(self.settings, topics=any(folder.has_topics for folder in self.folders))
        self.look = self.theme_of_pages(site)
        self.context["site"] = self.look.site

    def theme_of_pages(self, site: Site) -> Theme:
        """Return what pages are rendered with."""
        return Theme(self.env, site, Path(self.theme) / "words")

    def _add_link_targets(self) -> None:
        """Tell Pelican what its own pages may link to."""
        for folder in self.folders:
            published = {name: article.url for name, article in folder.articles.items() if article.url}
            targets = {f"{folder.name}/{name}": LinkTarget(url) for name, url in published.items()}
            self.articles.extend(targets.values())
            self.context["generated_content"].update(targets)

    def _add_linked_files(self, folder: LiveBlogFolder) -> None:
        """Tell Pelican which files go with published articles. Raises DocumentError."""
        for name, article in folder.articles.items():
            if article.url and article.linked:
                check_files(f"{folder.name}/{name}", article.linked, self.path)
                self.context["static_links"].update(article.linked)

    def generate_output(self, writer: Writer) -> None:
        """Write what has changed of pages, feeds and the search index, and delete what is gone."""
        pages = [*self.context["pages"], *self.context["hidden_pages"], *self.context["draft_pages"]]
        if pages:
            self.context["words"] = self.look.words(self.look.site.language)
            self.context["frame"] = self.look.frame
        before = files_of(self.saved.values())
        reserved = frozenset(page.save_as for page in pages)
        self.output = Output(self.output_path, self.scan_of_output, before, reserved)
        self.output.refuse_links(self.settings["OUTPUT_RETENTION"])
        if self.settings["DELETE_OUTPUT_DIRECTORY"]:
            self.output.clear(self.settings["OUTPUT_RETENTION"])
        self.manifests = self._manifests()
        files = files_of(self.manifests.values())
        for path in before.keys() - files.keys() - self.saved[SITE].files.keys() - reserved:
            self.output.remove(path)
        if signals.content_written.receivers:
            self._tell_written([path for path, file in files.items() if file != before.get(path)])
        self.context["finish"] = self.finish
        signals.article_writer_finalized.send(self, writer=writer)

    def finish(self) -> None:
        """Write what follows from all files of the site, Pelican's own among them, and remember the build."""
        files = files_of_site(
            files_of(self.manifests.values()),
            [folder.name for folder in self.folders],
            self.look.site,
            self.output,
            Path(self.theme, WORKER),
        )
        for path in self.saved[SITE].files.keys() - files.keys():
            self.output.remove(path)
        self.cache.save_manifests({**self.manifests, SITE: Manifest(files=files)}, self.saved)
        console.print(self._summary(), highlight=False, soft_wrap=True)

    def _summary(self) -> str:
        """Return what the site has, and how many of its pages were written anew."""
        before, now = files_of(self.saved.values()), files_of(self.manifests.values())
        written = sum(path.endswith(".html") and file != before.get(path) for path, file in now.items())
        pages = sum(bool(article.url) for folder in self.folders for article in folder.articles.values())
        live_blogs = len(self.folders)
        return (
            f"{counted(live_blogs, 'live blog')}, {counted(pages - live_blogs, 'update')}; "
            f"{counted(written, 'page')} written"
        )

    def _manifests(self) -> dict[str, Manifest]:
        """Make the files that have changed; return the manifests of live blogs and of the archive."""
        known = self.saved | {
            folder.name: replace(self.saved.get(folder.name, Manifest()), articles=dict(folder.articles))
            for folder in self.folders
        }
        unchanged = {
            folder.name for folder in self.folders if self._is_unchanged(known[folder.name], folder.key)
        }
        key = archive_key(self.folders, self.output.reserved)
        if len(unchanged) == len(self.folders) and self._is_unchanged(known[ARCHIVE], key):
            return {name: known[name] for name in (*unchanged, ARCHIVE)}
        from afterlive.site.build.site_files import SiteFiles  # noqa: PLC0415 - slow, and not every build needs it

        return SiteFiles(self.context, self.look, self.cache, self.output).make(
            self.folders, known, unchanged
        )

    def _is_unchanged(self, manifest: Manifest, key: str) -> bool:
        """Tell whether all files of a manifest would be the same if they were made again."""
        return (
            manifest.key == key
            and manifest.topics == self.look.site.topics
            and are_unchanged(manifest.targets, self.context)
            and all(self.output.is_unchanged(path, file) for path, file in manifest.files.items())
        )

    def _tell_written(self, paths: Iterable[str]) -> None:
        """Tell plugins of pages that were written; a page that they change is made again next time."""
        for path in paths:
            context = {**self.context, "output_file": path}
            signals.content_written.send(str(Path(self.output_path, path)), context=context)


class LastGenerator(Generator):  # type: ignore[misc]
    """Let the build finish once all other generators have written their files."""

    def generate_output(self, _writer: object) -> None:
        """Write what is left."""
        self.context["finish"]()


def article_files(generator: ArticlesGenerator) -> dict[str, Stamp]:
    """Return the files of content/ that are articles by Pelican's settings, none of them hidden."""
    settings, endings = generator.settings, tuple(f".{suffix}" for suffix in generator.readers.extensions)
    roots = tuple(f"{path}/" if path else "" for path in settings["ARTICLE_PATHS"])
    excluded = tuple(f"{path}/" for path in settings["ARTICLE_EXCLUDES"])
    files = {
        path: stamp
        for path, stamp in stamps(generator.path).items()
        if path.endswith(endings) and path.startswith(roots) and not path.startswith(excluded)
    }
    ignored = re.compile("|".join((r"\.", *(translate(pattern) for pattern in settings["IGNORE_FILES"]))))
    names = {name for path in files for name in path.split("/")}
    if hidden := set(filter(ignored.match, names)):
        files = {path: stamp for path, stamp in files.items() if hidden.isdisjoint(path.split("/"))}
    return files


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
