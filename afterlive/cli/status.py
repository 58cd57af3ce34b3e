"""`afterlive status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive import archive
from afterlive.cli.command import Command, add_into, counted, track
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    import argparse


def _status(asked: argparse.Namespace) -> int:
    if not asked.into.is_dir():
        raise DocumentError(
            f"there is no {asked.into}: run it in the folder of your archive, or name it: --into"
        )
    for standing in archive.standings(asked.into, track):
        said = [
            standing.state,
            counted(standing.unsure, "unsure place") if standing.unsure else "",
            f"{counted(standing.accepted, 'warning')} accepted" if standing.accepted else "",
            f"{counted(standing.pictures, 'picture')} not saved" if standing.pictures else "",
        ]
        print(f"{standing.document}: {', '.join(filter(None, said))}")
        for warning in standing.warnings:
            print(f"    {warning}")
    return 0


COMMAND = Command(
    "status",
    "say how each document stands",
    """
    Say of each document in documents/ whether it is imported or has changed since, how many places the
    reader is unsure of (afterlive review shows them), how many warnings you accepted, which pictures were
    not saved, and what there is to mind, such as further parts that are not in it.
    """,
    "afterlive status",
    add_into,
    _status,
)
