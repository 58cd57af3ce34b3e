"""What stands in a folder, seen without opening a file."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Stamp(NamedTuple):
    """What changes when a file does."""

    time: int
    """In nanoseconds."""
    size: int


def stamps(root: str) -> dict[str, Stamp]:
    """Return the stamp of every file under a folder, by its path from there; none if there is no folder."""
    return dict(_stamps(root, "")) if os.path.isdir(root) else {}  # noqa: PTH112 - a Path a file would take longer


def _stamps(root: str, folder: str) -> Iterator[tuple[str, Stamp]]:
    with os.scandir(os.path.join(root, folder)) as entries:  # noqa: PTH118 - likewise
        for entry in entries:
            if entry.is_dir():
                yield from _stamps(root, f"{folder}{entry.name}/")
            elif entry.is_file():
                status = entry.stat()
                yield f"{folder}{entry.name}", Stamp(status.st_mtime_ns, status.st_size)
