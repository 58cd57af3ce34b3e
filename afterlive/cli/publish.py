"""`afterlive publish`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.cli.command import Command
from afterlive.cli.groups import add_options, build_group
from afterlive.cli.pelican_run import HOSTED, prepare, run_pelican

if TYPE_CHECKING:
    import argparse


def _publish(asked: argparse.Namespace) -> int:
    if asked.group:
        return build_group(HOSTED, asked)
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
    afterlive publish --group 3/10
    """,
    add_options,
    _publish,
)
