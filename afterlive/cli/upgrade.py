"""`afterlive upgrade`."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from afterlive import VERSION, atomic
from afterlive.cli.command import Command
from afterlive.cli.starter_files import (
    Record,
    digest_of_text,
    read_record,
    starter_files,
    write_record,
)

if TYPE_CHECKING:
    import argparse


def _no_arguments(_command: argparse.ArgumentParser) -> None:
    pass


def _upgrade(_asked: argparse.Namespace) -> int:
    folder = Path()
    record = read_record(folder)
    digests = dict(record.digests)
    for path, text in starter_files(record.name).items():
        said, written = _bring(folder / path, text, digests.get(path))
        if written:
            digests[path] = digest_of_text(text)
        if said:
            print(said)
    write_record(folder, Record(record.name, digests))
    print(f"The files are those of Afterlive {VERSION}. documents/ and content/ are as they were.")
    return 0


def _bring(file: Path, text: str, recorded: str | None) -> tuple[str, bool]:
    """Bring a file to this version unless it was edited; return what to say, and whether it has the text."""
    if not file.exists():
        if recorded:
            return f"{file}: you removed it, and it isn't brought back", False
        atomic.write(file, text.encode())
        return f"{file}: new", True
    there = file.read_text("utf-8")
    if digest_of_text(there) == digest_of_text(text):
        return "", True
    if recorded == digest_of_text(text):
        return "", False  # only a keeper changed it
    if recorded == digest_of_text(there):
        atomic.write(file, text.encode())
        return f"{file}: upgraded", True
    shown = unified_diff(
        there.splitlines(), text.splitlines(), f"{file} (yours)", f"{file} (Afterlive {VERSION})", lineterm=""
    )
    return "\n".join([f"{file}: you edited it, so it stays as it is; this is the difference:", *shown]), False


COMMAND = Command(
    "upgrade",
    "bring the files of your archive to this version",
    """
    Bring the files that `afterlive new` made to the version of Afterlive that runs. What you edited stays
    as it is, and the difference is shown; documents/ and content/ are never touched.
    """,
    "afterlive upgrade",
    _no_arguments,
    _upgrade,
)
