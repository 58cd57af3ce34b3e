# ruff: noqa: INP001 — a script, not a package
"""How far one machine goes: builds of up to 100,000 updates, for docs/scale.md.

    python benchmarks/scale.py [UPDATES ...]

TMPDIR says where it is done; it takes 4 kB a file there, or some 3 GB for 100,000 updates.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

import builders
import updates

SIZES = (10_000, 20_000, 50_000, 100_000)
RUNS = 1


def main() -> None:
    """Print a row of a table for each size."""
    say("updates", "cold", "an update", "one more", "nothing", "memory", "files", "output/", ".cache/")
    say(*["--:"] * 9)
    for count in map(int, sys.argv[1:] or SIZES):
        with tempfile.TemporaryDirectory() as folder:
            ours = builders.afterlive(Path(folder) / "afterlive")
            updates.write_all(count, {ours.name: ours.content})
            cold, more, nothing = [], [], []
            for _ in range(RUNS):
                ours.clear()
                cold.append(ours.build())
            files, size = ours.size()
            for run in range(1, RUNS + 1):
                updates.write(updates.one_more(count, run), ours.content, ours.name)
                more.append(ours.build())
                nothing.append(ours.build())
            remembered = sum(path.stat().st_size for path in ours.made[1].rglob("*") if path.is_file())
            ours.clear()
            memory = ours.memory()
        say(
            f"{count:,}",
            f"{statistics.median(cold):.1f} s",
            f"{statistics.median(cold) / count * 1000:.2f} ms",
            f"{statistics.median(more):.1f} s",
            f"{statistics.median(nothing):.1f} s",
            f"{memory:.0f} MB",
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
