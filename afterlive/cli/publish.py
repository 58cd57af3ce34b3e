"""`afterlive publish`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.cli.command import Command
from afterlive.cli.pelican_run import HOSTED, add_debug, prepare, run_pelican

if TYPE_CHECKING:
    import argparse


def _publish(asked: argparse.Namespace) -> int:
    prepare(HOSTED)
    return run_pelican(HOSTED, asked, "--fatal", "warnings")


COMMAND = Command(
    "publish",
    "build the site as it is hosted",
    """
    Build the site as it is hosted, with feeds and canonical links, by the settings of publishconf.py. The
    environment says its address: SITEURL, or the repository in a workflow of GitHub.
    """,
    """
    afterlive publish
    SITEURL=https://example.org afterlive publish
    """,
    add_debug,
    _publish,
)
