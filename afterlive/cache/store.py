"""What a build remembers for the next one: files of JSON that prove to be whole and of this version.

Nothing in them runs when they are read. One that is damaged, or was written by another version of the
code, the theme or the settings, is as good as none: what it would have spared is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING, TypeVar

import msgspec

from afterlive import atomic

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_DIGEST = 32

Value = TypeVar("Value")


class ForgottenError(Exception):
    """What would have spared work is gone or damaged; it has to be done again."""


class Store:
    """A folder with a file for each name."""

    def __init__(self, folder: Path, version: str) -> None:
        self.folder = folder
        self.version = version.encode()

    def load(self, name: str, kind: type[Value]) -> Value | None:
        """Return what was saved by this name, or None."""
        try:
            proof, _, data = self._file(name).read_bytes().partition(b"\n")
        except OSError:
            return None
        return msgspec.json.decode(data, type=kind) if proof == self._proof(name, data) else None

    def save(self, name: str, value: object) -> bool:
        """Save a value of JSON; tell whether that was possible. If not, what it replaces is forgotten too."""
        data = msgspec.json.encode(value)
        file = self._file(name)
        try:
            atomic.write(file, self._proof(name, data) + b"\n" + data)
        except OSError:
            with contextlib.suppress(OSError):
                file.unlink(missing_ok=True)
            return False
        return True

    def keep_only(self, names: Iterable[str]) -> None:
        """Remove what was saved by other names."""
        kept = {self._file(name) for name in names}
        with contextlib.suppress(OSError):
            for file in self.folder.iterdir():
                if file not in kept and file.is_file():
                    file.unlink()

    def _file(self, name: str) -> Path:
        return self.folder / hashlib.blake2b(name.encode(), digest_size=12).hexdigest()

    def _proof(self, name: str, data: bytes) -> bytes:
        digest = hashlib.blake2b(data, digest_size=_DIGEST, key=self.version[:64], person=b"afterlive")
        digest.update(f"{self.folder.name}/{name}".encode())
        return digest.hexdigest().encode()


def remembered(value: Value | None) -> Value:
    """Return what a store gave, if it gave anything. Raises ForgottenError."""
    if value is None:
        raise ForgottenError
    return value
