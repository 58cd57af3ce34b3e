"""The command `afterlive`."""

from __future__ import annotations

import argparse
import os
import sys
import textwrap
from importlib import import_module
from typing import TYPE_CHECKING

from afterlive import VERSION
from afterlive.cli.command import REFUSED
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from afterlive.cli.command import Command

COMMANDS = {
    "new": "new",
    "build": "build",
    "serve": "serve",
    "watch": "watch",
    "publish": "publish",
    "join": "groups",
    "offline": "offline",
    "upgrade": "upgrade",
    "capture": "capture_page",
    "import": "import_document",
    "read": "read",
    "review": "review",
    "status": "status",
    "rename": "rename",
    "move": "move",
    "remove": "remove",
    "verify": "verify",
    "export": "export",
    "pack": "pack",
}
"""The module of each command."""


STOPPED = 130
"""The exit status after Ctrl-C, as shells have it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        asked = _parser(_commands(arguments)).parse_args(arguments or ["--help"])
        run: Callable[[argparse.Namespace], int] = asked.run
        return run(asked)
    except BrokenPipeError:  # who reads has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("afterlive: stopped", file=sys.stderr)
        return STOPPED
    except DocumentError as error:
        problem = str(error)
    # What lacks memory may be the loading of a library.
    except (MemoryError, ImportError, SystemError, OSError) as error:
        if _lacks_memory(error):
            problem = "there is too little memory: close other programs, or raise the limit (ulimit -v)"
        elif isinstance(error, OSError):
            problem = f"{error.filename or 'the disk'}: {error.strerror or error}"
        else:
            raise
    for line in problem.split("\n"):
        print(f"afterlive: {line}", file=sys.stderr)
    return REFUSED


def _lacks_memory(error: Exception) -> bool:
    told = ("failed to map", "Cannot allocate", "without exception set", "without setting an exception")
    return isinstance(error, MemoryError) or any(words in str(error) for words in told)


def _commands(arguments: Sequence[str]) -> list[Command]:
    """Return the command that is asked for, since each takes a while to load; all of them if it is none."""
    names = [name for name in arguments[:1] if name in COMMANDS] or COMMANDS
    return [import_module(f"afterlive.cli.{COMMANDS[name]}").COMMAND for name in names]


def _parser(offered: Iterable[Command]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="afterlive",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Make an archive that lasts out of what is left of a live blog.",
        epilog=_text(
            """
            a keeper's way:
              afterlive new my-archive                     make a folder for an archive, and go there
              afterlive capture https://courier.example/fire   fetch a page from the web; or bring a file
              afterlive import page.txt --dry-run          see how it would be split
              afterlive review page.txt                    mend the split where it is wrong
              afterlive import page.txt --date 2025-08-21  put it into documents/ and content/
              afterlive build                              build the site
              afterlive verify                             prove that not a line is lost

            Exit status: 0 done, 1 verify found something missing, 2 the command can't be done; then
            nothing was changed. More on each command: afterlive COMMAND --help.
            """
        ),
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {VERSION}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in offered:
        added = commands.add_parser(
            command.name,
            help=command.summary,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            description=_text(command.text),
            epilog="examples:\n" + textwrap.indent(_text(command.examples), "  "),
        )
        command.add_arguments(added)
        added.set_defaults(run=command.run)
    return parser


def _text(text: str) -> str:
    return textwrap.dedent(text).strip()
