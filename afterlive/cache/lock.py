"""A lock: one build at a time, and one import, since two at once would spoil each other's files."""

from __future__ import annotations

import os
import socket
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONGEST = 3600
"""Seconds to wait for a process that is running; a build of a million updates takes 17 minutes."""
_LEFT_OVER = 10
"""Seconds to wait for processes that the holder started, once it has ended itself."""
_PAUSE = 0.1


class Holder(NamedTuple):
    """The process that holds a lock, as the file of the lock says."""

    process: int
    host: str
    since: str
    """Local time, to the minute."""

    def __str__(self) -> str:
        return f"process {self.process} on {self.host}, since {self.since}"

    def lives(self) -> bool:
        """Tell whether the process is running; a process of another host counts as running."""
        if self.host != socket.gethostname():
            return True
        try:
            os.kill(self.process, 0)
        except ProcessLookupError:
            return False
        except OSError:  # it is another user's
            return True
        return True


@contextmanager
def locked(file: Path, work: str, *, wait: bool) -> Iterator[None]:
    """Hold a lock while the block runs, for this process and those that it forks.

    `work` is what the holder does, in a word: "build". Raises DocumentError if another process holds the
    lock, at once or, with `wait`, when that takes too long. Where the system has no locks or the file can't
    be written, nothing is held.
    """
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        yield
        return
    try:
        _acquire(handle, file, work, wait=wait)
        _write(handle, f"{os.getpid()}\n{socket.gethostname()}\n{time.strftime('%Y-%m-%d %H:%M')}")
        try:
            yield
        finally:
            _write(handle, "")
    finally:
        os.close(handle)


def _acquire(handle: int, file: Path, work: str, *, wait: bool) -> None:
    """Take the lock of an open file. Raises DocumentError if another process doesn't give it up."""
    started = lived = time.monotonic()
    said = False
    while not _take(handle):
        now, holder = time.monotonic(), _holder(handle)
        named = f" ({holder})" if holder else ""
        if holder is None or holder.lives():
            lived = now
        elif now - lived > _LEFT_OVER:
            raise DocumentError(
                f"the {work} that held {file} has ended{named}, but something that it left running "
                f"still holds it: end that (`fuser {file}` names it), then try again"
            )
        if not wait or now - started > _LONGEST:
            kill = f", or end it by `kill {holder.process}`" if holder else ""
            raise DocumentError(
                f"another {work} of this archive is running{named}: let it end{kill}, then try again"
            )
        if not said:
            sys.stderr.write(f"Waiting for another {work} of this archive to end{named}.\n")
            said = True
        time.sleep(_PAUSE)


def _take(handle: int) -> bool:
    """Try to take the lock; return False if another process has it."""
    try:
        import fcntl  # noqa: PLC0415 - not every system has it

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (OSError, ImportError):  # there are no locks here
        return True
    return True


def _write(handle: int, text: str) -> None:
    with suppress(OSError):
        os.ftruncate(handle, 0)
        os.pwrite(handle, text.encode(), 0)


def _holder(handle: int) -> Holder | None:
    """Return who holds a lock; None if it hasn't said so yet."""
    try:
        process, host, since = os.pread(handle, 1000, 0).decode().split("\n")
        return Holder(int(process), host, since)
    except (OSError, ValueError):
        return None
