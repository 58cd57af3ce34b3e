"""The way into Pelican: its articles become the pages of live blogs."""

from __future__ import annotations

import atexit
import gc
import logging
import re
from fnmatch import translate
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import ArticlesGenerator, Pelican
from pelican.plugins import signals

from afterlive.cache import FOLDER
from afterlive.cache.lock import locked
from afterlive.cache.scanning import seen, stamps
from afterlive.errors import DocumentError
from afterlive.site.articles import foreign
from afterlive.site.articles.content import Content
from afterlive.site.articles.links import LinkTarget, check_files
from afterlive.site.articles.permalinks import hold
from afterlive.site.articles.records import Site
from afterlive.site.build.maker import Maker
from afterlive.site.build.manifest import ARCHIVE, OFFLINE, Built, Memory, files_of
from afterlive.site.build.output import Output
from afterlive.site.build.service_worker import OfflineGenerator
from afterlive.site.show.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pelican.generators import Generator
    from pelican.writers import Writer

    from afterlive.cache.scanning import Seen, Stamp
    from afterlive.site.articles.content import Articles, Folder


class Builder(Pelican):  # type: ignore[misc]  # Pelican has no types
    """Pelican, with live blogs for articles: `PELICAN_CLASS = Builder`."""

    def __init__(self, settings: dict[str, Any]) -> None:
        _prepare_process()
        super().__init__(settings)
        self.delete_outputdir = False  # what still holds stays; LiveBlogGenerator deletes the rest

    def run(self) -> None:
        """Build the site, without looking for garbage on the way: a build drops little.

        Raises DocumentError if another build of this archive doesn't end.
        """
        gc.disable()
        try:
            with locked(Path(self.settings["PATH"]).parent / FOLDER / "lock", "build", wait=True):
                self.standing = seen(self.output_path)
                super().run()
        finally:
            gc.enable()

    def _get_generator_classes(self) -> list[Callable[..., Generator]]:
        live_blogs = partial(LiveBlogGenerator, self.standing)
        classes = super()._get_generator_classes()
        return [*(live_blogs if cls is ArticlesGenerator else cls for cls in classes), OfflineGenerator]


@cache
def _prepare_process() -> None:
    """Log errors in one line, and don't look for garbage at the end; once, however many builds follow."""
    logging.getLogger("pelican").addFilter(_one_line)
    atexit.register(gc.freeze)


def _one_line(record: logging.LogRecord) -> bool:
    """Spare a keeper the traceback of what is wrong with an article or a disk: the message says it all."""
    if record.exc_info and isinstance(record.exc_info[1], DocumentError | OSError):
        record.exc_info = None
    return True


class LiveBlogGenerator(ArticlesGenerator):  # type: ignore[misc]
    """Read articles, and write the pages of live blogs."""

    def __init__(self, standing: Seen, **given: Any) -> None:  # noqa: ANN401 - as Pelican has it
        super().__init__(**given)
        self.standing = standing

    def check_disabled_readers(self) -> None:
        """Look for articles that no reader reads, only if there is a reader that can't."""
        if self.readers.disabled_extensions:
            super().check_disabled_readers()

    def generate_context(self) -> None:
        """Read what has changed in content/, and tell Pelican's other generators where pages will be.

        Raises DocumentError for the first article that can't be read: none is ever left out in silence.
        """
        self.memory, files = Memory.of(self.settings), article_files(self)
        if foreign.is_asked_for(self, files):
            self.read: Articles = foreign.read(self, files)
            self.folders = self.read.folders(files)
        else:
            self.read = Content(self.settings, self.memory.entries, self.memory.texts)
            self.folders = self.read.folders(files)
            self._tell_places()
        for folder in self.folders:
            hold(self.read, folder, self.path)
            self._bring_along(folder)
        self.folders = [folder for folder in self.folders if folder.is_published]
        self.look = Theme(self.env, site_from(self.settings), Path(self.theme) / "words")
        self.context["site"] = self.look.site

    def _tell_places(self) -> None:
        """Tell what Pelican's own pages may link to."""
        for folder in self.folders:
            published = {name: entry.url for name, entry in folder.entries.items() if entry.url}
            places = {f"{folder.name}/{name}": LinkTarget(url) for name, url in published.items()}
            self.articles.extend(places.values())
            self.context["generated_content"].update(places)

    def _bring_along(self, folder: Folder) -> None:
        """Tell Pelican which files go with published articles. Raises DocumentError."""
        for name, entry in folder.entries.items():
            if entry.url and entry.linked:
                check_files(f"{folder.name}/{name}", entry.linked, self.path)
                self.context["static_links"].update(entry.linked)

    def generate_output(self, writer: Writer) -> None:
        """Write what has changed of pages, feeds and the search index, and delete what is gone."""
        pages = [*self.context["pages"], *self.context["hidden_pages"], *self.context["draft_pages"]]
        if pages:
            self.context["words"] = self.look.words(self.look.site.language)
            self.context["frame"] = self.look.frame
        output = Output(self.output_path, self.standing, frozenset(page.save_as for page in pages))
        output.refuse_links(self.settings["OUTPUT_RETENTION"])
        known = {
            name: self.memory.made_of(name) for name in (ARCHIVE, *(folder.name for folder in self.folders))
        }
        before = files_of(known.values())
        if self.settings["DELETE_OUTPUT_DIRECTORY"]:
            later = self.memory.made_of(OFFLINE).files
            output.clear({*before, *later}, self.settings["OUTPUT_RETENTION"])
        made = Maker(self.read, self.context, self.memory, output, self.look).make(self.folders, known)
        files = files_of(made.values())
        for path in before.keys() - files.keys() - output.taken:
            output.remove(path)
        if signals.content_written.receivers:
            self._tell_written([path for path, written in files.items() if written != before.get(path)])
        self.context["built"] = Built(
            self.memory, output, self.look, files, [folder.name for folder in self.folders]
        )
        signals.article_writer_finalized.send(self, writer=writer)

    def _tell_written(self, paths: Iterable[str]) -> None:
        """Tell plugins of pages that were written; what they do to one is done again in the next build."""
        for path in paths:
            context = {**self.context, "output_file": path}
            signals.content_written.send(str(Path(self.output_path, path)), context=context)


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
