"""`afterlive export`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive import archive
from afterlive.cli.command import Command, add_into
from afterlive.reading.forms import json_lines

if TYPE_CHECKING:
    import argparse


def _export_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("liveblog", metavar="LIVEBLOG", help="the name of its folder in content/")
    command.add_argument("--format", choices=("text", "jsonl"), default="text", help="(default: %(default)s)")
    add_into(command)


def _export(asked: argparse.Namespace) -> int:
    liveblog = archive.liveblog(asked.into / asked.liveblog)
    print(
        json_lines.dump_text(liveblog) if asked.format == "text" else json_lines.dump_jsonl(liveblog), end=""
    )
    return 0


COMMAND = Command(
    "export",
    "print a live blog of the archive",
    "Print a live blog as plain text, or as JSON Lines that afterlive imports again without loss.",
    """
    afterlive export 2025-08-21-ukraine
    afterlive export 2025-08-21-ukraine --format jsonl > ukraine.jsonl
    """,
    _export_arguments,
    _export,
)
