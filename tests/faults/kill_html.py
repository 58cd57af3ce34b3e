"""Kill builds: a first one, one over the site of what the archive was, one by several processes."""

import sys
import tempfile
from pathlib import Path

from sites import archive_in, build, change
from trials import in_child, run


def fresh(house: Path) -> None:
    archive_in(house)


def changed(house: Path) -> None:
    archive_in(house)
    in_child(build, house)
    change(house)


def shared(house: Path) -> None:
    archive_in(house, live_blogs=2, updates=120)


if __name__ == "__main__":
    times = int(sys.argv[1])
    for prepare, trials in ((fresh, times), (changed, times), (shared, times // 10)):
        if not trials:
            continue
        with tempfile.TemporaryDirectory() as scratch:
            prepare(Path(scratch))
            problem = run(Path(scratch), build, {".cache"}, trials)
            if problem:
                sys.exit(f"{prepare.__name__}: {problem}")
