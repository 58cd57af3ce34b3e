"""`afterlive remove`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from afterlive import archive
from afterlive.archive.leftovers import BLOBS
from afterlive.cli.command import Command, add_into, counted, track

if TYPE_CHECKING:
    import argparse


def _remove_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "update", metavar="LIVEBLOG/UPDATE", help="its folder in content/, and its slug or its file's name"
    )
    command.add_argument(
        "--why", required=True, metavar="REASON", help="what its page will say, in a sentence"
    )
    command.add_argument(
        "--keep-address", action="store_true", help="leave its address as it is, with the words in it"
    )
    add_into(command)


def _remove(asked: argparse.Namespace) -> int:
    removal = archive.remove(asked.into, asked.update, asked.why, track, keep_address=asked.keep_address)
    print(f"Taken down. {removal.page} will say why.")
    for address in removal.former:
        print(
            f"{address}: held words of it; a host's page for wrong addresses leads from there to the new one"
        )
    for line in removal.done:
        print(line)
    for place in removal.left:
        print(f"{place}: still has words of it; mend it by hand", file=sys.stderr)
    print("Build, pack and publish again: until then output/ and dist/ have it still.")
    if removal.history:
        print(
            f"Git's history has it still, in {counted(removal.history, 'version')} of files. To take"
            " these out, commit this, and then, in a fresh clone with a copy of this list:\n"
            f"    git filter-repo --strip-blobs-with-ids {BLOBS}\n"
            "Push with --force; whoever has a clone or a fork still has it."
        )
    return 0


COMMAND = Command(
    "remove",
    "take an update down",
    """
    Take an update down: its text, headline, pictures and the words in its address, out of content/, out of
    its documents and out of what builds remember. Its place in the live blog stays, with a page that says
    why. Importing again doesn't bring it back, nor does a document that has grown. A text keeps all its
    other lines; a document of any other form becomes JSON Lines, which hold what all other updates are.
    """,
    """
    afterlive remove 2025-08-21-ukraine/a-name-that-was-wrong --why "It named the wrong man."
    """,
    _remove_arguments,
    _remove,
)
