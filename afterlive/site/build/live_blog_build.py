"""One live blog in a build: its files, and what the archive and the search need of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from afterlive.cache.keys import digest
from afterlive.site.articles.links import Resolver
from afterlive.site.articles.picture_copies import made
from afterlive.site.articles.published_live_blog import live_blog_from, resolved
from afterlive.site.build.file_kinds import LIVE_BLOG_FILES, put
from afterlive.site.build.live_blog_record import LiveBlogRecord, record_of
from afterlive.site.build.manifest import Manifest
from afterlive.site.pages.outline import Outline, outline_of
from afterlive.site.pages.topic_sections import Section, section_html, sections_of
from afterlive.site.search.segment import Segment, change_between, segment_of
from afterlive.site.search.texts import texts_of
from afterlive.site.show.feeds import FeedEntry, newest
from afterlive.site.show.views import show

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from afterlive.site.articles.content import Articles, LiveBlogFolder
    from afterlive.site.build.manifest import BuildCache
    from afterlive.site.build.output import Files, Output
    from afterlive.site.show.theme import Theme
    from afterlive.site.show.views import LiveBlogView


class MadeLiveBlog(NamedTuple):
    """A live blog whose files were made."""

    record: LiveBlogRecord
    written: list[str]
    """The paths of files that were written anew."""
    pages: int
    """How many of these are pages."""
    gone: list[str]
    """The paths of files that it had before, and has no more."""
    unsaved: Manifest | None
    """What to remember of it, if that couldn't be saved."""


@dataclass(frozen=True)
class LiveBlogBuild:
    """A live blog, and what is needed to make its files."""

    folder: LiveBlogFolder
    articles: Articles
    context: Mapping[str, Any]
    """Pelican's, which knows where links within content/ lead."""
    theme: Theme
    cache: BuildCache

    def make(self, output: Output) -> MadeLiveBlog:
        """Make its files, and remember what the archive's pages and the search need. Raises DocumentError."""
        files: Files = {}
        for kind in LIVE_BLOG_FILES:
            files |= put(kind.make(self.view, self.theme.site), self.theme, output)
        files |= self._copies(output)
        self._save_sections()
        segment = self._save_segment()
        self.cache.made.save("outlines", self.folder.name, self.outline())
        record = record_of(self.folder.pages, segment.live_blog, self._save_entries(), files)
        manifest = Manifest(
            key=self.folder.key,
            topics=self.theme.site.topics,
            targets=self._resolver.targets,
            files=files,
            record=record,
        )
        is_saved = self.cache.made.save("manifests", self.folder.name, manifest)
        written = [path for path, file in files.items() if file != output.before.get(path)]
        return MadeLiveBlog(
            record,
            written,
            pages=sum(path.endswith(".html") for path in written),
            gone=[path for path in output.before if path not in files],
            unsaved=None if is_saved else manifest,
        )

    def _copies(self, output: Output) -> Files:
        """Make the copies of its pictures."""
        files: Files = {}
        for path, copy in self._resolver.copies.items():
            data = copy.original.read_bytes()
            key = digest(data, copy.width)
            files[path] = output.put(path, key, partial(made, data, copy.width, key, self.cache.pictures))
        return files

    @cached_property
    def view(self) -> LiveBlogView:
        """The live blog as it is shown. Raises DocumentError if its articles don't go together."""
        articles = [
            resolved(article, self._resolver) for article in self.articles.published(self.folder.name)
        ]
        live_blog = live_blog_from(self.folder.name, articles)
        return show(live_blog, self.theme.site, self.theme.spoken)

    def segment(self) -> Segment:
        """Make its segment of the search index."""
        return segment_of(texts_of(self.view))

    def outline(self) -> Outline:
        """Make its outline."""
        return outline_of(self.view, self.theme)

    def sections(self) -> tuple[list[Section], dict[str, str]]:
        """Make its sections on topics' pages; return their HTML as well, by key."""
        found = list(sections_of(self.view))
        html = {section.key: section_html(section, group, self.theme) for section, group in found}
        return [section for section, _ in found], html

    def entries(self) -> list[FeedEntry]:
        """Make its entries in the feed of all live blogs, if there is one."""
        return list(newest(self.view, self.theme.site)) if self.theme.site.feed else []

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self.context)

    def _save_sections(self) -> None:
        """Save its sections, and the HTML of those that are new."""
        made, name = self.cache.made, self.folder.name
        saved = made.load("section_html", name, dict[str, str]) or {}
        found = list(sections_of(self.view))
        html = {
            section.key: saved.get(section.key) or section_html(section, group, self.theme)
            for section, group in found
        }
        if html != saved:
            made.save("section_html", name, html)
        made.save("sections", name, [section for section, _ in found])

    def _save_entries(self) -> dt.datetime | None:
        """Save its entries in the feed of all live blogs; return when the newest was published."""
        entries = self.entries()
        self.cache.made.save("entries", self.folder.name, entries)
        return entries[0].time if entries else None

    def _save_segment(self) -> Segment:
        """Save its segment of the search index, and what has changed in it, until the index has that."""
        store, name = self.cache.read, self.folder.name
        before = store.load("segments", name, Segment)
        segment = segment_of(texts_of(self.view), before)
        if segment != before:
            store.save("segments", name, segment)
            store.save("changes", name, change_between(before, segment))
        return segment
