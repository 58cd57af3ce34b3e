"""`afterlive offline`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.cli.build import build
from afterlive.cli.command import Command
from afterlive.cli.pack import pack_all
from afterlive.cli.pelican_run import OUTPUT, add_debug

if TYPE_CHECKING:
    import argparse


def _offline(asked: argparse.Namespace) -> int:
    return build(asked) or pack_all(OUTPUT)


COMMAND = Command(
    "offline",
    "build the site and pack it to be carried",
    "Build the site and pack it into dist/: a .zip, an .html and an .epub a live blog, a .zim with libzim.",
    "afterlive offline",
    add_debug,
    _offline,
)
