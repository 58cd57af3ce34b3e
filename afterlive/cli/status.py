"""`afterlive status`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive import archive
from afterlive.cli.command import Command, add_into, track
from afterlive.counting import counted
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    import argparse

    from afterlive.archive.standing import Standing


def _status(asked: argparse.Namespace) -> int:
    if not asked.into.is_dir():
        raise DocumentError(
            f"there is no {asked.into}: run it in the folder of your archive, or name it: --into"
        )
    for standing in archive.standings(asked.into, track):
        said = [
            standing.state,
            _page(standing),
            counted(standing.unsure, "unsure place") if standing.unsure else "",
            f"{counted(standing.accepted, 'warning')} accepted" if standing.accepted else "",
            f"{counted(standing.taken_down, 'place')} taken down" if standing.taken_down else "",
        ]
        print(f"{standing.document}: {', '.join(filter(None, said))}")
        for warning in standing.warnings:
            print(f"    {warning}")
    return 0


def _page(standing: Standing) -> str:
    if standing.page is None:
        return ""
    number, total = standing.page
    return f"page {number} of {total}" if number else "not all pages"


COMMAND = Command(
    "status",
    "say how each document stands",
    """
    Say of each document in documents/ whether it is imported or has changed since, how many places the
    reader is unsure of (afterlive review shows them), how many warnings you accepted, which page of how many
    it is, where something was taken down, and what there is to mind, such as pictures that were not saved.
    """,
    "afterlive status",
    add_into,
    _status,
)
