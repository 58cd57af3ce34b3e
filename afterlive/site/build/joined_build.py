"""A build of a site whose live blogs were built in groups: it puts these together, and makes the rest."""

from __future__ import annotations

import os
import shutil
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Never

from afterlive import atomic
from afterlive.cache.scanning import scan
from afterlive.errors import DocumentError
from afterlive.site.build.live_blog_record import folders_of
from afterlive.site.build.live_blog_state import LiveBlogState, part_of_output
from afterlive.site.build.site_build import SiteBuild

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from collections.abc import Set as AbstractSet

    from afterlive.site.articles.content import LiveBlogFolder
    from afterlive.site.build.joined_store import GroupedArticles


class JoinedBuild(SiteBuild):
    """A build of groups; its articles are those that the groups remember."""

    articles: GroupedArticles

    def look(self, retained: Collection[str]) -> None:
        """Put live blogs into the site where they have changed. Raises DocumentError, OSError."""
        self.output.refuse_links(retained)
        manifests = {folder.name: self.cache.manifest(folder.name) for folder in self.folders}
        elsewhere = {
            path: name
            for name, manifest in manifests.items()
            if manifest.record
            for path in manifest.record.elsewhere
        }
        self.states = [self._joined(folder, elsewhere.keys(), retained) for folder in self.folders]
        for path, name in elsewhere.items():
            _put(self.articles.site_of(name) / path, Path(self.root, path))

    def clear(self, retained: Collection[str]) -> None:
        """Remove all that no build of ours wrote, but for what is retained."""
        kept = {path for record in self.records for path in record.elsewhere}
        for path in self.output.scan.files.keys() - self.output.before.keys() - kept:
            if path.partition("/")[0] not in retained:
                self.output.remove(path)

    def _joined(
        self, folder: LiveBlogFolder, elsewhere: AbstractSet[str], retained: Collection[str]
    ) -> LiveBlogState:
        """Put a live blog into the site, but for what it has `elsewhere`; leave there what others have."""
        name, manifest = folder.name, self.cache.manifest(folder.name)
        output = part_of_output(self.root, name, manifest, self.reserved)
        output.refuse_links(retained)
        source, here = self.articles.site_of(name), output.scan.files
        there = scan(str(source), folders_of(name)).files
        for path in here.keys() - there.keys() - elsewhere - self.site_before.files.keys():
            output.remove(path)
        for path, stamp in there.items():
            if here.get(path) != stamp and path not in elsewhere:
                _put(source / path, Path(self.root, path))
        own, _ = folders_of(name)
        others = (path for path in elsewhere if path.startswith(own))
        return LiveBlogState(
            folder=folder,
            record=manifest.record,
            is_new=False,
            elsewhere=(),
            strays=(*(there.keys() - manifest.files.keys()), *others),
            folders=scan(self.root, [own]).folders or {own: 0},
        )

    @cached_property
    def _live_blog(self) -> Callable[[LiveBlogFolder], Never]:
        """What would make a live blog again, and can't: its articles aren't read here."""

        def live_blog(folder: LiveBlogFolder) -> Never:
            group = self.articles.site_of(folder.name).parent
            raise DocumentError(
                f"{group}: what it remembers of {folder.name} is damaged; build this group again"
            )

        return live_blog


def _put(source: Path, file: Path) -> None:
    """Put a file into the site: as a link to the same bytes, or else as a copy. Raises OSError."""
    if file.exists() and file.samefile(source):
        return  # a link that takes the place of another to the same bytes would leave both
    file.parent.mkdir(parents=True, exist_ok=True)
    with atomic.appearing(file) as temporary:
        try:
            os.link(source, temporary)
        except OSError:
            shutil.copy2(source, temporary)
