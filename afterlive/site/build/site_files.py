"""All files of live blogs, of the archive and of the search; each is made again only if it may change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from afterlive.cache.workers import share
from afterlive.site.articles.content import MANY
from afterlive.site.build.file_kinds import ARCHIVE_FILES, put
from afterlive.site.build.live_blog_build import LiveBlogBuild
from afterlive.site.build.manifest import ARCHIVE, Manifest, archive_key
from afterlive.site.build.search_index import SearchIndex
from afterlive.site.pages.archive import Archive, newest_first
from afterlive.site.pages.outline import Outline
from afterlive.site.pages.topic_sections import SectionCache

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from afterlive.site.articles.content import LiveBlogFolder
    from afterlive.site.build.manifest import BuildCache
    from afterlive.site.build.output import Files, Output
    from afterlive.site.show.theme import Theme


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """What is needed to make all files."""

    context: Mapping[str, Any]
    """Pelican's, which knows where links within content/ lead."""
    theme: Theme
    cache: BuildCache
    output: Output

    def make(
        self, folders: Sequence[LiveBlogFolder], known: Mapping[str, Manifest], unchanged: Collection[str]
    ) -> dict[str, Manifest]:
        """Make all files; return the manifests of live blogs and of the archive.

        `known` are the manifests of the build before, `unchanged` the live blogs that need no new one.
        Raises DocumentError for the first live blog whose articles don't go together.
        """
        saved = {name: self.cache.made.load("outlines", name, Outline) for name in unchanged}
        outlines = {name: outline for name, outline in saved.items() if outline}
        builds = {
            folder.name: LiveBlogBuild(folder, self.context, self.theme, self.cache) for folder in folders
        }
        changed = [build for name, build in builds.items() if name not in outlines]
        sizes = [len(build.folder.articles) for build in changed]
        # Several processes pay for what was never made before: a build on top of others gains nothing.
        new = (size for size, build in zip(sizes, changed, strict=True) if not known[build.folder.name].files)
        pays = sum(new) >= MANY
        made = share([partial(build.make, self.output) for build in changed], sizes, pays=pays)
        outlines |= {live_blog.outline.folder: live_blog.outline for live_blog in made}
        manifests = {name: known[name] for name in outlines} | {
            build.folder.name: live_blog.manifest(build.folder, self.theme.site)
            for build, live_blog in zip(changed, made, strict=True)
        }
        fresh = {key: html for live_blog in made for key, html in live_blog.sections.items()}
        sections = SectionCache(
            self.cache.made, fresh, lambda section: builds[section.folder].section(section.key)
        )
        index = SearchIndex(
            store=self.cache.read,
            live_blogs=[manifest.indexed for manifest in manifests.values() if manifest.indexed],
            changes={live_blog.outline.folder: live_blog.change for live_blog in made},
            segment=lambda live_blog: builds[live_blog.folder].segment(live_blog.state),
        )
        archive = Archive(
            site=self.theme.site,
            live_blogs=newest_first(outlines.values()),
            phrases=self.theme.words(self.theme.site.language),
            spoken=self.theme.languages(live_blog.masthead.language for live_blog in outlines.values()),
            html_of=sections.html,
        )
        files = self._archive_files(archive) | index.files(self.output)
        self.cache.keep_only(manifests, files)
        key = archive_key(folders, self.output.reserved)
        return {**manifests, ARCHIVE: Manifest(key=key, topics=self.theme.site.topics, files=files)}

    def _archive_files(self, archive: Archive) -> Files:
        files: Files = {}
        for kind in ARCHIVE_FILES:
            files |= put(kind.make(archive), self.theme, self.output)
        return files
