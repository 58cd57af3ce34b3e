"""`afterlive import`."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from afterlive.cache.imports import Imports
from afterlive.cli.choosing import add_choices, asked_of, show
from afterlive.cli.command import Command, add_into, track
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    import argparse

    from afterlive.cache.imports import Report
    from afterlive.model import LiveBlog, Update


def _import_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "document", type=Path, nargs="?", metavar="DOCUMENT", help="text, a saved page, a feed, an export"
    )
    command.add_argument("--title", help="the live blog's headline")
    command.add_argument("--date", metavar="YYYY-MM-DD", help="the day on which the coverage began")
    command.add_argument("--timezone", metavar="ZONE", help="the zone of its times, such as Europe/London")
    command.add_argument("--slug", help="its folder in content/ and its address on the site")
    command.add_argument(
        "--anyway", action="store_true", help="import a document that does not look like a live blog"
    )
    add_choices(command)
    command.add_argument("--dry-run", action="store_true", help="show the split, write nothing")
    add_into(command)


def _import(asked: argparse.Namespace) -> int:
    options = asked_of(asked, "title", "date", "timezone", "slug", "anyway")
    if asked.document is None:
        if options or asked.dry_run or asked.list:
            raise DocumentError("say which document: an option is about one")
        import_all(asked.into)
        return 0
    from afterlive import archive  # noqa: PLC0415 - slow, and not needed where nothing has changed

    told = archive.facts_from_options(options)
    if asked.list:
        show(asked.document, told)
    elif asked.dry_run:
        _show(archive.read(asked.document, told))
    else:
        _say(archive.import_document(asked.document, asked.into, told, track))
    return 0


def import_new() -> None:
    """Import what is new in documents/, if this folder has any. Raises DocumentError."""
    if any(Path("documents").glob("*")):
        import_all(Path("content"))


def import_all(content: Path) -> None:
    """Import all of documents/ beside content/, and say what that changed. Raises DocumentError."""
    known = Imports.of(content).reports()
    if known is None:
        from afterlive import archive  # noqa: PLC0415 - likewise

        known = archive.import_folder(content, track)
    _say(known)


def _say(reports: list[Report]) -> None:
    for report in reports:
        for note in report.notes:
            print(f"{report.folder}: {note}", file=sys.stderr)
        change = f"{report.changed} files written" if report.changed else "nothing new"
        print(f"{report.folder}: {report.updates} updates, {change}")


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


COMMAND = Command(
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
    afterlive import export.xml --list
    afterlive import export.xml --thread 10
    afterlive import --into elsewhere/content
    """,
    _import_arguments,
    _import,
)
