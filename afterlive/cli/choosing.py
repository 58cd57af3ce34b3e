"""The options that choose a live blog of a document which holds several, or of all that somebody wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from afterlive.counting import counted

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from afterlive.model import Facts

OPTIONS = ("page", "thread", "day", "tag", "replies", "pseudonyms")


def add_choices(command: argparse.ArgumentParser) -> None:
    """Add the options."""
    command.add_argument("--list", action="store_true", help="show what can be chosen of a document")
    command.add_argument("--page", metavar="URL", help="the page of that address, of an archive of the web")
    command.add_argument("--thread", metavar="ID", help="the live blog, thread or channel of that name")
    command.add_argument("--day", metavar="YYYY-MM-DD", help="a day, or a range: 2024-03-05/2024-03-07")
    command.add_argument("--tag", metavar="NAME", help="updates with that tag")
    command.add_argument("--replies", action="store_true", help="what others answered, too")
    command.add_argument("--pseudonyms", action="store_true", help="Person 1, Person 2 for names")


def asked_of(asked: argparse.Namespace, *more: str) -> dict[str, Any]:
    """Return the options that were given, by name."""
    return {key: value for key in (*more, *OPTIONS) if (value := getattr(asked, key))}


def show(document: Path, told: Facts) -> None:
    """Print what can be chosen of a document. Raises DocumentError."""
    from afterlive import archive  # noqa: PLC0415 - slow, and not needed by every command

    choices = archive.choices(document, told)
    if not choices:
        print("one live blog: there is nothing to choose")
    for choice in choices:
        updates = counted(choice.updates, "update")
        print(f"{choice.option} {choice.value}  {updates}  {choice.begins}  {choice.words}")
