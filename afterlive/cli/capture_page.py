"""`afterlive capture`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from afterlive.cli.command import Command, add_into, track
from afterlive.counting import counted
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    import argparse

    from afterlive.capturing.fetching import Options

SHOWN = 5
"""So many things that couldn't be fetched are named."""


def _capture_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "what", metavar="ADDRESS", help="of the live blog; or a saved page, for the pictures that it lacks"
    )
    command.add_argument("--max-pages", type=int, default=200, metavar="N", help="(default: %(default)s)")
    command.add_argument("--max-megabytes", type=int, default=500, metavar="N", help="(default: %(default)s)")
    command.add_argument("--max-minutes", type=float, default=30, metavar="N", help="(default: %(default)s)")
    command.add_argument(
        "--allow-private", action="store_true", help="ask servers inside your own network, too"
    )
    add_into(command)


def _capture(asked: argparse.Namespace) -> int:
    from afterlive.capturing.fetching import Options  # noqa: PLC0415 - slow, and only this command needs it

    options = Options(
        pages=asked.max_pages,
        megabytes=asked.max_megabytes,
        minutes=asked.max_minutes,
        allow_private=asked.allow_private,
    )
    if asked.max_pages < 1 or asked.max_megabytes < 1 or asked.max_minutes <= 0:
        raise DocumentError("a limit must be above 0")
    if Path(asked.what).is_file():
        return _pictures(Path(asked.what), options)
    return _page(asked.what, asked.into, options)


def _page(url: str, content: Path, options: Options) -> int:
    from afterlive.capturing import capture_page  # noqa: PLC0415 - likewise

    if not url.lower().startswith(("http:", "https:")):
        raise DocumentError(f"{url}: no address of http or https, and no file")
    scheme, _, rest = url.partition("://")
    user, at, _ = rest.partition("/")[0].rpartition("@")
    if at:
        without = f"{scheme}://{rest.removeprefix(f'{user}@')}"
        raise DocumentError(
            f"{without} was given with a user's name or password, which a capture would keep for all to read:"
            " give it without; if the page needs them, open it in a browser, save it, and import that file"
        )
    try:
        found = capture_page(url, content, track, options)
    except DocumentError as error:
        raise DocumentError(str(error) if url in str(error) else f"{url}: {error}") from None
    _say(found.missing)
    pages, updates = counted(found.pages, "page"), counted(found.updates, "update")
    print(f"{found.file}: {pages}, {updates}, {counted(found.pictures, 'picture')}")
    if found.joins:
        print(f"another capture of {found.joins}, which it joins")
    print(f"next: afterlive import {found.file}")
    return 0


def _pictures(document: Path, options: Options) -> int:
    from afterlive.capturing import capture_pictures  # noqa: PLC0415 - likewise
    from afterlive.document_files import pictures_of  # noqa: PLC0415 - likewise

    found = capture_pictures(document, track, options)
    _say(found.missing)
    if not found.fetched:
        print(f"{document}: it lacks no picture")
    else:
        print(f"{pictures_of(document)}: {counted(found.fetched, 'picture')}")
    return 0


def _say(missing: tuple[str, ...]) -> None:
    for line in missing[:SHOWN]:
        print(f"not captured: {line}", file=sys.stderr)
    if len(missing) > SHOWN:
        print(f"not captured: {len(missing) - SHOWN} more", file=sys.stderr)


COMMAND = Command(
    "capture",
    "fetch a live blog from the web into documents/",
    """
    Fetch a live blog's page, its further pages, the data that it names and their pictures into one
    .warc.gz in documents/, under a name of its own. Captured again, all captures are kept and join. Of a
    saved page that is given instead, the pictures that it lacks are fetched into a .warc.gz beside it.
    Servers are asked one at a time, with pauses; addresses inside your own network are refused.
    """,
    """
    afterlive capture https://courier.example/fire/live
    afterlive capture documents/saved.html
    """,
    _capture_arguments,
    _capture,
)
