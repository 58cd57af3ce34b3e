"""Kill a piece of work at random moments, do it again, and compare what is there with what should be.

Run as a program of its own, since each trial forks. A moment is the n-th time that the work opens, renames,
makes or removes a file, which Python's audit events tell.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[[Path], None]

EVENTS = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod"}


def in_child(work: Work, house: Path, moment: int | None = None) -> int:
    """Do the work in a child, killed at a moment; return how many moments it had, 0 if it was killed."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        seen = 0

        def count(event: str, _arguments: object) -> None:
            nonlocal seen
            if event in EVENTS:
                seen += 1
                if seen == moment:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            work(house)
            os.write(writer, str(seen).encode())
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as told:
        return int(told.read() or 0)


def tree(house: Path, ignored: set[str]) -> dict[str, bytes]:
    """Return every file below a folder, but for names that are ignored."""
    return {
        path.relative_to(house).as_posix(): path.read_bytes()
        for path in sorted(house.rglob("*"))
        if path.is_file() and path.name not in ignored
    }


def run(prepared: Path, work: Work, ignored: set[str], times: int) -> str | None:
    """Return what went wrong in any of so many trials, None if nothing did."""
    moments = random.Random(times)  # noqa: S311  # the same trials each time
    with tempfile.TemporaryDirectory() as scratch:
        house = Path(scratch) / "house"
        shutil.copytree(prepared, house)
        count = in_child(work, house)
        expected = tree(house, ignored)
        for _ in range(times):
            shutil.rmtree(house)
            shutil.copytree(prepared, house)
            moment = moments.randint(1, count)
            in_child(work, house, moment)
            in_child(work, house)
            found = tree(house, ignored)
            if found != expected:
                differ = sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))
                return f"killed at {moment} of {count}: {differ}"
    return None
