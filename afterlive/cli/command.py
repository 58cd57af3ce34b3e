"""What all commands have in common."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from rich.progress import Progress

    Step = TypeVar("Step")

LOST = 1
"""Exit status: something of a document is lost."""
REFUSED = 2
"""Exit status: the command can't be done as asked."""
PATIENCE = 1.0
"""Seconds before a progress bar shows."""


@dataclass(frozen=True)
class Command:
    """One command, and what its help says."""

    name: str
    summary: str
    text: str
    examples: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def add_into(command: argparse.ArgumentParser) -> None:
    """Add the option that names the archive."""
    command.add_argument(
        "--into",
        type=Path,
        default=Path("content"),
        metavar="CONTENT",
        help="the archive's folder; documents/ stands beside it (default: %(default)s)",
    )


def track(steps: Sequence[Step]) -> Iterator[Step]:
    """Give each step, with a progress bar on a terminal once it takes long."""
    if not sys.stderr.isatty():
        yield from steps
        return
    begun, bar = time.monotonic(), None
    for done, step in enumerate(steps):
        if bar is None and time.monotonic() - begun > PATIENCE:
            bar = _bar(done, len(steps))
        yield step
        if bar:
            bar.advance(bar.task_ids[0])
    if bar:
        bar.stop()


def _bar(done: int, total: int) -> Progress:
    """Show a progress bar."""
    from rich.console import Console  # noqa: PLC0415 - slow, and most work is done before there is need
    from rich.progress import Progress  # noqa: PLC0415 - likewise

    bar = Progress(console=Console(stderr=True), transient=True)
    bar.add_task("", completed=done, total=total)
    bar.start()
    return bar
