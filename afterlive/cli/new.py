"""`afterlive new`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from afterlive import atomic
from afterlive.cli.command import Command
from afterlive.cli.starter_files import Record, digest_of_text, starter_files, write_record
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    import argparse


def _new_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, metavar="FOLDER", help="where the archive will stand")
    command.add_argument("--name", help="what the archive is called; nothing is asked then")


def _new(asked: argparse.Namespace) -> int:
    folder: Path = asked.folder
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DocumentError(f"{folder} is there already and not empty: give another name")
    name = _line(asked.name or _answer(folder.resolve().name))
    texts = starter_files(name)
    for path, text in texts.items():
        atomic.write(folder / path, text.encode())
    for empty in ("documents", "content"):  # git keeps no folder without a file
        atomic.write(folder / empty / ".gitkeep", b"")
    write_record(folder, Record(name, {path: digest_of_text(text) for path, text in texts.items()}))
    print(f"{folder} is ready. Put a document into {folder / 'documents'}, and in {folder}: afterlive build")
    return 0


def _answer(suggested: str) -> str:
    """Ask what the archive is called, if there is somebody to be asked."""
    if not sys.stdin.isatty():
        return suggested
    return input(f"What is the archive called? [{suggested}] ") or suggested


def _line(name: str) -> str:
    """Return a name that stands in one line. Raises DocumentError."""
    if not name.strip() or re.search(r"[\x00-\x1f\x7f]", name):
        raise DocumentError("the archive's name must be one line of text")
    return name.strip()


COMMAND = Command(
    "new",
    "make a folder for an archive of your own",
    """
    Make a folder with all that an archive takes: documents/ and content/, settings, a Makefile, and the
    workflow that publishes it on GitHub. Its name is all that is asked.
    """,
    """
    afterlive new my-archive
    afterlive new my-archive --name "The harbour, kept"
    """,
    _new_arguments,
    _new,
)
