"""`afterlive rename`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive import archive
from afterlive.cli.command import Command, add_into, track

if TYPE_CHECKING:
    import argparse


def _rename_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("liveblog", metavar="LIVEBLOG", help="the name of its folder in content/")
    command.add_argument("new", metavar="NEW", help="what it is to be called")
    add_into(command)


def _rename(asked: argparse.Namespace) -> int:
    archive.rename(asked.into, asked.liveblog, asked.new, track)
    print(f"It is {asked.new}/index.html now, and all addresses that its pages had lead there.")
    print("Build and publish again.")
    return 0


COMMAND = Command(
    "rename",
    "give a live blog another address",
    """
    Rename the folder of a live blog in content/, which is its address on the site. Every address that its
    pages had leads to where they are now. What names the folder in documents/ is changed, too.
    """,
    "afterlive rename 2025-08-21-ukraine 2025-08-21-kyiv",
    _rename_arguments,
    _rename,
)
