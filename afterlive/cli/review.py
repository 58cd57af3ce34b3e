"""`afterlive review`."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from afterlive import archive
from afterlive.cache import FOLDER
from afterlive.cache.lock import locked
from afterlive.cli.command import Command, add_into
from afterlive.errors import DocumentError
from afterlive.review.server import ReviewServer
from afterlive.review.session import Review

if TYPE_CHECKING:
    import argparse


def _review_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "document", metavar="DOCUMENT|LIVEBLOG", help="a document, or the name of a folder in content/"
    )
    command.add_argument("--no-browser", action="store_true", help="print the address, open no browser")
    add_into(command)


def _review(asked: argparse.Namespace) -> int:
    document = _document(asked.document, asked.into)
    with (
        locked(asked.into.parent / FOLDER / "reviewing", "review", wait=False),
        ReviewServer(Review(document, asked.into)) as server,
    ):
        print(f"Review {document} at {server.address}", flush=True)
        print("Close the page or press Ctrl-C to end.", flush=True)
        if not asked.no_browser:
            webbrowser.open(server.address)
        try:
            server.serve_forever(0.1)
        except KeyboardInterrupt:
            print()
        if not server.review.is_kept:
            print("Steps that were not kept are gone.")
    return 0


def _document(named: str, content: Path) -> Path:
    """Return the document that is named, or that a live blog of the archive was made from."""
    path = Path(named)
    if path.suffix == ".toml":
        raise DocumentError(f"{named} says how a document is read: name the document beside it")
    folder = content / path.name
    if path.is_file() or not folder.is_dir():
        return path
    found = archive.documents_of(folder)
    if len(found) > 1:
        raise DocumentError(f"{folder} has {len(found)} documents; name one: {', '.join(map(str, found))}")
    if not found:
        raise DocumentError(f"{folder} has no document in documents/: its articles were written by hand")
    return found[0]


COMMAND = Command(
    "review",
    "see a split in the browser, and mend it",
    """
    Show a document beside its split, the places that the reader is unsure of first. Each correction reads
    the document again. Keep writes what you said into the .toml beside the document, and imports. The page
    is served to this machine alone.
    """,
    """
    afterlive review saved.txt
    afterlive review 2025-08-21-ukraine
    """,
    _review_arguments,
    _review,
)
