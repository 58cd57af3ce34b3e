"""`afterlive move`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive import archive
from afterlive.cli.command import Command, add_into, track

if TYPE_CHECKING:
    import argparse


def _move_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "update", metavar="LIVEBLOG/UPDATE", help="its folder in content/, and its slug or its file's name"
    )
    command.add_argument("other", metavar="OTHER", help="the folder of the live blog that it goes to")
    add_into(command)


def _move(asked: argparse.Namespace) -> int:
    page = archive.move(asked.into, asked.update, asked.other, track)
    print(f"It is {page} now. Build and publish again: the addresses that it had lead there.")
    return 0


COMMAND = Command(
    "move",
    "move an update to another live blog",
    """
    Move an update to another live blog, to where its time belongs, with its pictures. Every address that it
    had leads to the new one, and it goes on to follow the document that it was made from.
    """,
    "afterlive move 2025-08-21-ukraine/drone-crashes-in-poland 2025-08-20-poland",
    _move_arguments,
    _move,
)
