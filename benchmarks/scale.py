# ruff: noqa: INP001 — a script, not a package
"""How far one machine goes: builds of up to 1,000,000 updates in 10,000 live blogs, for docs/scale.md.

    python benchmarks/scale.py [UPDATES ...]

TMPDIR says where it is done: in memory (/dev/shm), or on a disk where there is more room. It takes some 4 GB
for 100,000 updates and 40 GB for 1,000,000. Updates are made one after another, and are never all in memory.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import builders
import updates

SIZES = (10_000, 100_000, 1_000_000)
SHAPE = updates.Shape(live_blog=100, days=7_300)
"""Twenty years of live blogs."""
HEADINGS = (
    *("updates", "live blogs", "cold", "an update", "one more", "nothing"),
    *("memory, cold", "memory, one more", "files", "output/", ".cache/"),
)


def main() -> None:
    """Print a row of a table for each size."""
    say(*HEADINGS)
    say(*["--:"] * len(HEADINGS))
    for count in map(int, sys.argv[1:] or SIZES):
        with tempfile.TemporaryDirectory() as folder:
            ours = builders.afterlive(Path(folder) / "afterlive")
            updates.write_all(count, {ours.name: ours.content}, SHAPE)
            cold, cold_memory = ours.watched()
            files, size = ours.size()
            remembered = sum(path.stat().st_size for path in ours.made[1].rglob("*") if path.is_file())
            updates.write(updates.one_more(count, 1, SHAPE), ours.content, ours.name)
            more, more_memory = ours.watched()
            nothing = ours.build()
        say(
            f"{count:,}",
            f"{-(-count // SHAPE.live_blog):,}",
            f"{cold:.1f} s",
            f"{cold / count * 1000:.2f} ms",
            f"{more:.1f} s",
            f"{nothing:.1f} s",
            f"{cold_memory:.0f} MB",
            f"{more_memory:.0f} MB",
            f"{files:,}",
            f"{size / 1e6:.0f} MB",
            f"{remembered / 1e6:.0f} MB",
        )


def say(*cells: str) -> None:
    """Print a row of a table in Markdown."""
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
