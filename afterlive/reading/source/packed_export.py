"""Exports as services hand them out, packed: the file in them that is read, with what goes along with it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from afterlive.errors import DocumentError
from afterlive.reading.source import packed
from afterlive.reading.source.document import clean, decode
from afterlive.reading.source.json_source import ASSIGNMENT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from afterlive.reading.source.document import Document
    from afterlive.reading.source.packed import Packed

KEPT_WHOLE = (
    "documents/ keeps all of what is packed, what was never public, too: don't publish that folder, "
    "or import the file itself with its pictures beside it."
)
MAX_PICTURE = 20_000_000


def _of_parts(parts: Sequence[str]) -> str:
    """Join the lists of scripts that an archive of X is parted into."""
    lists = (ASSIGNMENT.sub("", part, count=1).strip().removeprefix("[").removesuffix("]") for part in parts)
    begin = ASSIGNMENT.match(parts[0])
    return f"{begin[0] if begin else ''}[{','.join(filter(str.strip, lists))}]"


class MainFile(NamedTuple):
    """The file of an export that is read; the folder that it stands in is where its addresses start."""

    name: re.Pattern[str]
    mark: str
    """What stands in it, and not in files that are only called so."""
    join: Callable[[Sequence[str]], str] | None = None
    """What makes one text of several such files in one folder."""


MAIN = (
    MainFile(re.compile(r"(?:.*/)?outbox\.json"), '"orderedItems"'),
    MainFile(re.compile(r"(?:.*/)?tweets?(?:-part\d+)?\.js"), "window.YTD.", _of_parts),
    MainFile(re.compile(r"(?:.*/)?result\.json"), '"messages"'),
    MainFile(re.compile(r"(?:.*/)?messages\d*\.html"), 'class="history"', "\n".join),
    MainFile(re.compile(r"(?:.*/)?(?:_chat|[^/]*whatsapp[^/]*)\.txt", re.IGNORECASE), ": "),
    MainFile(re.compile(r"(?:.*/)?[^/]*\.wordpress\.[^/]*\.xml", re.IGNORECASE), "wordpress.org/export/"),
)


def opened(document: Document) -> Document:
    """Return the document that an export packs; any other document as it is. Raises DocumentError."""
    names = packed.names(document)
    for main in MAIN:
        if found := sorted(filter(main.name.fullmatch, names), key=_in_order):
            return _inner(document, packed.files(document), main, found) or document
    return document


def _in_order(name: str) -> tuple[int, str]:
    """Return what sorts parts by their numbers; the first has none."""
    return len(name), name


def _inner(document: Document, held: Packed, main: MainFile, names: list[str]) -> Document | None:
    folders = {name.rpartition("/")[0] for name in names}
    if len(folders) > 1 or (len(names) > 1 and main.join is None):
        raise DocumentError(
            f"packs {len(names)} exports, such as {names[0]} and {names[1]}: unpack it, and import each"
        )
    held.check_sizes(names)
    texts = [clean(decode(held.read(name))) for name in names]
    if main.mark not in texts[0]:
        return None
    text = main.join(texts) if main.join else texts[0]
    return replace(document, text=text, load=partial(_loaded, held, folders.pop()))


def _loaded(held: Packed, folder: str, source: str) -> bytes | None:
    name = f"{folder}/{source.lstrip('/')}".lstrip("/")
    return held.read(name, MAX_PICTURE) if name in held else None
