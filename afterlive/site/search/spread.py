"""Values by name that may be more than memory holds: beyond some megabytes they wait in files."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, Self

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

_MOST = 64_000_000
"""Bytes in memory."""


class Spread:
    """Lists of values by name, in a folder that is removed in the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lines: dict[str, list[bytes]] = {}
        self._size = 0
        self._names: set[str] = set()
        """Of those that have a file."""

    def __enter__(self) -> Self:
        shutil.rmtree(self.folder, ignore_errors=True)  # of a build that was killed
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def add(self, name: str, value: object) -> None:
        """Add a value to the list of a name, which is one of a file."""
        line = msgspec.json.encode(value)
        self._lines.setdefault(name, []).append(line)
        self._size += len(line)
        if self._size > _MOST:
            self._write()

    def names(self) -> list[str]:
        """Return all names, in order."""
        return sorted({*self._names, *self._lines})

    def values(self, name: str, of_type: Any) -> Iterator[Any]:  # noqa: ANN401 - whatever was added
        """Return the values of a name, in the order in which they were added."""
        decoder = msgspec.json.Decoder(of_type)
        if name in self._names:
            with (self.folder / name).open("rb") as file:
                yield from map(decoder.decode, file)
        yield from map(decoder.decode, self._lines.get(name, ()))

    def _write(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, lines in self._lines.items():
            with (self.folder / name).open("ab") as file:
                file.writelines(line + b"\n" for line in lines)
        self._names.update(self._lines)
        self._lines, self._size = {}, 0
