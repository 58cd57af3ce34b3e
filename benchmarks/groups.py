# ruff: noqa: INP001 — a script, not a package
"""What building in groups gains: 1, 2, 4 and 10 groups, each in a folder of its own, for docs/scale.md.

    python benchmarks/groups.py [UPDATES [GROUPS ...]]

Seconds are those of processors, so that it doesn't matter what else the machine does. With a machine for
each group, a build takes as long as the slowest group, and then the join. Files are joined by links, as on
one disk.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import builders
import updates
from scale import say

UPDATES = 10_000
SHAPE = updates.Shape(live_blog=100)
"""There are enough live blogs for ten groups."""
GROUPS = (1, 2, 4, 10)


def main() -> None:
    """Print a row of a table for each number of groups."""
    count, *numbers = map(int, sys.argv[1:] or [UPDATES])
    say("groups", "cold: slowest group", "join", "together", "one more: its group", "join", "together")
    say(*["--:"] * 7)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        updates.write_all(count, {"afterlive": work / "content"}, SHAPE)
        for run, groups in enumerate(numbers or GROUPS, 1):
            machines = [_machine(work, f"{groups}-{number}") for number in range(groups + 1)]
            cold = [_build(machine, f"{n}/{groups}") for n, machine in enumerate(machines[1:], 1)]
            joined = _join(machines)
            updates.write(updates.one_more(count, run, SHAPE), work / "content", "afterlive")
            more = [_build(machine, f"{n}/{groups}") for n, machine in enumerate(machines[1:], 1)]
            again = _join(machines)
            times = (max(cold), joined, max(cold) + joined, max(more), again, max(more) + again)
            say(str(groups), *(f"{seconds:.1f} s" for seconds in times))


def _machine(work: Path, name: str) -> Path:
    """Set up a folder as it is on one machine, and return it."""
    machine = builders.afterlive(work / name)
    machine.content.symlink_to(work / "content")
    return machine.folder


def _build(folder: Path, group: str) -> float:
    return _run(folder, "publish", "--group", group)


def _join(machines: list[Path]) -> float:
    """Join the groups of all machines on the first; return the seconds that it took."""
    groups = [str(group) for machine in machines[1:] for group in (machine / "groups").iterdir()]
    return _run(machines[0], "join", "--hosted", *groups)


def _run(folder: Path, *command: str) -> float:
    begun = _seconds()
    done = subprocess.run(  # noqa: S603 — our own command
        [sys.executable, "-m", "afterlive", *command],
        cwd=folder,
        env={"SITEURL": builders.SITEURL, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stdout[-600:] + done.stderr[-600:])
    return _seconds() - begun


def _seconds() -> float:
    """Return what ended processes have taken of processors."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
