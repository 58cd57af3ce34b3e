"""What stands in a folder, seen without opening a file."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Stamp = list[int]
"""What changes when a file does, as JSON has it: the time of its last change in nanoseconds, and its size."""

_TICK = 2_000_000_000  # nanoseconds in which a file may change twice and keep its stamp: two seconds on FAT


class Scan(NamedTuple):
    """What stood under a folder at some moment."""

    files: dict[str, Stamp]
    """By paths from there."""
    folders: dict[str, int]
    """When files were last added or removed in each, in nanoseconds; 0 where that may happen again unseen."""
    links: list[str]
    """Links that were not followed."""


def stamps(root: str) -> dict[str, Stamp]:
    """Return the stamp of every file under a folder, by its path from there; links are followed."""
    return scan(root, follow=True).files


def scan(root: str, *, follow: bool = False) -> Scan:
    """Look at all that stands under a folder, in which nothing stands if it isn't there."""
    sure = _sure()
    found = Scan({}, {}, [])
    folders = [""] if os.path.isdir(root) else []  # noqa: PTH112 - Paths would take most of the time
    while folders:
        folder = folders.pop()
        with _opened(f"{root}/{folder}") as handle:
            changed = os.fstat(handle).st_mtime_ns
            found.folders[folder] = changed if changed < sure else 0
            for entry in _entries(handle):
                if not follow and entry.is_symlink():
                    found.links.append(folder + entry.name)
                elif entry.is_file():
                    status = entry.stat()
                    found.files[folder + entry.name] = [status.st_mtime_ns, status.st_size]
                elif entry.is_dir():
                    folders.append(f"{folder}{entry.name}/")
    return found


def in_changed_folders(root: str, folders: Mapping[str, int]) -> Iterator[str]:
    """Return the path of every file in folders where any was added or removed since they were seen.

    Links to folders are not followed.
    """
    pending = list(folders) or [""]
    for folder in pending:
        try:
            changed = os.stat(f"{root}/{folder}").st_mtime_ns  # noqa: PTH116 - likewise
        except (FileNotFoundError, NotADirectoryError):
            continue
        if changed != folders.get(folder):
            with _opened(f"{root}/{folder}") as handle:
                for entry in _entries(handle):
                    if entry.is_file():
                        yield folder + entry.name
                    elif entry.is_dir(follow_symlinks=False) and f"{folder}{entry.name}/" not in folders:
                        pending.append(f"{folder}{entry.name}/")


def settled(found: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """Return stamps to be remembered: empty, as none is, for files that may still change and keep theirs."""
    sure = _sure()
    return {path: stamp if stamp[0] < sure else [] for path, stamp in found.items()}


def _sure() -> int:
    """Return the moment before which what has changed can't change now and keep its stamp."""
    return time.time_ns() - _TICK


@contextmanager
def _opened(folder: str) -> Iterator[int]:
    """Open a folder: the system finds files sooner from there than by their whole paths."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)


def _entries(handle: int) -> Iterator[os.DirEntry[str]]:
    with os.scandir(handle) as entries:
        yield from entries
