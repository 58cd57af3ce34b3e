"""`afterlive serve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.cli.build import build
from afterlive.cli.command import Command
from afterlive.cli.pelican_run import SETTINGS, add_debug, add_port, run_pelican

if TYPE_CHECKING:
    import argparse


def _serve_arguments(command: argparse.ArgumentParser) -> None:
    add_port(command)
    add_debug(command)


def _serve(asked: argparse.Namespace) -> int:
    return build(asked) or run_pelican(SETTINGS, asked, "--listen", "--port", str(asked.port))


COMMAND = Command(
    "serve",
    "build the site and serve it on this machine",
    "Build the site and serve it at http://localhost:8000, to this machine alone.",
    "afterlive serve --port 9000",
    _serve_arguments,
    _serve,
)
