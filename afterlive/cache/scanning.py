"""The files of a folder, and whether they have changed, found without opening any."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

Stamp = list[int]
"""The time of a file's last change in nanoseconds, and its size: it changes with the file."""

_TICK = 2_000_000_000  # nanoseconds in which a file may change twice and keep its stamp: two seconds on FAT


class Scan(NamedTuple):
    """The files and folders under a folder at one moment."""

    files: dict[str, Stamp]
    """By path from the folder."""
    folders: dict[str, int]
    """When files were last added or removed in each, in nanoseconds; 0 if that may happen again unnoticed."""
    links: list[str]
    """The paths of links, unless they were followed."""


def stamps(root: str) -> dict[str, Stamp]:
    """Return the stamp of every file under a folder, by path from there; links are followed."""
    return scan(root, follow=True).files


def scan(
    root: str, folders: Iterable[str] = ("",), *, without: Container[str] = (), follow: bool = False
) -> Scan:
    """Return all files and folders under some folders of `root`, by default all; none where there is no such.

    A path of a folder ends with a slash. Those `without` are left out.
    """
    sure = _sure()
    found = Scan({}, {}, [])
    pending = [folder for folder in folders if os.path.isdir(f"{root}/{folder}")]  # noqa: PTH112 - Paths would take most of the time
    while pending:
        folder = pending.pop()
        with _opened(f"{root}/{folder}") as handle:
            changed = os.fstat(handle).st_mtime_ns
            found.folders[folder] = changed if changed < sure else 0
            for entry in _entries(handle):
                if not follow and entry.is_symlink():
                    found.links.append(folder + entry.name)
                elif entry.is_file():
                    status = entry.stat()
                    found.files[folder + entry.name] = [status.st_mtime_ns, status.st_size]
                elif entry.is_dir() and f"{folder}{entry.name}/" not in without:
                    pending.append(f"{folder}{entry.name}/")
    return found


def in_changed_folders(
    root: str, folders: Mapping[str, int], *, without: Container[str] = ()
) -> Iterator[str]:
    """Return the path of every file in folders where files were added or removed since they were scanned.

    Links to folders are not followed, and those `without` are left out.
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
                    elif entry.is_dir(follow_symlinks=False):
                        within = f"{folder}{entry.name}/"
                        if within not in folders and within not in without:
                            pending.append(within)


def settled(found: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """Return stamps to remember: empty for files that may still change without a new stamp."""
    sure = _sure()
    return {path: stamp if stamp[0] < sure else [] for path, stamp in found.items()}


def _sure() -> int:
    """Return the moment such that a file changed before it gets a new stamp if it changes again."""
    return time.time_ns() - _TICK


@contextmanager
def _opened(folder: str) -> Iterator[int]:
    """Open a folder, since the system finds files faster from there than by whole paths."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        yield handle
    finally:
        os.close(handle)


def _entries(handle: int) -> Iterator[os.DirEntry[str]]:
    with os.scandir(handle) as entries:
        yield from entries
