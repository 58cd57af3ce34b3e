"""What all commands have in common."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import Progress

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

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
    console = Console(stderr=True)
    begun = time.monotonic()
    with Progress(console=console, transient=True, disable=True) as progress:
        task = progress.add_task("", total=len(steps))
        for step in steps:
            if console.is_terminal and progress.disable and time.monotonic() - begun > PATIENCE:
                progress.disable = False
                progress.start()
            yield step
            progress.advance(task)
