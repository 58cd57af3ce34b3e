"""A build: live blogs one after another, each no more than a record in memory, then the rest of the site."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from afterlive.cache.scanning import scan
from afterlive.cache.workers import share
from afterlive.site.articles.content import MANY
from afterlive.site.articles.links import are_unchanged
from afterlive.site.build.live_blog_record import folders_of
from afterlive.site.build.live_blog_state import part_of_output, state_of
from afterlive.site.build.manifest import ARCHIVE, SITE, Manifest, archive_key
from afterlive.site.build.output import Output

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from afterlive.site.articles.content import Articles, LiveBlogFolder
    from afterlive.site.build.live_blog_build import LiveBlogBuild, MadeLiveBlog
    from afterlive.site.build.live_blog_record import LiveBlogRecord
    from afterlive.site.build.live_blog_state import LiveBlogState
    from afterlive.site.build.manifest import BuildCache
    from afterlive.site.build.output import Files
    from afterlive.site.show.theme import Theme


@dataclass(kw_only=True)
class SiteBuild:
    """A build of a site."""

    context: Mapping[str, Any]
    """Pelican's, which knows where links within content/ lead."""
    folders: Sequence[LiveBlogFolder]
    articles: Articles
    theme: Theme
    cache: BuildCache
    root: str
    """The folder of the site."""
    reserved: frozenset[str]
    """The paths that others write to."""
    tells: bool
    """Whether somebody wants to know which files were written."""

    states: list[LiveBlogState] = field(default_factory=list)
    archive: Manifest = field(default_factory=Manifest)
    """The files of the archive, once they are made."""
    written: list[str] = field(default_factory=list)
    """The files that were written, if somebody wants to know."""
    pages_written: int = 0
    unsaved: dict[str, Manifest] = field(default_factory=dict)
    """The manifests of live blogs that were made and could not be saved."""

    def manifest(self, live_blog: str) -> Manifest:
        """Return the manifest of a live blog as it is now."""
        return self.unsaved.get(live_blog) or self.cache.manifest(live_blog)

    def look(self, retained: Collection[str]) -> None:
        """Look at what there is. Raises DocumentError for a link that doesn't stand in a retained place."""
        self.output.refuse_links(retained)
        self.states = [self._state(folder, retained) for folder in self.folders]

    def clear(self, retained: Collection[str]) -> None:
        """Remove all that no build of ours wrote, but for what is retained."""
        elsewhere = {path for state in self.states for path in state.elsewhere}
        rest = (path for path in self.output.scan.files if path not in self.output.before)
        for path in chain(rest, *(state.strays for state in self.states)):
            if path not in elsewhere and path.partition("/")[0] not in retained:
                self.output.remove(path)

    def make(self) -> None:
        """Make the files of live blogs and of the archive that have changed. Raises DocumentError.

        What was made before and isn't any more is removed at the end, since it may have become another's.
        """
        made = self.make_live_blogs()
        self.archive = self._archive(changed=bool(made))
        before = self.archive_before.files
        changed = [path for path, file in self.archive.files.items() if file != before.get(path)]
        self.written = [*chain.from_iterable(live_blog.written for live_blog in made), *changed]
        self.pages_written = sum(live_blog.pages for live_blog in made) + sum(
            path.endswith(".html") for path in changed
        )
        self.remove_gone(made)

    def finish(self, files: Files) -> None:
        """Remember the build, given the files that follow from all others."""
        for path in self.site_before.files.keys() - files.keys():
            self.output.remove(path)
        self.cache.save_manifest(ARCHIVE, self.archive, self.archive_before)
        self.cache.save_manifest(SITE, Manifest(files=files), self.site_before)

    @cached_property
    def archive_before(self) -> Manifest:
        """The files of the archive in the build before."""
        return self.cache.manifest(ARCHIVE)

    @cached_property
    def site_before(self) -> Manifest:
        """The files that followed from all others."""
        return self.cache.manifest(SITE)

    @cached_property
    def output(self) -> Output:
        """The folder of the site, without the parts that are live blogs'."""
        before = {**self.archive_before.files, **self.site_before.files}
        return Output(self.root, scan(self.root, without=self.own_folders), before, self.reserved)

    @cached_property
    def own_folders(self) -> frozenset[str]:
        """The folders of output/ that are live blogs'."""
        return frozenset(path for folder in self.folders for path in folders_of(folder.name))

    @property
    def records(self) -> list[LiveBlogRecord]:
        """The records of all live blogs."""
        return [state.record for state in self.states if state.record]

    def _state(self, folder: LiveBlogFolder, retained: Collection[str]) -> LiveBlogState:
        manifest = self.cache.manifest(folder.name)
        output = part_of_output(self.root, folder.name, manifest, self.reserved)
        output.refuse_links(retained)
        return state_of(folder, manifest, output, self.site_before.files, self._is_unchanged)

    def _is_unchanged(self, manifest: Manifest) -> bool:
        """Tell whether the same files would follow from the same articles."""
        return manifest.topics == self.theme.site.topics and are_unchanged(manifest.targets, self.context)

    def make_live_blogs(self) -> list[MadeLiveBlog]:
        """Make live blogs that have changed."""
        changed = [state for state in self.states if state.record is None]
        sizes = [state.folder.articles for state in changed]
        # Several processes pay for what was never made before: a build on top of others gains nothing.
        new = sum(size for state, size in zip(changed, sizes, strict=True) if state.is_new)
        jobs = [partial(self._make_live_blog, self._live_blog, state.folder) for state in changed]
        made: list[MadeLiveBlog] = share(jobs, sizes, pays=new >= MANY)
        for state, live_blog in zip(changed, made, strict=True):
            state.record = live_blog.record
            if live_blog.unsaved:
                self.unsaved[live_blog.record.folder] = live_blog.unsaved
        return made

    def _make_live_blog(
        self, build_of: Callable[[LiveBlogFolder], LiveBlogBuild], folder: LiveBlogFolder
    ) -> MadeLiveBlog:
        manifest = self.cache.manifest(folder.name)
        made = build_of(folder).make(part_of_output(self.root, folder.name, manifest, self.reserved))
        return made if self.tells else made._replace(written=[])

    @cached_property
    def _live_blog(self) -> Callable[[LiveBlogFolder], LiveBlogBuild]:
        """What makes the files of a live blog: imported if one has changed, and before a process forks."""
        from afterlive.site.build.live_blog_build import LiveBlogBuild  # noqa: PLC0415 - slow, and not every build needs it

        def live_blog(folder: LiveBlogFolder) -> LiveBlogBuild:
            return LiveBlogBuild(folder, self.articles, self.context, self.theme, self.cache)

        return live_blog

    def _archive(self, *, changed: bool) -> Manifest:
        """Make the files of the archive, unless neither they nor any live blog have changed."""
        before, output = self.archive_before, self.output
        key = archive_key((folder.key for folder in self.folders), self.reserved)
        if (
            not changed
            and before.key == key
            and self._is_unchanged(before)
            and all(map(output.is_unchanged, before.files))
        ):
            return before
        from afterlive.site.build.site_files import Remembered, SiteFiles  # noqa: PLC0415 - likewise

        folders = {folder.name: folder for folder in self.folders}
        remembered = Remembered(self.cache, lambda name: self._live_blog(folders[name]))
        site_files = SiteFiles(theme=self.theme, cache=self.cache, output=output, remembered=remembered)
        files = site_files.make(self.records)
        self.cache.keep_only(self.records)
        self.cache.read.keep_only("changes", ())
        return Manifest(key=key, topics=self.theme.site.topics, files=files)

    def remove_gone(self, made: Iterable[MadeLiveBlog]) -> None:
        """Remove what was made before and isn't any more, unless it is now made of something else."""
        names = {folder.name for folder in self.folders}
        kept = {*self.archive.files, *self.site_before.files, *self.reserved}
        kept.update(path for record in self.records for path in record.elsewhere)
        files_of = lru_cache(1)(lambda name: self.manifest(name).files)
        before = self.archive_before.files.keys() - self.archive.files.keys()
        for path in chain(before, *(live_blog.gone for live_blog in made)):
            name = path.partition("/")[0]
            if path not in kept and not (name in names and path in files_of(name)):
                self.output.remove(path)
