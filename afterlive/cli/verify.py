"""`afterlive verify`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive import archive
from afterlive.cli.command import LOST, Command, add_into, track
from afterlive.counting import counted
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    import argparse

OUTPUT = "output"


def _verify(asked: argparse.Namespace) -> int:
    if not asked.into.is_dir():
        raise DocumentError(
            f"there is no {asked.into}: run it in the folder of your archive, or name it: --into"
        )
    proofs = archive.verify(asked.into, track)
    if not proofs and not archive.is_archive(asked.into):
        raise DocumentError(
            f"{asked.into} has no live blog, and there is no documents/ beside it: is it yours?"
        )
    for proof in proofs:
        for line in proof.missing:
            print(f"{proof.document}: {line}")
        for article in proof.edited:
            print(f"{proof.document}: {article} was edited by hand and isn't held against it")
        for mark in proof.taken_down:
            print(f"{proof.document}: {mark}")
        if not proof.lines:
            continue
        state = f"{len(proof.missing)} missing" if proof.missing else "nothing lost"
        lines = counted(proof.lines, "line")
        print(f"{proof.document}: {lines}, {proof.dropped} dropped with a reason, {state}")
    lost = [line for proof in proofs for line in proof.missing]
    output = asked.into.parent / OUTPUT
    if output.is_dir():
        unpublished = list(archive.unpublished(asked.into, output, track))
        for line in unpublished:
            print(f"{output}: {line}")
        state = (
            f"{len(unpublished)} missing; run afterlive build"
            if unpublished
            else "every update is on the site"
        )
        print(f"{output}: {state}")
        lost += unpublished
    return LOST if lost else 0


COMMAND = Command(
    "verify",
    "prove that nothing of the documents is lost",
    """
    Hold every line of every document in documents/ against the articles: each is in exactly one, in
    order, or was dropped with a reason. Then hold output/, where the site was built, against content/:
    every update on its page, in its stream and in the search. Prints what is missing, of pages that wait
    for a build only their number, and exits with status 1 if anything is.
    """,
    "afterlive verify",
    add_into,
    _verify,
)
