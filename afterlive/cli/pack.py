"""`afterlive pack`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.filesize import decimal

from afterlive import packing
from afterlive.cli.command import Command, track

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

DIST = Path("dist")


def _pack_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format",
        action="append",
        choices=tuple(packing.FORMATS),
        help="make this one only; may be given again (default: all; zim where libzim is installed)",
    )
    command.add_argument(
        "--site",
        type=Path,
        default=Path("output"),
        metavar="OUTPUT",
        help="the built site (default: %(default)s)",
    )
    command.add_argument(
        "--into",
        type=Path,
        default=DIST,
        metavar="DIST",
        help="where the packages go (default: %(default)s)",
    )


def _pack(asked: argparse.Namespace) -> int:
    return _make(asked.site, asked.into, asked.format) if asked.format else pack_all(asked.site, asked.into)


def pack_all(site: Path, into: Path = DIST) -> int:
    """Make all packages of a built site, a .zim only where libzim is; return the exit status."""
    _make(site, into, [name for name in packing.FORMATS if name != "zim" or packing.has_libzim()])
    if not packing.has_libzim():
        print(f"no .zim: {packing.HOW_TO_MAKE_ZIM}", file=sys.stderr)
    return 0


def _make(site: Path, into: Path, formats: Sequence[str]) -> int:
    for file in packing.pack(site, into, formats, track):
        print(f"{file}: {decimal(file.stat().st_size)}")
    return 0


COMMAND = Command(
    "pack",
    "make the built site one file to carry",
    """
    Pack the site that `make html` built: a .zip (unpack it, open index.html), each live blog as one .html
    that needs no other file and as an e-book (.epub), a .zim for Kiwix. SHA256SUMS beside them has their
    checksums.
    """,
    """
    afterlive pack
    afterlive pack --format html --format zip
    """,
    _pack_arguments,
    _pack,
)
