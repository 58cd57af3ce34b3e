"""The command `afterlive`."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rich.console import Console
from rich.progress import Progress

from afterlive import archive, packing
from afterlive.model import DocumentError
from afterlive.reading import export

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from afterlive.model import LiveBlog, Update

    Step = TypeVar("Step")

LOST = 1
"""Exit status: something of a document is lost."""
REFUSED = 2
"""Exit status: the command can't be done as asked."""
PATIENCE = 1.0
"""Seconds before a progress bar shows."""


@dataclass(frozen=True)
class Command:
    """One command, and what its help says."""

    name: str
    summary: str
    text: str
    examples: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    asked = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = asked.run
    try:
        return run(asked)
    except DocumentError as error:
        problem = str(error)
    except OSError as error:
        problem = f"{error.filename or 'the disk'}: {error.strerror or error}"
    print(f"afterlive: {problem}", file=sys.stderr)
    return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="afterlive",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Make an archive that lasts out of what is left of a live blog.",
        epilog=_text(
            """
            a keeper's way:
              afterlive import page.txt --dry-run          see how it would be split
              afterlive import page.txt --date 2025-08-21  put it into documents/ and content/
              afterlive verify                             prove that not a line is lost
              make html                                    build the site

            Exit status: 0 done, 1 verify found something missing, 2 the command can't be done; then
            nothing was changed. More on each command: afterlive COMMAND --help.
            """
        ),
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in COMMANDS:
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


def _import_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "document", type=Path, nargs="?", metavar="DOCUMENT", help="text, a saved page, Markdown, a feed"
    )
    command.add_argument("--title", help="the live blog's headline")
    command.add_argument("--date", metavar="YYYY-MM-DD", help="the day on which the coverage began")
    command.add_argument("--timezone", metavar="ZONE", help="the zone of its times, such as Europe/London")
    command.add_argument("--slug", help="its folder in content/ and its address on the site")
    command.add_argument("--dry-run", action="store_true", help="show the split, write nothing")
    _into(command)


def _read_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("document", type=Path, metavar="DOCUMENT")


def _export_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("liveblog", metavar="LIVEBLOG", help="the name of its folder in content/")
    command.add_argument("--format", choices=("text", "jsonl"), default="text", help="(default: %(default)s)")
    _into(command)


def _pack_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format",
        action="append",
        choices=tuple(packing.FORMATS),
        help="make this one only; may be given again (default: all; zim where libzim is installed)",
    )
    command.add_argument(
        "--site",
        type=Path,
        default=Path("output"),
        metavar="OUTPUT",
        help="the built site (default: %(default)s)",
    )
    command.add_argument(
        "--into",
        type=Path,
        default=Path("dist"),
        metavar="DIST",
        help="where the packages go (default: %(default)s)",
    )


def _into(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--into",
        type=Path,
        default=Path("content"),
        metavar="CONTENT",
        help="the archive's folder; documents/ stands beside it (default: %(default)s)",
    )


def _import(asked: argparse.Namespace) -> int:
    options = {
        key: getattr(asked, key) for key in ("title", "date", "timezone", "slug") if getattr(asked, key)
    }
    told = archive.facts_from_options(options)
    if asked.document is None:
        if options or asked.dry_run:
            raise DocumentError("say which document: an option is about one")
        reports = archive.import_folder(asked.into, _track)
    elif asked.dry_run:
        _show(archive.read(asked.document, told))
        return 0
    else:
        reports = archive.import_document(asked.document, asked.into, told, _track)
    for report in reports:
        for note in report.notes:
            print(f"{report.folder}: {note}", file=sys.stderr)
        change = f"{report.changed} files written" if report.changed else "nothing new"
        print(f"{report.folder}: {report.updates} updates, {change}")
    return 0


def _show(liveblog: LiveBlog) -> None:
    """Print how a document is split, in its own order."""
    print(liveblog.title or "(no title)")
    print(f"  lead: {len(liveblog.lead)} paragraphs")
    for update in liveblog.updates if liveblog.order == "oldest first" else reversed(liveblog.updates):
        title = update.title or "(no headline)"
        print(f"  {update.position:4}  {_when(update):16}  {title}  [{len(update.blocks)} paragraphs]")
    print(f"  dropped: {len(liveblog.dropped)} lines")
    for line in liveblog.dropped:
        print(f"        line {line.line}, {line.reason}: {textwrap.shorten(line.text, 60, placeholder='…')}")
    for warning in liveblog.warnings:
        print(f"  mind: {warning}")


def _when(update: Update) -> str:
    return update.time.strftime("%Y-%m-%d %H:%M") if update.time else update.stamp or str(update.date or "")


def _read(asked: argparse.Namespace) -> int:
    json.dump(export.to_json(archive.read(asked.document)), sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


def _verify(asked: argparse.Namespace) -> int:
    proofs = archive.verify(asked.into, _track)
    for proof in proofs:
        for line in proof.missing:
            print(f"{proof.document}: {line}")
        for article in proof.edited:
            print(f"{proof.document}: {article} was edited by hand and isn't held against it")
        state = f"{len(proof.missing)} missing" if proof.missing else "nothing lost"
        print(f"{proof.document}: {proof.lines} lines, {proof.dropped} dropped with a reason, {state}")
    return LOST if any(proof.missing for proof in proofs) else 0


def _export(asked: argparse.Namespace) -> int:
    liveblog = archive.liveblog(asked.into / asked.liveblog)
    print(export.dump_text(liveblog) if asked.format == "text" else export.dump_jsonl(liveblog), end="")
    return 0


def _pack(asked: argparse.Namespace) -> int:
    formats = asked.format or [name for name in packing.FORMATS if name != "zim" or packing.has_libzim()]
    for file in packing.pack(asked.site, asked.into, formats, _track):
        print(f"{file}: {file.stat().st_size / 1e6:.1f} MB")
    if not (asked.format or packing.has_libzim()):
        print(f"no .zim: {packing.HOW_TO_MAKE_ZIM}", file=sys.stderr)
    return 0


def _track(steps: Sequence[Step]) -> Iterator[Step]:
    """Give each step, with a progress bar on a terminal once it takes long."""
    console = Console(stderr=True)
    begun = time.monotonic()
    with Progress(console=console, transient=True, disable=True) as progress:
        task = progress.add_task("", total=len(steps))
        for step in steps:
            if console.is_terminal and progress.disable and time.monotonic() - begun > PATIENCE:
                progress.disable = False
                progress.start()
            yield step
            progress.advance(task)


COMMANDS = (
    Command(
        "import",
        "turn a document into articles in content/",
        """
        Split a document into its updates and write each as an article. The document is kept in documents/
        beside content/, and what you say of it here in a .toml beside it. Importing again is safe: articles
        that were edited by hand stay as they are. Without DOCUMENT, all of documents/ is imported.
        """,
        """
        afterlive import saved.txt --date 2025-08-21 --title "War in Ukraine" --timezone Europe/London
        afterlive import saved.txt --dry-run
        afterlive import --into elsewhere/content
        """,
        _import_arguments,
        _import,
    ),
    Command(
        "read",
        "print a document as one JSON object",
        """
        Split a document and print the live blog as JSON: title, lead, updates (each with title, paragraphs,
        time and the rest of its record), what was dropped and why, and warnings. Nothing is written.
        """,
        "afterlive read saved.html",
        _read_arguments,
        _read,
    ),
    Command(
        "verify",
        "prove that nothing of the documents is lost",
        """
        Hold every line of every document in documents/ against the articles: each is in exactly one, in
        order, or was dropped with a reason. Prints what is missing and exits with status 1 if anything is.
        """,
        "afterlive verify",
        _into,
        _verify,
    ),
    Command(
        "export",
        "print a live blog of the archive",
        "Print a live blog as plain text, or as JSON Lines that afterlive imports again without loss.",
        """
        afterlive export 2025-08-21-ukraine
        afterlive export 2025-08-21-ukraine --format jsonl > ukraine.jsonl
        """,
        _export_arguments,
        _export,
    ),
    Command(
        "pack",
        "make the built site one file to carry",
        """
        Pack the site that `make html` built: a .zip (unpack it, open index.html), each live blog as one .html
        that needs no other file, and a .zim for Kiwix. SHA256SUMS beside them has their checksums.
        """,
        """
        afterlive pack
        afterlive pack --format html --format zip
        """,
        _pack_arguments,
        _pack,
    ),
)
