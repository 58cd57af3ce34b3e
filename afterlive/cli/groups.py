"""The option `--group`, and `afterlive join`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from afterlive.cli.command import Command
from afterlive.cli.pelican_run import HOSTED, OUTPUT, SETTINGS, add_debug, look_at, run_pelican

GROUPS = Path("groups")
"""Where groups are built, each in a folder of its own."""


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options of a build: the one that builds a part of the archive, and the one to see more."""
    command.add_argument(
        "--group",
        type=_group,
        metavar="3/10",
        help="build the third of ten groups of live blogs alone, into groups/3-of-10/, for `afterlive join`; "
        "documents aren't imported",
    )
    add_debug(command)


def build_group(settings: Path, asked: argparse.Namespace) -> int:
    """Build a group; return the exit status. Raises DocumentError."""
    look_at(settings)
    folder = GROUPS / asked.group.replace("/", "-of-")
    group = f"GROUP={json.dumps(asked.group)}"
    return run_pelican(settings, asked, "--fatal", "warnings", "-e", group, output=folder / "site")


def _group(text: str) -> str:
    from afterlive.site.build.group import number_and_count  # noqa: PLC0415 - slow, and few builds need it

    try:
        number, count = number_and_count(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"must be like 3/10, not {text!r}") from None
    return f"{number}/{count}"


def _arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "groups", type=Path, nargs="+", metavar="GROUP", help="the folders of all groups: groups/*"
    )
    command.add_argument(
        "--hosted", action="store_true", help="they were built by `afterlive publish`, by publishconf.py"
    )
    add_debug(command)


def _join(asked: argparse.Namespace) -> int:
    settings = HOSTED if asked.hosted else SETTINGS
    look_at(settings)
    join = f"JOIN={json.dumps([str(group) for group in asked.groups])}"
    status = run_pelican(settings, asked, "--fatal", "warnings", "-e", join)
    if status == 0 and not asked.hosted:
        print(f"Open {Path(OUTPUT, 'index.html').absolute().as_uri()}")
    return status


COMMAND = Command(
    "join",
    "put groups of live blogs together to one site",
    """
    Put groups of live blogs, which were built by `afterlive build --group` or `afterlive publish --group`,
    together in output/, and make home, topics, search and all else that follows from all of them. The site
    is the same, byte for byte, as if it were built at once.
    """,
    """
    afterlive join groups/*
    afterlive join --hosted groups/1-of-3 groups/2-of-3 groups/3-of-3
    """,
    _arguments,
    _join,
)
