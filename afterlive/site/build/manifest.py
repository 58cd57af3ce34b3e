"""What a build remembers of the one before, live blog by live blog."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from afterlive.cache import FOLDER
from afterlive.cache.keys import digest, digest_of_files, version_of
from afterlive.cache.store import Store
from afterlive.site.articles.content import KnownArticle  # noqa: TC001 - msgspec reads it
from afterlive.site.articles.links import LinkTargets  # noqa: TC001 - likewise
from afterlive.site.articles.picture_copies import ENDING, KIND
from afterlive.site.build.output import OutputFile  # noqa: TC001 - likewise
from afterlive.site.search.numbering import IndexedLiveBlog  # noqa: TC001 - likewise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from afterlive.site.articles.content import LiveBlogFolder

ARCHIVE, SITE = "/archive", "/site"
"""The manifests that belong to no live blog; no folder has such a name."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The files that were made of a live blog, of the whole archive or of the whole site, and from what."""

    key: str = ""
    """A digest of all articles that they follow from."""
    topics: bool = False
    """Whether the site had topics, which every page shows."""
    articles: dict[str, KnownArticle] = {}
    """Those of a live blog, by the names of their files."""
    targets: LinkTargets = {}
    """What links in these articles led to."""
    files: dict[str, OutputFile] = {}
    """By path."""
    indexed: IndexedLiveBlog | None = None
    """The live blog as the search index has it."""


@dataclass(frozen=True, slots=True)
class BuildCache:
    """What builds of one site remember.

    `read` holds what follows from articles alone: `articles` and `segments` by live blog, the `index` and its
    `shards`. `made` holds what follows from the theme, too: `manifests` and `outlines` by live blog,
    `sections` by page of a topic.
    """

    read: Store
    made: Store
    pictures: Store
    """Copies of pictures, which follow from these alone: whatever is built makes them once."""

    @classmethod
    def of(cls, settings: Mapping[str, Any], root: Path) -> BuildCache:
        """Return what builds with these settings remember, in the folder where the content is."""
        folder = root / FOLDER / digest(settings["OUTPUT_PATH"])
        version = version_of(settings)
        theme = digest_of_files(map(Path, [settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"]]))
        return cls(
            read=Store(folder / "read", version),
            made=Store(folder / "made", digest(version, theme)),
            pictures=Store(root / FOLDER, "pictures"),
        )

    def manifests(self, names: Iterable[str]) -> dict[str, Manifest]:
        """Return the manifests of live blogs, and those of the archive and the site."""
        found = {name: self.made.load("manifests", name, Manifest) for name in (*names, ARCHIVE, SITE)}
        return {name: manifest or Manifest() for name, manifest in found.items()}

    def save_manifests(self, manifests: Mapping[str, Manifest], before: Mapping[str, Manifest]) -> None:
        """Save the manifests that have changed."""
        for name, manifest in manifests.items():
            if manifest != before.get(name):
                self.made.save("manifests", name, manifest)

    def keep_only(self, live_blogs: Mapping[str, Manifest], pages: Iterable[str]) -> None:
        """Forget the live blogs, the pages of topics and the pictures that are no more."""
        names = {*live_blogs, ARCHIVE, SITE}
        for kind in ("articles", "segments"):
            self.read.keep_only(kind, names)
        for kind in ("manifests", "outlines"):
            self.made.keep_only(kind, names)
        self.made.keep_only("sections", pages)
        files = files_of(live_blogs.values())
        self.pictures.keep_only(KIND, (file.key for path, file in files.items() if path.endswith(ENDING)))


def archive_key(folders: Iterable[LiveBlogFolder], reserved: Iterable[str]) -> str:
    """Return a digest of all that the files of the archive follow from."""
    return digest([folder.key for folder in folders], sorted(reserved))


def files_of(manifests: Iterable[Manifest]) -> dict[str, OutputFile]:
    """Return the files of several manifests together."""
    return {path: file for manifest in manifests for path, file in manifest.files.items()}
