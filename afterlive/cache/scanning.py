"""What stands in a folder, seen without opening a file."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Stamp = list[int]
"""What changes when a file does, as JSON has it: the time of its last change in nanoseconds, and its size."""

_TICK = 2_000_000_000  # nanoseconds in which a file may change twice and keep its stamp: two seconds on FAT


def stamps(root: str) -> dict[str, Stamp]:
    """Return the stamp of every file under a folder, by its path from there."""
    found = {}
    for path, entry in _files(root):
        status = entry.stat()
        found[path] = [status.st_mtime_ns, status.st_size]
    return found


def settled(found: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """Return stamps to be remembered: empty, as none is, for files that may still change and keep theirs."""
    sure = time.time_ns() - _TICK
    return {path: stamp if stamp[0] < sure else [] for path, stamp in found.items()}


def paths(root: str) -> Iterator[str]:
    """Return the path of every file under a folder."""
    return (path for path, _ in _files(root))


def _files(root: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Find every file under a folder, of which there is none if there is no folder."""
    folders = [""] if os.path.isdir(root) else []  # noqa: PTH112 - Paths would take most of the time
    while folders:
        folder = folders.pop()
        with _listed(f"{root}/{folder}") as entries:
            for entry in entries:
                if entry.is_file():
                    yield folder + entry.name, entry
                elif entry.is_dir():
                    folders.append(f"{folder}{entry.name}/")


@contextmanager
def _listed(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """Open a folder: the system finds files sooner from there than by their whole paths."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        with os.scandir(handle) as entries:
            yield entries
    finally:
        os.close(handle)
