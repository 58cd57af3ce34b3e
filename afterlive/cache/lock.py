"""One build at a time: what two write and remember at once would not go together."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager, suppress
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder, once nobody else does, for this process and those that it forks while the block runs.

    Such a process may outlive this one, if that is killed; the folder is held until it has ended as well,
    which is why the lock is the system's own: filelock gives its locks up in processes that are forked.
    Where a folder can't be held, nothing is.
    """
    with ExitStack() as stack:
        with suppress(OSError, ImportError):
            stack.enter_context(_lock(folder))
        yield


def _lock(folder: Path) -> IO[str]:
    """Return the file that holds the folder. Raises OSError, and ImportError where there are no locks."""
    import fcntl  # noqa: PLC0415 - not every system has it

    folder.mkdir(parents=True, exist_ok=True)
    file = (folder / "lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.stderr.write("Waiting for another build of this archive to end.\n")
        fcntl.flock(file, fcntl.LOCK_EX)
    return file
