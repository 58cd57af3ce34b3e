"""How a build finds a live blog: whether anything is to be made again, and what else is in its folders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterlive.cache.scanning import scan
from afterlive.site.build.live_blog_record import folders_of
from afterlive.site.build.output import Output

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from afterlive.site.articles.content import LiveBlogFolder
    from afterlive.site.build.live_blog_record import LiveBlogRecord
    from afterlive.site.build.manifest import Manifest


@dataclass(slots=True)
class LiveBlogState:
    """A live blog in a build."""

    folder: LiveBlogFolder
    record: LiveBlogRecord | None
    """As it is now; None as long as its files are to be made."""
    is_new: bool
    """Whether it was never built before."""
    elsewhere: tuple[str, ...]
    """The files that the build before made of it in neither of its folders."""
    strays: tuple[str, ...]
    """What stands in its folders, and wasn't made of it."""
    folders: dict[str, int]
    """Its own folder and those within, and when files were last added or removed in each."""


def part_of_output(root: str, name: str, manifest: Manifest, reserved: frozenset[str]) -> Output:
    """Return the part of output/ that is a live blog's."""
    return Output(root, scan(root, folders_of(name)), manifest.files, reserved)


def state_of(
    folder: LiveBlogFolder,
    manifest: Manifest,
    output: Output,
    known: Collection[str],
    is_unchanged: Callable[[Manifest], bool],
) -> LiveBlogState:
    """Return how a live blog is found, given its part of output/; `known` files there are the site's."""
    own, _ = folders_of(folder.name)
    files = manifest.files
    whole = all(output.is_unchanged(path, file) for path, file in files.items())
    return LiveBlogState(
        folder=folder,
        record=manifest.record if whole and manifest.key == folder.key and is_unchanged(manifest) else None,
        is_new=not files,
        elsewhere=manifest.record.elsewhere if manifest.record else (),
        strays=tuple(path for path in output.scan.files if path not in files and path not in known),
        folders={path: changed for path, changed in output.scan.folders.items() if path.startswith(own)}
        or {own: 0},
    )
