"""`afterlive build`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from afterlive.cli.command import Command
from afterlive.cli.groups import add_options, build_group
from afterlive.cli.pelican_run import OUTPUT, SETTINGS, prepare, run_pelican

if TYPE_CHECKING:
    import argparse


def _build(asked: argparse.Namespace) -> int:
    return build_group(SETTINGS, asked) if asked.group else build(asked)


def build(asked: argparse.Namespace) -> int:
    """Import what is new and build the site; return the exit status. Raises DocumentError."""
    prepare(SETTINGS)
    status = run_pelican(SETTINGS, asked, "--fatal", "warnings")
    if status == 0:
        print(f"Open {Path(OUTPUT, 'index.html').absolute().as_uri()}")
    return status


COMMAND = Command(
    "build",
    "build the site into output/, with what is new in documents/",
    "Import what is new in documents/ and build the site into output/, to be read from disk.",
    """
    afterlive build
    afterlive build --group 3/10
    """,
    add_options,
    _build,
)
