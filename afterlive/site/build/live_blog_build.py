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
from afterlive.site.build.manifest import Manifest
from afterlive.site.pages.outline import Outline, outline_of
from afterlive.site.pages.topic_sections import section_html, sections_of
from afterlive.site.search.segment import Segment, SegmentChange, change_between, segment_of
from afterlive.site.search.texts import texts_of
from afterlive.site.show.views import show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterlive.site.articles.content import LiveBlogFolder
    from afterlive.site.articles.links import LinkTargets
    from afterlive.site.articles.records import Site
    from afterlive.site.build.manifest import BuildCache
    from afterlive.site.build.output import Files, Output
    from afterlive.site.show.theme import Theme
    from afterlive.site.show.views import LiveBlogView


class LiveBlogFiles(NamedTuple):
    """The files of a live blog, and what other files follow from."""

    files: Files
    targets: LinkTargets
    outline: Outline
    sections: dict[str, str]
    """The HTML of new sections of topics' pages, by key."""
    change: SegmentChange

    def manifest(self, folder: LiveBlogFolder, site: Site) -> Manifest:
        """Return what to remember of it."""
        return Manifest(
            key=folder.key,
            topics=site.topics,
            articles=dict(folder.articles),
            targets=self.targets,
            files=self.files,
            indexed=self.change.live_blog,
        )


@dataclass(frozen=True)
class LiveBlogBuild:
    """A live blog, and what is needed to make its files."""

    folder: LiveBlogFolder
    context: Mapping[str, Any]
    """Pelican's, which knows where links within content/ lead."""
    theme: Theme
    cache: BuildCache

    def make(self, output: Output) -> LiveBlogFiles:
        """Make its files, and remember what the archive's pages and the search need. Raises DocumentError."""
        files: Files = {}
        for kind in LIVE_BLOG_FILES:
            files |= put(kind.make(self.view, self.theme.site), self.theme, output)
        files |= self._copies(output)
        outline, sections = self._outline()
        segment_before = self._saved_segment()
        segment = segment_of(texts_of(self.view), segment_before)
        if segment != segment_before:
            self.cache.read.save("segments", self.folder.name, segment)
        change = change_between(segment_before, segment)
        return LiveBlogFiles(files, self._resolver.targets, outline, sections, change)

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
        articles = [resolved(article, self._resolver) for article in self.folder.load()]
        live_blog = live_blog_from(self.folder.name, articles)
        return show(live_blog, self.theme.site, self.theme.spoken)

    def segment(self, state: str) -> Segment:
        """Return its segment of the search index, which is in this state."""
        saved = self._saved_segment()
        return saved if saved and saved.live_blog.state == state else segment_of(texts_of(self.view))

    def section(self, key: str) -> str:
        """Return the HTML of a section on the page of a topic."""
        found = {section.key: (section, group) for section, group in sections_of(self.view)}
        return section_html(*found[key], self.theme)

    @cached_property
    def _resolver(self) -> Resolver:
        return Resolver(self.context)

    def _outline(self) -> tuple[Outline, dict[str, str]]:
        """Make and save its outline; return the HTML of new sections as well, by key."""
        saved = self.cache.made.load("outlines", self.folder.name, Outline)
        known = {section.key for section in saved.sections} if saved else set()
        found = list(sections_of(self.view))
        html = {
            section.key: section_html(section, group, self.theme)
            for section, group in found
            if section.key not in known
        }
        outline = outline_of(self.view, tuple(section for section, _ in found), self.theme)
        if outline != saved:
            self.cache.made.save("outlines", self.folder.name, outline)
        return outline, html

    def _saved_segment(self) -> Segment | None:
        return self.cache.read.load("segments", self.folder.name, Segment)
