# ruff: noqa: INP001 — a script, not a package
"""How far one machine goes: builds of up to 1,000,000 updates in 10,000 live blogs, for docs/scale.md.

    python benchmarks/scale.py [--keep FOLDER] [UPDATES ...]

TMPDIR says where it is done: in memory (/dev/shm), or on a disk where there is more room. It takes some 4 GB
for 100,000 updates and 40 GB for 1,000,000. Updates are made one after another, and are never all in memory.

How far it is, is told on standard error. With `--keep`, all is done in a folder that stays, and what was
measured there before isn't measured again: a run that was stopped goes on with the build that it was at, by
the code that was copied there.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import builders
import updates

if TYPE_CHECKING:
    from collections.abc import Callable

    from builders import Builder

SIZES = (10_000, 100_000, 1_000_000)
SHAPE = updates.Shape(live_blog=100, days=7_300)
"""Twenty years of live blogs."""
HEADINGS = (
    *("updates", "live blogs", "cold", "an update", "one more", "nothing"),
    *("memory, cold", "memory, one more", "files", "output/", ".cache/"),
)


@dataclass(frozen=True)
class Scale:
    """The builds of so many updates in one folder, and what was measured of them."""

    count: int
    ours: Builder

    def cells(self) -> tuple[str, ...]:
        """Return the row of the table."""
        self._once("written", self._write)
        cold, cold_memory = self._once("cold", self._cold)
        files, size, remembered = self._once("size", self._size)
        more, more_memory = self._once("one more", self._one_more)
        (nothing,) = self._once("nothing", lambda: self._watched("nothing")[:1])
        return (
            f"{self.count:,}",
            f"{-(-self.count // SHAPE.live_blog):,}",
            f"{cold:.1f} s",
            f"{cold / self.count * 1000:.2f} ms",
            f"{more:.1f} s",
            f"{nothing:.1f} s",
            f"{cold_memory:.0f} MB",
            f"{more_memory:.0f} MB",
            f"{files:,.0f}",
            f"{size / 1e6:.0f} MB",
            f"{remembered / 1e6:.0f} MB",
        )

    def _once(self, name: str, measure: Callable[[], tuple[float, ...]]) -> tuple[float, ...]:
        """Return the figures of this name, measured unless they were before."""
        file = self.ours.folder / "measured.json"
        known = json.loads(file.read_text()) if file.exists() else {}
        if name not in known:
            known[name] = measure()
            file.write_text(json.dumps(known))
        return tuple(known[name])

    def _write(self) -> tuple[float, ...]:
        self._tell("writing updates")
        updates.write_all(self.count, {self.ours.name: self.ours.content}, SHAPE)
        return ()

    def _cold(self) -> tuple[float, ...]:
        self.ours.clear()
        return self._watched("cold")

    def _size(self) -> tuple[float, ...]:
        remembered = sum(path.stat().st_size for path in self.ours.made[1].rglob("*") if path.is_file())
        return (*self.ours.size(), remembered)

    def _one_more(self) -> tuple[float, ...]:
        updates.write(updates.one_more(self.count, 1, SHAPE), self.ours.content, self.ours.name)
        return self._watched("one more")

    def _watched(self, build: str) -> tuple[float, ...]:
        return self.ours.watched(told=lambda took, most: self._tell(f"{build}, {took:.0f} s, {most:.0f} MB"))

    def _tell(self, what: str) -> None:
        sys.stderr.write(f"\r{self.count:,} updates: {what:40}")
        sys.stderr.flush()


def main() -> None:
    """Print a row of a table for each size."""
    parser = argparse.ArgumentParser(description="Measure how far one machine goes.")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="do it here, and go on with it here")
    parser.add_argument("updates", type=int, nargs="*", metavar="UPDATES", help="sizes of archives")
    asked = parser.parse_args()
    say(*HEADINGS)
    say(*["--:"] * len(HEADINGS))
    for count in asked.updates or SIZES:
        kept = contextlib.nullcontext(asked.keep) if asked.keep else tempfile.TemporaryDirectory()
        with kept as folder:
            cells = Scale(count, builders.afterlive(Path(folder) / str(count))).cells()
        sys.stderr.write("\n")
        say(*cells)


def say(*cells: str) -> None:
    """Print a row of a table in Markdown."""
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
