"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_TEMPORARY = ".afterlive-"

Step = TypeVar("Step")


class Track(Protocol):
    """Gives steps one by one, and may show how far it is."""

    def __call__(self, steps: Sequence[Step], /) -> Iterable[Step]: ...  # noqa: D102  # said above


def write(path: Path, data: bytes) -> bool:
    """Write a file by way of a temporary one; return False where it holds these bytes already.

    Raises OSError.
    """
    if path.is_file() and path.read_bytes() == data:
        return False
    handle, temporary = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


@contextmanager
def appearing(folder: Path) -> Iterator[Path]:
    """Give a temporary folder that takes its name, free until then, when the block ends well.

    Raises OSError.
    """
    temporary = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=folder.parent))
    try:
        yield temporary
        temporary.chmod(0o755)
        temporary.rename(folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def sweep(folder: Path) -> None:
    """Remove what an interrupted write has left in a folder."""
    for left in folder.glob(_TEMPORARY + "*"):
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()
