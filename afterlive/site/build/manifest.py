"""What a build remembers of the one before, live blog by live blog."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from afterlive.cache import FOLDER
from afterlive.cache.keys import digest, digest_of_files, version_of
from afterlive.cache.store import Store
from afterlive.site.articles.links import LinkTargets  # noqa: TC001 - msgspec reads it
from afterlive.site.articles.picture_copies import KIND
from afterlive.site.build.live_blog_record import LiveBlogRecord  # noqa: TC001 - likewise
from afterlive.site.build.output import OutputFile  # noqa: TC001 - likewise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

RECORDS = "records"
"""What a group remembers, beside its part of the site: it goes with that to where groups are joined."""
ARCHIVE, SITE = "/archive", "/site"
"""The manifests that belong to no live blog; no folder has such a name."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The files that were made of a live blog, of the whole archive or of the whole site, and from what."""

    key: str = ""
    """A digest of all articles that they follow from."""
    topics: bool = False
    """Whether the site had topics, which every page shows."""
    targets: LinkTargets = {}
    """What links in these articles led to."""
    files: dict[str, OutputFile] = {}
    """By path."""
    record: LiveBlogRecord | None = None
    """Of a live blog, what the rest of the site needs of it."""


@dataclass(frozen=True, slots=True)
class BuildCache:
    """What builds of one site remember.

    `read` holds what follows from articles alone: by live blog `articles`, what is `known` of them, their
    `segments` of the search index and the `changes` that it doesn't have yet; the `index` and its `shards`.
    `made` holds what follows from the theme, too: by live blog `manifests`, `outlines`, the `entries` of
    feeds, and the `sections` of topics' pages with their `section_html`.
    """

    read: Store
    made: Store
    pictures: Store
    """Copies of pictures, which follow from these alone: whatever is built makes them once."""

    @classmethod
    def of(cls, settings: Mapping[str, Any], root: Path) -> BuildCache:
        """Return what builds with these settings remember, in the folder where the content is."""
        output = settings["OUTPUT_PATH"]
        folder = Path(output).parent / RECORDS if settings.get("GROUP") else root / FOLDER / digest(output)
        version = version_of(settings)
        theme = digest_of_files(map(Path, [settings["THEME"], *settings["THEME_TEMPLATES_OVERRIDES"]]))
        return cls(
            read=Store(folder / "read", version),
            made=Store(folder / "made", digest(version, theme)),
            pictures=Store(root / FOLDER, "pictures"),
        )

    def manifest(self, name: str) -> Manifest:
        """Return the manifest of a live blog, the archive or the site; an empty one if it is missing."""
        return self.made.load("manifests", name, Manifest) or Manifest()

    def save_manifest(self, name: str, manifest: Manifest, before: Manifest) -> None:
        """Save a manifest if it has changed."""
        if manifest != before:
            self.made.save("manifests", name, manifest)

    def keep_only(self, records: Iterable[LiveBlogRecord]) -> None:
        """Forget the live blogs and the pictures that are no more."""
        names = {ARCHIVE, SITE}
        pictures: set[str] = set()
        for record in records:
            names.add(record.folder)
            pictures.update(record.pictures)
        for kind in ("articles", "known", "segments", "changes"):
            self.read.keep_only(kind, names)
        for kind in ("manifests", "outlines", "entries", "sections", "section_html"):
            self.made.keep_only(kind, names)
        self.pictures.keep_only(KIND, pictures)


def archive_key(live_blogs: Iterable[str], reserved: Iterable[str]) -> str:
    """Return a digest of all that the files of the archive follow from, given the keys of live blogs."""
    return digest(list(live_blogs), sorted(reserved))
