"""The way into Pelican: its articles become the pages of live blogs."""

from __future__ import annotations

import logging
import re
from fnmatch import translate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import ArticlesGenerator, Pelican
from pelican.plugins import signals

from afterlive.model import DocumentError
from afterlive.site.content import Content
from afterlive.site.links import Place
from afterlive.site.making import Maker
from afterlive.site.memory import ARCHIVE, Memory
from afterlive.site.offline import OfflineGenerator
from afterlive.site.permalinks import hold
from afterlive.site.records import Site
from afterlive.site.scanning import stamps
from afterlive.site.words import read_words
from afterlive.site.writing import Output, Theme

if TYPE_CHECKING:
    from pelican.writers import Writer

    from afterlive.site.scanning import Stamp


class Builder(Pelican):  # type: ignore[misc]  # Pelican has no types
    """Pelican, with live blogs for articles: `PELICAN_CLASS = Builder`."""

    def __init__(self, settings: dict[str, Any]) -> None:
        logging.getLogger("pelican").addFilter(_one_line)
        super().__init__(settings)
        self.delete_outputdir = False  # what still holds stays; LiveBlogGenerator deletes the rest

    def _get_generator_classes(self) -> list[type]:
        classes = super()._get_generator_classes()
        ours = [LiveBlogGenerator if cls is ArticlesGenerator else cls for cls in classes]
        return [*ours, OfflineGenerator]


def _one_line(record: logging.LogRecord) -> bool:
    """Spare a keeper the traceback of what is wrong with an article or a disk: the message says it all."""
    if record.exc_info and isinstance(record.exc_info[1], DocumentError | OSError):
        record.exc_info = None
    return True


class LiveBlogGenerator(ArticlesGenerator):  # type: ignore[misc]
    """Read articles, and write the pages of live blogs."""

    def check_disabled_readers(self) -> None:
        """Look for articles that no reader reads, only if there is a reader that can't."""
        if self.readers.disabled_extensions:
            super().check_disabled_readers()

    def generate_context(self) -> None:
        """Read what has changed in content/, and tell Pelican's other generators where pages will be.

        Raises DocumentError for the first article that can't be read: none is ever left out in silence.
        """
        self.memory = Memory.of(self.settings)
        self.content = Content(self.settings, self.memory.texts)
        self.folders = self.content.folders(article_files(self), self.memory.entries_of)
        for folder in self.folders:
            hold(self.content, folder)
        self.memory.keep_entries(self.folders)
        entries = {
            f"{folder.name}/{name}": entry
            for folder in self.folders
            for name, entry in folder.entries.items()
        }
        self.articles = [Place(entry.url) for entry in entries.values()]
        self.context["generated_content"].update(zip(entries, self.articles, strict=True))
        self.context["static_links"].update(*(entry.linked or () for entry in entries.values()))
        site, spoken = site_from(self.settings), read_words(Path(self.theme) / "words")
        self.look = Theme(self.env, site, spoken)
        self.context.update(site=site, words=self.look.words(site.language))

    def generate_output(self, writer: Writer) -> None:
        """Write what has changed of pages, feeds and the search index, and delete what is gone."""
        taken = frozenset(page.save_as for page in self.context["pages"])
        output = Output(self.output_path, stamps(self.output_path), taken)
        known = {
            name: self.memory.made_of(name) for name in (ARCHIVE, *(folder.name for folder in self.folders))
        }
        before = {path: written for made in known.values() for path, written in made.files.items()}
        if self.settings["DELETE_OUTPUT_DIRECTORY"]:
            output.clear(before, self.settings["OUTPUT_RETENTION"])
        made = Maker(self.content, self.context, self.memory, output, self.look).make(self.folders, known)
        files = {path: written for each in made.values() for path, written in each.files.items()}
        for path in before.keys() - files.keys() - taken:
            output.remove(path)
        for path, written in files.items():
            if written != before.get(path):
                signals.content_written.send(
                    str(Path(self.output_path, path)), context={**self.context, "output_file": path}
                )
        self.context.update(
            live_blogs=[folder.name for folder in self.folders],
            written={path: written.content for path, written in files.items()},
        )
        signals.article_writer_finalized.send(self, writer=writer)


def article_files(generator: ArticlesGenerator) -> dict[str, Stamp]:
    """Return the files of content/ that are articles by Pelican's settings, none of them hidden."""
    settings, endings = generator.settings, tuple(f".{suffix}" for suffix in generator.readers.extensions)
    roots = tuple(f"{path}/" if path else "" for path in settings["ARTICLE_PATHS"])
    excluded = tuple(f"{path}/" for path in settings["ARTICLE_EXCLUDES"])
    ignored = re.compile("|".join(translate(pattern) for pattern in settings["IGNORE_FILES"]))
    return {
        path: stamp
        for path, stamp in stamps(generator.path).items()
        if path.endswith(endings)
        and path.startswith(roots)
        and not path.startswith(excluded)
        and not any(name.startswith(".") or ignored.match(name) for name in path.split("/"))
    }


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
