"""`afterlive watch`."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

from afterlive.cli.command import Command
from afterlive.cli.pelican_run import SETTINGS, add_debug, add_port, prepare, run_pelican

if TYPE_CHECKING:
    import argparse


def _watch_arguments(command: argparse.ArgumentParser) -> None:
    add_port(command)
    add_debug(command)


def _watch(asked: argparse.Namespace) -> int:
    prepare(SETTINGS)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # or what Pelican starts would go on without it
    return run_pelican(SETTINGS, asked, "--listen", "--port", str(asked.port), "--autoreload")


COMMAND = Command(
    "watch",
    "serve the site, and build it again whenever a file changes",
    "Serve the site on this machine, and build it again whenever an article, the theme or a setting changes.",
    "afterlive watch",
    _watch_arguments,
    _watch,
)
