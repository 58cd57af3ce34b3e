# ruff: noqa: INP001 — a script, not a package
"""What building costs, beside Pelican as it comes, Hugo and Eleventy: `make benchmark`.

    python benchmarks/building.py [--runs 5] [--slow-runs 3] [--print] [UPDATES ...]

Builds the same synthetic updates with each builder, in turn, and writes docs/speed.md and docs/speed.svg;
with `--print` it only prints. What isn't installed is left out: Hugo comes by `make benchmark`, Eleventy
where there is npm. TMPDIR says where it is done; a folder in memory keeps the disk out of the figures.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import builders
import chart
import updates

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from builders import Builder

DOCS = Path(__file__).parent.parent / "docs"
SIZES = (100, 1_000, 10_000)
SLOW = frozenset({"stock", "eleventy"})
"""The builders that take longest, and are built fewer times."""
NOTHING = "afterlive"
"""The builder that can find out that nothing has changed; what that takes is measured of it alone."""

HEAD = """\
# Speed

What a build costs, beside Pelican as it comes, Hugo and Eleventy. `make benchmark` measures it and writes
this page.

The updates are synthetic, 80 to 150 words each with none to three of 30 topics, in live blogs of 500.
Afterlive builds all that it has: its full theme, the search index, feeds, the lists for reading offline.
Hugo and Eleventy have templates that make the same kinds of pages (`benchmarks/hugo/`,
`benchmarks/eleventy/`), with what a search would look through in one file; Pelican has the smallest of
themes (`benchmarks/stock/`): a page an article, lists, categories, tags and one feed. *Cold* is a build
into an empty folder without anything remembered; *one more* is a build after one update was added at the
end; *nothing* is a build after nothing has changed. Afterlive's builds are `make publish`, with the look
into `documents/` that goes before. Each figure is the median of {runs} builds, of Pelican and Eleventy of
{slow_runs}, the builders in turn; before the first of them each has built once, and its memory was looked at.

Measured with {machine}.
"""

TAIL = """\
![Seconds against updates](speed.svg)

Of a hundred updates, most of the time is what Python and Pelican take to start, and Jinja to compile the
templates; Hugo, one program in itself, has no such beginning. From some thousands of updates on, what counts
is how much of them is made again.

## Where a cold build's time goes

In one process, as shares of the processor's time after the start: `python benchmarks/phases.py`, with 2,000
updates.

| part | share |
|---|--:|
| parse articles | 7% |
| lay out live blogs | 2% |
| lay out pages, feeds and texts | 11% |
| know whether a page has changed | 3% |
| render pages | 22% |
| write files | 8% |
| index: read words | 14% |
| index: join words of a live blog | 7% |
| index: join live blogs | 10% |
| remember | 4% |
| the rest | 12% |

All but writing the files of the index is shared among processors. A part of a page that others have as
well, such as its head, its foot and each update, is rendered once for all of them: `shared` in the templates.

## Why it is as fast as that

- **What was read and made is remembered** in `.cache/afterlive`: articles as they were parsed, and of every
  file of `output/` a digest of all that it follows from. A file is made again only if that digest changed
  or the file isn't as it was left. Nothing in the memory runs when it is read, and all of it proves to be
  whole and of this version of the code, the theme and the settings; else it is as good as none.
- **Streams grow at their newest end.** Parts are counted from the oldest update, so that a full part never
  changes, and one more update touches its page, its neighbour's, the live blog, its last part, its day, the
  file of its hours, its topics, home, the feeds, the sitemap, the lists for offline reading, and the files of
  the search index that have its words.
- **The search index is brought up to date** by the words that changed: of all others it is known in
  which file they are, and that this file stays.
- **Most updates need no parser.** Plain paragraphs, quotes and lists become HTML directly; a test with
  random text holds that equal to what Python-Markdown makes.
- **Work is shared among processors** where there is enough new work to pay: live blogs that were never built
  before, a process for each processor. A build on top of others gains nothing by it, and is one process.

`tests/site/test_incremental.py` holds builds on top of others equal to builds from nothing, byte for byte,
whatever was changed in between: articles, tags, names, the theme, settings, the memory itself, `output/`.

How far one machine goes is in [scale.md](scale.md).
"""


@dataclass(frozen=True)
class Row:
    """What a builder takes for so many updates."""

    builder: str
    updates: int
    cold: float
    one_more: float
    nothing: float | None
    megabytes: float
    files: int
    bytes: int


def measure(racers: Sequence[Builder], count: int, runs: Mapping[str, int]) -> list[Row]:
    """Build so many updates with each builder, in turn, each so many times."""
    updates.write_all(count, {racer.name: racer.content for racer in racers})
    cold: dict[str, list[float]] = {racer.name: [] for racer in racers}
    more: dict[str, list[float]] = {racer.name: [] for racer in racers}
    nothing: list[float] = []
    memory = {racer.name: racer.memory() for racer in racers}  # this one warms up, too
    sizes = {racer.name: racer.size() for racer in racers}
    turns = [
        [racer for racer in racers if run <= runs[racer.name]] for run in range(1, max(runs.values()) + 1)
    ]
    for turn in turns:
        for racer in turn:
            racer.clear()
            cold[racer.name].append(racer.build())
    for run, turn in enumerate(turns, 1):
        for racer in turn:
            updates.write(updates.one_more(count, run), racer.content, racer.name)
            more[racer.name].append(racer.build())
            if racer.name == NOTHING:
                nothing.append(racer.build())
    return [
        Row(
            builder=racer.name,
            updates=count,
            cold=statistics.median(cold[racer.name]),
            one_more=statistics.median(more[racer.name]),
            nothing=statistics.median(nothing) if racer.name == NOTHING else None,
            megabytes=memory[racer.name],
            files=sizes[racer.name][0],
            bytes=sizes[racer.name][1],
        )
        for racer in racers
    ]


def table(rows: Sequence[Row], titles: dict[str, str]) -> str:
    """Return the figures of one size as a table in Markdown, and what they come to beside Afterlive's."""
    ours = next(row for row in rows if row.builder == NOTHING)
    lines = [
        f"## {ours.updates:,} updates",
        "",
        "| | cold | one more | nothing | memory | files | megabytes |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        nothing = "" if row.nothing is None else f"{row.nothing:.2f} s"
        figures = (f"{row.cold:.2f} s", f"{row.one_more:.2f} s", nothing, f"{row.megabytes:.0f} MB")
        lines.append(
            f"| {titles[row.builder]} | {' | '.join(figures)} | {row.files:,} | {row.bytes / 1e6:.1f} |"
        )
    lines += [
        "",
        "Afterlive's share of each:",
        "",
        "| | cold | one more | nothing | memory |",
        "|---|--:|--:|--:|--:|",
    ]
    for row in rows:
        if row is not ours:
            shares = (
                ours.cold / row.cold,
                ours.one_more / row.one_more,
                (ours.nothing or 0) / row.cold,
                ours.megabytes / row.megabytes,
            )
            lines.append(f"| of {titles[row.builder]} | {' | '.join(f'{share:.3f}' for share in shares)} |")
    return "\n".join([*lines, ""])


def machine(racers: Iterable[Builder]) -> str:
    """Return what the figures were taken with."""
    versions = [f"Python {platform.python_version()}"]
    for racer in racers:
        if racer.version:
            said = subprocess.run(racer.version, cwd=racer.folder, capture_output=True, text=True, check=True)  # noqa: S603 — our own
            versions.append(f"{racer.title} {re.findall(r'[0-9]+[.][0-9.]+[0-9]', said.stdout)[0]}")
    where = "in memory" if tempfile.gettempdir().startswith("/dev/shm") else "on disk"  # noqa: S108 — asked, not used
    return f"{len(os.sched_getaffinity(0))} processors, {platform.system()}, {', '.join(versions)}, {where}"


def main() -> None:
    """Measure, and write the page."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        racers = builders.builders(Path(folder))
        titles = {racer.name: racer.title for racer in racers}
        runs = {racer.name: asked.slow_runs if racer.name in SLOW else asked.runs for racer in racers}
        parts = [HEAD.format(runs=asked.runs, slow_runs=asked.slow_runs, machine=machine(racers))]
        sys.stdout.write(f"{machine(racers)}\n\n")
        rows: list[Row] = []
        for count in asked.updates or SIZES:
            rows += measure(racers, count, runs)
            parts.append(table(rows[-len(racers) :], titles))
            sys.stdout.write(parts[-1] + "\n")
            sys.stdout.flush()
    if asked.print:
        return
    lines = [
        chart.Line(f"{titles[name]}{note}", name, note != "", points)
        for name in titles
        for note, points in (
            ("", [(row.updates, row.cold) for row in rows if row.builder == name]),
            (", one more", [(row.updates, row.one_more) for row in rows if row.builder == name]),
        )
    ]
    (DOCS / "speed.svg").write_text(chart.draw(lines), encoding="utf-8")
    (DOCS / "speed.md").write_text("\n".join([*parts, TAIL]), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure what building costs.")
    parser.add_argument("--runs", type=int, default=5, help="builds of which the median counts")
    parser.add_argument("--slow-runs", type=int, default=3, help="the same of Pelican and Eleventy")
    parser.add_argument("--print", action="store_true", help="only print, and leave docs/ alone")
    parser.add_argument("updates", type=int, nargs="*", metavar="UPDATES", help="sizes of archives")
    return parser.parse_args()


if __name__ == "__main__":
    main()
