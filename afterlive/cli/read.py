"""`afterlive read`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from afterlive import archive
from afterlive.cli.choosing import add_choices, asked_of, show
from afterlive.cli.command import Command
from afterlive.reading.forms import json_lines

if TYPE_CHECKING:
    import argparse


def _read_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("document", type=Path, metavar="DOCUMENT")
    add_choices(command)
    command.add_argument(
        "--explain",
        action="store_true",
        help="print what became of each line of a text, and which rules spoke",
    )


def _read(asked: argparse.Namespace) -> int:
    told = archive.facts_from_options(asked_of(asked) | {"anyway": True})
    if asked.list:
        show(asked.document, told)
        return 0
    if asked.explain:
        for line in archive.explain(asked.document, told):
            print(line)
        return 0
    json.dump(
        json_lines.to_json(archive.read(asked.document, told)), sys.stdout, ensure_ascii=False, indent=1
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
