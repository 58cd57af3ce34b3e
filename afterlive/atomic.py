"""Files and folders that appear whole or not at all: they are made under another name first."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEMPORARY = ".afterlive-"


def write(file: str | Path, data: bytes) -> None:
    """Write a file, and the folders that it needs. Raises OSError."""
    temporary = _temporary(file)
    try:
        handle = _open(temporary)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120 - likewise
        handle = _open(temporary)
    try:
        try:
            rest = memoryview(data)
            while rest:  # a disk that is nearly full takes a part
                rest = rest[os.write(handle, rest) :]
        finally:
            os.close(handle)
        os.replace(temporary, file)  # noqa: PTH105 - likewise
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_changed(file: Path, data: bytes) -> bool:
    """Write a file unless it holds these bytes already; tell whether it was written. Raises OSError."""
    if file.is_file() and file.read_bytes() == data:
        return False
    write(file, data)
    return True


def copy_changed(source: Path, file: Path) -> bool:
    """Copy a file unless it is there already, byte by byte; tell whether it was copied. Raises OSError."""
    if file.is_file() and _same(source, file):
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    with appearing(file) as temporary:
        shutil.copyfile(source, temporary)
    return True


@contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """Give another path: what the block makes there, a file or a folder, takes its name when all went well.

    Raises OSError, also where a folder would take the name of one that isn't empty.
    """
    temporary = Path(_temporary(path))
    _remove(temporary)
    try:
        yield temporary
        temporary.replace(path)
    except BaseException:
        sweep(path.parent, temporary.name)
        raise


def sweep(folder: Path, beginning: str = _TEMPORARY) -> None:
    """Remove what interrupted writing has left in a folder, by the beginning of its name. Raises OSError."""
    for left in folder.glob(beginning + "*"):
        _remove(left)


def _same(one: Path, other: Path) -> bool:
    """Tell whether two files hold the same bytes, without all of them in memory."""
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as first, other.open("rb") as second:
        return all(part == second.read(len(part)) for part in iter(partial(first.read, 1_000_000), b""))


def _temporary(file: str | Path) -> str:
    """Return the other name of a file: the same each time, so that what was interrupted is written over."""
    folder, name = os.path.split(file)
    return os.path.join(folder, _TEMPORARY + blake2b(os.fsencode(name), digest_size=8).hexdigest())  # noqa: PTH118 - ten thousand files: a Path each would take longer


def _open(file: str) -> int:
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
