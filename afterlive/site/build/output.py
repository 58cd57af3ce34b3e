"""The folder output/: what is in it, and what is written into it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pelican.utils import sanitised_join

from afterlive import atomic
from afterlive.cache.keys import digest
from afterlive.cache.scanning import Scan, Stamp  # noqa: TC001 - msgspec reads it
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping


class OutputFile(NamedTuple):
    """A file of output/, as a build wrote it."""

    key: str
    """A digest of all that its content follows from."""
    stamp: Stamp
    digest: str
    """Of its content: 64 bits of SHA-256."""
    listed: bool = True
    """Whether the sitemap names it, if it is a page."""


Files = dict[str, OutputFile]
"""Files of output/, by path."""


@dataclass(frozen=True, slots=True)
class Output:
    """The folder of the site, or the part of it that is a live blog's."""

    root: str
    scan: Scan
    """What was in this part when the build began."""
    before: Mapping[str, OutputFile]
    """The files that the build before wrote, by path."""
    reserved: frozenset[str]
    """The paths that others write to."""

    def refuse_links(self, retained: Collection[str]) -> None:
        """Raise DocumentError for a link, since a file written or deleted through it is somewhere else."""
        for path in sorted(self.scan.links):
            if path.partition("/")[0] not in retained:
                raise DocumentError(
                    f"{Path(self.root, path)}: is a link, and the site is written through none; remove it"
                )

    def is_unchanged(self, path: str, file: OutputFile | None = None) -> bool:
        """Tell whether a file is as the build before wrote it."""
        file = file or self.before.get(path)
        return file is not None and file.stamp == (self.scan.files.get(path) or self._stamp(path))

    def _stamp(self, path: str) -> Stamp | None:
        """Return the stamp of a file that wasn't scanned, None if it isn't there."""
        try:
            status = os.lstat(f"{self.root}/{path}")
        except (FileNotFoundError, NotADirectoryError):
            return None
        return [status.st_mtime_ns, status.st_size]

    def put(self, path: str, key: str, make: Callable[[], str | bytes]) -> OutputFile:
        """Write what `make` returns, unless the file has this key and is unchanged. Raises OSError."""
        if path in self.before and self.before[path].key == key and self.is_unchanged(path):
            return self.before[path]
        made = make()
        data = made.encode() if isinstance(made, str) else made
        file = sanitised_join(self.root, path)
        atomic.write(file, data)
        status = os.stat(file)  # noqa: PTH116 - ten thousand files: a Path each would take longer
        return OutputFile(key, [status.st_mtime_ns, status.st_size], sha256(data).hexdigest()[:16])

    def put_text(self, path: str, text: str) -> OutputFile:
        """Write a text, unless the file has it already. Raises OSError."""
        return self.put(path, digest(text), lambda: text)

    def remove(self, path: str) -> None:
        """Remove a file, and its folder if that is empty then."""
        file = Path(self.root, path)
        file.unlink(missing_ok=True)
        if file.parent != Path(self.root):
            with suppress(OSError):  # there is another file, or the folder is gone already
                file.parent.rmdir()
