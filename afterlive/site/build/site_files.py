"""The files of the whole archive, made of what is remembered of its live blogs, one after another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from afterlive.site.build.file_kinds import ARCHIVE_FILES, put
from afterlive.site.build.search_index import SearchIndex
from afterlive.site.pages.archive import Archive, newest_first
from afterlive.site.pages.outline import Outline
from afterlive.site.pages.topic_sections import Section
from afterlive.site.pages.topic_table import TopicTable
from afterlive.site.search.segment import Segment, SegmentChange
from afterlive.site.show.feeds import MOST, FeedEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from afterlive.site.build.live_blog_build import LiveBlogBuild
    from afterlive.site.build.live_blog_record import LiveBlogRecord
    from afterlive.site.build.manifest import BuildCache
    from afterlive.site.build.output import Files, Output
    from afterlive.site.search.numbering import IndexedLiveBlog
    from afterlive.site.show.theme import Theme

_AT_HAND = 50
"""Of how many live blogs the sections of topics' pages are in memory."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is remembered of live blogs; what is missing is made again of its articles."""

    cache: BuildCache
    again: Callable[[str], LiveBlogBuild]
    """Returns what makes it. Raises DocumentError where that can't be done."""

    def outline(self, live_blog: str) -> Outline:
        """Return its outline."""
        return self.cache.made.load("outlines", live_blog, Outline) or self.again(live_blog).outline()

    def sections(self, live_blog: str) -> list[Section]:
        """Return its sections on the pages of topics."""
        saved = self.cache.made.load("sections", live_blog, list[Section])
        return self.again(live_blog).sections()[0] if saved is None else saved

    def section_html(self, live_blog: str) -> dict[str, str]:
        """Return the HTML of these, by key."""
        saved = self.cache.made.load("section_html", live_blog, dict[str, str])
        return self.again(live_blog).sections()[1] if saved is None else saved

    def entries(self, live_blog: str) -> list[FeedEntry]:
        """Return its newest entries in feeds."""
        saved = self.cache.made.load("entries", live_blog, list[FeedEntry])
        return self.again(live_blog).entries() if saved is None else saved

    def segment(self, indexed: IndexedLiveBlog) -> Segment:
        """Return its segment of the search index, in this state."""
        saved = self.cache.read.load("segments", indexed.folder, Segment)
        return (
            saved
            if saved and saved.live_blog.state == indexed.state
            else self.again(indexed.folder).segment()
        )

    def change(self, indexed: IndexedLiveBlog) -> SegmentChange | None:
        """Return what last changed in its segment, if the segment is in this state since."""
        saved = self.cache.read.load("changes", indexed.folder, SegmentChange)
        return saved if saved and saved.live_blog.state == indexed.state else None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFiles:
    """What is needed to make these files."""

    theme: Theme
    cache: BuildCache
    output: Output
    remembered: Remembered

    def make(self, records: Sequence[LiveBlogRecord]) -> Files:
        """Make the files; return all."""
        outlines = (self.remembered.outline(record.folder) for record in records)
        live_blogs = newest_first(outlines)
        sections = (self.remembered.sections(live_blog.folder) for live_blog in live_blogs)
        archive = Archive(
            site=self.theme.site,
            live_blogs=live_blogs,
            phrases=self.theme.words(self.theme.site.language),
            spoken=self.theme.languages(live_blog.masthead.language for live_blog in live_blogs),
            by_topic=TopicTable(live_blogs, sections).by_topic,
            html_of=self._html_of(),
            newest=lambda: self._newest(records),
        )
        files: Files = {}
        for kind in ARCHIVE_FILES:
            files |= put(kind.make(archive), self.theme, self.output)
        index = SearchIndex(
            store=self.cache.read,
            live_blogs=[record.indexed for record in records],
            changed=self.remembered.change,
            segment=self.remembered.segment,
        )
        return files | index.files(self.output)

    def _html_of(self) -> Callable[[Sequence[Section]], list[str]]:
        of_live_blog = lru_cache(_AT_HAND)(self.remembered.section_html)
        again = lru_cache(_AT_HAND)(lambda live_blog: self.remembered.again(live_blog).sections()[1])

        def html_of(section: Section) -> str:
            return of_live_blog(section.folder).get(section.key) or again(section.folder)[section.key]

        return lambda sections: [html_of(section) for section in sections]

    def _newest(self, records: Sequence[LiveBlogRecord]) -> Iterator[FeedEntry]:
        """Yield the entries of live blogs, until no other has any that is new enough."""
        dated = [(record.latest, record.folder) for record in records if record.latest]
        times: list[float] = []
        for latest, folder in sorted(dated, reverse=True):
            if len(times) >= MOST and sorted(times)[-MOST] > latest.timestamp():
                return
            for entry in self.remembered.entries(folder):
                times.append(entry.time.timestamp())
                yield entry
