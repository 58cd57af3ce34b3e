"""The folder output/: what stands there, and what is written into it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pelican.utils import sanitised_join

from afterlive import atomic
from afterlive.cache.scanning import Seen, Stamp, in_changed_folders
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Collection


class Written(NamedTuple):
    """What is known of a file of output/ that a build wrote."""

    key: str
    """A digest of all that its content follows from."""
    stamp: Stamp
    content: str
    """A digest of what it holds: 64 bits of SHA-256."""


Files = dict[str, Written]
"""Files of output/, by their paths."""


@dataclass(frozen=True, slots=True)
class Output:
    """The folder of the site."""

    root: str
    seen: Seen
    """What stood there when the build began."""
    taken: frozenset[str]
    """The files that others write."""

    def refuse_links(self, retained: Collection[str]) -> None:
        """Raise DocumentError for a link, since what is written or deleted through it stands elsewhere."""
        for path in sorted(self.seen.links):
            if path.partition("/")[0] not in retained:
                raise DocumentError(
                    f"{Path(self.root, path)}: is a link, and the site is written through none; remove it"
                )

    def has(self, path: str, written: Written) -> bool:
        """Tell whether a file is as it was written."""
        return self.seen.files.get(path) == written.stamp

    def others(self, known: Collection[str]) -> set[str]:
        """Return the files that stand here by now and aren't among those that are known."""
        found = chain(self.seen.files, in_changed_folders(self.root, self.seen.folders))
        return {path for path in found if path not in known and Path(self.root, path).is_file()}

    def clear(self, known: Collection[str], retained: Collection[str]) -> None:
        """Remove all that stands here, but for files that are known and what Pelican is told to retain."""
        for path in self.seen.files:
            if path not in known and path.partition("/")[0] not in retained:
                self.remove(path)

    def remove(self, path: str) -> None:
        """Remove a file, and its folder if nothing else stands there."""
        file = Path(self.root, path)
        file.unlink(missing_ok=True)
        if file.parent != Path(self.root):
            with suppress(OSError):  # there is another file, or the folder is gone already
                file.parent.rmdir()

    def write(self, path: str, key: str, text: str) -> Written:
        """Write a file."""
        data = text.encode()
        file = sanitised_join(self.root, path)
        atomic.write(file, data)
        status = os.stat(file)  # noqa: PTH116 - ten thousand files: a Path each would take longer
        return Written(key, [status.st_mtime_ns, status.st_size], sha256(data).hexdigest()[:16])
