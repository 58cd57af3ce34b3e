"""What a build remembers for the next one: files of JSON that prove to be whole and of this version.

Nothing in them runs when they are read. A file that is damaged, or was written by another version of the
code, the theme or the settings, counts as missing: what it would have spared is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING, TypeVar

import msgspec

from afterlive import atomic
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_DIGEST = 32

Value = TypeVar("Value")


class Store:
    """A folder with a file for each name, in a folder for each kind."""

    def __init__(self, folder: Path, version: str) -> None:
        self.folder = folder
        self.version = version.encode()

    def load(self, kind: str, name: str, of_type: type[Value]) -> Value | None:
        """Return what was saved under this name; None if it is missing."""
        try:
            proof, _, data = self._file(kind, name).read_bytes().partition(b"\n")
        except OSError:
            return None
        return msgspec.json.decode(data, type=of_type) if proof == self._proof(kind, name, data) else None

    def save(self, kind: str, name: str, value: object) -> bool:
        """Save a value as JSON; tell whether that was done. If not, what was saved before is removed, too."""
        data = msgspec.json.encode(value)
        file = self._file(kind, name)
        try:
            atomic.write(file, self._proof(kind, name, data) + b"\n" + data)
        except OSError:
            _remove(file)
            return False
        return True

    def must_save(self, kind: str, name: str, value: object) -> None:
        """Save a value that this build itself reads again. Raises DocumentError if that can't be done."""
        if not self.save(kind, name, value):
            raise DocumentError(f"{self.folder}: a build needs to write there; make room on the disk")

    def keep_only(self, kind: str, names: Iterable[str]) -> None:
        """Remove what was saved under other names."""
        kept = {self._file(kind, name) for name in names}
        with contextlib.suppress(OSError):
            for file in (self.folder / kind).iterdir():
                if file not in kept:
                    _remove(file)

    def _file(self, kind: str, name: str) -> Path:
        return self.folder / kind / hashlib.blake2b(name.encode(), digest_size=12).hexdigest()

    def _proof(self, kind: str, name: str, data: bytes) -> bytes:
        digest = hashlib.blake2b(data, digest_size=_DIGEST, key=self.version[:64], person=b"afterlive")
        digest.update(f"{kind}/{name}".encode())
        return digest.hexdigest().encode()


def _remove(file: Path) -> None:
    with contextlib.suppress(OSError):
        file.unlink()
