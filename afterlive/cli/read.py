"""`afterlive read`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from afterlive import archive
from afterlive.cli.command import Command
from afterlive.model import Facts
from afterlive.reading.forms import json_lines

if TYPE_CHECKING:
    import argparse


ANYWAY = Facts(anyway=True)


def _read_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("document", type=Path, metavar="DOCUMENT")
    command.add_argument(
        "--explain",
        action="store_true",
        help="print what became of each line of a text, and which rules spoke",
    )


def _read(asked: argparse.Namespace) -> int:
    if asked.explain:
        for line in archive.explain(asked.document, ANYWAY):
            print(line)
        return 0
    json.dump(
        json_lines.to_json(archive.read(asked.document, ANYWAY)), sys.stdout, ensure_ascii=False, indent=1
    )
    print()
    return 0


COMMAND = Command(
    "read",
    "print a document as one JSON object",
    """
    Split a document and print the live blog as JSON: title, lead, updates (each with title, paragraphs,
    time and the rest of its record), what was dropped and why, and warnings. Nothing is written.
    """,
    """
    afterlive read saved.html
    afterlive read pasted.txt --explain
    """,
    _read_arguments,
    _read,
)
