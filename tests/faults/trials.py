"""Kill a piece of work at random moments, do it again, and compare what is there with what should be.

Each trial forks. A moment is the n-th time that the work opens, renames,
makes or removes a file, which Python's audit events tell.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import signal
import sys
import tempfile
import traceback
import warnings
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[[Path], object]

ENDINGS = {
    "content/*/*.md": lambda data: data.endswith(b"\n"),
    "output/**/*.html": lambda data: data.rstrip().endswith(b"</html>"),
    "dist/*.html": lambda data: data.rstrip().endswith(b"</html>"),
    "dist/*.zip": lambda data: zipfile.is_zipfile(io.BytesIO(data)),
}
"""What a file that is whole ends with, by where it stands."""
EVENTS = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.chmod"}


def in_child(work: Work, house: Path, moment: int | None = None) -> int:
    """Do the work in a child, killed at a moment; return how many moments it had, 0 if it was killed."""
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of Python 3.12 on, where there are threads
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
        except Exception:  # noqa: BLE001 - the child ends here, whatever it is
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader) as told:
        return int(told.read() or 0)


def tree(house: Path, ignored: set[str]) -> dict[str, bytes]:
    """Return every file below a folder, but for names of files and folders that are ignored."""
    return {
        path.relative_to(house).as_posix(): path.read_bytes()
        for path in sorted(house.rglob("*"))
        if path.is_file() and ignored.isdisjoint(path.relative_to(house).parts)
    }


def broken(house: Path) -> list[str]:
    """Return the files that are there in part, as their endings tell."""
    return [
        path.relative_to(house).as_posix()
        for pattern, ending in ENDINGS.items()
        for path in house.glob(pattern)
        if not path.name.startswith(".") and not ending(path.read_bytes())
    ]


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
            if halves := broken(house):
                return f"killed at {moment} of {count}: {halves} are there in part"
            in_child(work, house)
            found = tree(house, ignored)
            if found != expected:
                differ = sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))
                return f"killed at {moment} of {count}: {differ}"
    return None
