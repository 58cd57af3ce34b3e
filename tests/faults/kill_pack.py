"""Kill the packing of a site: for the first time, and over the packages of what it was before."""

import sys
import tempfile
from pathlib import Path

from sites import archive_in, build, change
from trials import in_child, run

from afterlive import packing


def pack(house: Path) -> None:
    list(packing.pack(house / "output", house / "dist", ["zip", "html"], list))


def fresh(house: Path) -> None:
    archive_in(house)
    in_child(build, house)


def changed(house: Path) -> None:
    fresh(house)
    pack(house)
    change(house)
    in_child(build, house)


if __name__ == "__main__":
    for prepare in (fresh, changed):
        with tempfile.TemporaryDirectory() as scratch:
            prepare(Path(scratch))
            problem = run(Path(scratch), pack, {".cache"}, int(sys.argv[1]))
            if problem:
                sys.exit(f"{prepare.__name__}: {problem}")
