"""`afterlive import`."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from afterlive.cache.imports import Imports
from afterlive.cli.choosing import add_choices, asked_of, show
from afterlive.cli.command import Command, add_into, track
from afterlive.counting import counted
from afterlive.errors import DocumentError, RefusedDocumentsError
from afterlive.names import slug

if TYPE_CHECKING:
    import argparse

    from afterlive.cache.imports import Report


def _import_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "documents",
        type=Path,
        nargs="*",
        metavar="DOCUMENT",
        help="text, a saved page, Markdown, a feed, an export; a folder of these; - for pasted text",
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
    if not asked.documents:
        if options or asked.dry_run or asked.list:
            raise DocumentError("name the document: these options are about one")
        import_all(asked.into)
        return 0
    with ExitStack() as pasted:
        documents = [path for named in asked.documents for path in _found(named, options, pasted)]
        _import_these(documents, asked, options)
    return 0


def _import_these(documents: list[Path], asked: argparse.Namespace, options: dict[str, Any]) -> None:
    from afterlive import archive  # noqa: PLC0415 - slow, and not needed where nothing has changed
    from afterlive.cli.split_shown import shown  # noqa: PLC0415 - likewise

    of_one = [key for key in ("title", "slug") if key in options]
    if len(documents) > 1 and of_one:
        raise DocumentError(f"--{of_one[0]} is about one document, and these are {len(documents)}")
    told = archive.facts_from_options(options)
    if asked.list:
        for path in documents:
            show(path, told)
        return
    for path in documents:
        if asked.dry_run:
            folder = asked.into / archive.home_of(path, asked.into, told)
            new = "" if folder.exists() else " (new)"
            for line in shown(path, f"{folder}{new}", archive.read(path, told)):
                print(line)
        if asked.dry_run or len(documents) > 1:
            archive.check_document(path, asked.into, told)
    for path in [] if asked.dry_run else documents:
        _say(archive.import_document(path, asked.into, told, track))


def _found(named: Path, options: dict[str, Any], pasted: ExitStack) -> list[Path]:
    """Return the documents that an argument names: the file, all of a folder, or what was pasted."""
    from afterlive import archive  # noqa: PLC0415 - likewise

    if str(named) == "-":
        return [_pasted(options, Path(pasted.enter_context(TemporaryDirectory())))]
    if named.is_dir():
        found = archive.documents_in(named)
        if not found:
            raise DocumentError(f"{named}: there is no document in this folder")
        return found
    return [named]


def _pasted(options: dict[str, Any], folder: Path) -> Path:
    """Write what standard input has to a file that its title names, the one that is told or its own."""
    from afterlive import archive  # noqa: PLC0415 - likewise

    path = folder / "-.txt"
    path.write_bytes(sys.stdin.buffer.read())
    title = options.get("title") or archive.read(path, archive.facts_from_options(options)).title
    if title is None:
        raise DocumentError(
            "- reads what is pasted, which has no title: give it a --title, its file is named by that"
        )
    name = slug(title) or "live-blog"
    return path.rename(folder / f"{options['date'] + '-' if 'date' in options else ''}{name}.txt")


def import_new() -> None:
    """Import what is new in documents/, if this folder has any. Raises DocumentError."""
    if any(Path("documents").glob("*")):
        import_all(Path("content"))


def import_all(content: Path) -> None:
    """Import all of documents/ beside content/, and say what that changed. Raises DocumentError."""
    known = Imports.of(content).reports()
    if known is None:
        from afterlive import archive  # noqa: PLC0415 - likewise

        try:
            known = archive.import_folder(content, track)
        except RefusedDocumentsError as error:
            _say(cast("list[Report]", error.reports))
            raise
    _say(known)


def _say(reports: list[Report]) -> None:
    for report in reports:
        for note in report.notes:
            print(f"{report.folder}: {note}", file=sys.stderr)
        change = f"{counted(report.changed, 'file')} written" if report.changed else "nothing new"
        print(f"{report.folder}: {counted(report.updates, 'update')}, {change}")


COMMAND = Command(
    "import",
    "turn a document into articles in content/",
    """
    Split a document into its updates and write each as an article. The document is kept in documents/
    beside content/, and what you say of it here in a .toml beside it. Importing again is safe: articles
    that were edited by hand stay as they are. Without DOCUMENT, all of documents/ is imported. Several
    documents are all imported, or none if one of them can't be read.
    """,
    """
    afterlive import saved.txt --date 2025-08-21 --title "War in Ukraine" --timezone Europe/London
    afterlive import saved.txt --dry-run
    afterlive import export.xml --list
    afterlive import export.xml --thread 10
    pbpaste | afterlive import - --title "War in Ukraine" --date 2025-08-21
    afterlive import --into elsewhere/content
    """,
    _import_arguments,
    _import,
)
