"""A document as it lies on the disk: opened, decoded, and counted in lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

from afterlive.errors import DocumentError
from afterlive.markup import CONTROLS
from afterlive.reading.source.encodings import text_of
from afterlive.reading.source.wacz import is_wacz
from afterlive.reading.source.warc import is_warc

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Result = TypeVar("Result")

ZIP = b"PK\x03\x04"
"""What a zip begins with; a form says whether it can be read."""
PLIST = b"bplist00"
"""What a property list of Apple begins with; Safari saves pages in one."""
GZIP = b"\x1f\x8b"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What .doc, .xls and all that has a password in Office begin with."""
PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"RIFF", b"II*\0", b"MM\0*")
ADDRESS = re.compile(r"https?:/", re.IGNORECASE)
MAX_CONTROLS = 0.1
"""The share of control characters above which a file is no text."""


OPENING = 65_536
"""Bytes of an archive that are read at once; it is read in parts."""
MAX_CHARACTERS = 80_000_000
"""Of text and data; a hundred thousand updates of 115 words have about seventy million."""
MAX_IN_PAGE = 12_000_000
"""Of a page, and of Markdown, which becomes one: a tree takes more memory, and more time."""
MAX_LINES = 1_000_000
"""Of a text, the blank ones aside; a hundred thousand updates have about half a million."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Document:
    """What a reader gets: the file, its bytes, its text without carriage returns and control characters."""

    path: Path
    data: bytes
    text: str
    load: Callable[[str], bytes | None] | None = None
    """Returns what is packed with it under an address; None where it stands alone."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The physical lines, the first of which is number 1."""
        return tuple(self.text.removesuffix("\n").split("\n"))


def once(function: Callable[[Document], Result]) -> Callable[[Document], Result]:
    """Return the function, which remembers what it says of a document as long as the document is there."""
    known: WeakKeyDictionary[Document, Result] = WeakKeyDictionary()

    @wraps(function)
    def remembered(document: Document) -> Result:
        if document not in known:
            known[document] = function(document)
        return known[document]

    return remembered


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line that isn't blank."""

    number: int
    """Counted from 1 over all lines of the document, the blank ones too."""
    text: str
    """Without the space around it, runs of space inside as one."""
    indent: int = 0
    gap: bool = False
    """A blank line stands before it."""


def written(lines: Sequence[str]) -> tuple[TextLine, ...]:
    """Return the lines that aren't blank, or raise `DocumentError` if there are too many."""
    if sum(map(bool, map(str.strip, lines))) > MAX_LINES:
        raise DocumentError(f"more than {MAX_LINES} lines: save the live blog in several parts")
    return tuple(
        TextLine(
            number=number,
            text=" ".join(line.split()),
            indent=len(line) - len(line.lstrip()),
            gap=number == 1 or not lines[number - 2].strip(),
        )
        for number, line in enumerate(lines, 1)
        if line.strip()
    )


def check_length(characters: int, most: int = MAX_CHARACTERS) -> None:
    """Raise `DocumentError` for a text that takes too much time and memory."""
    if characters > most:
        raise DocumentError(f"more than {most} characters: save the live blog in several parts")


def load(path: Path) -> Document:
    """Open and decode a document, or raise `DocumentError`."""
    if ADDRESS.match(path.as_posix()):
        raise DocumentError(
            "an address: fetch it with afterlive capture ADDRESS; or open it in a browser, load all updates,"
            " save it as a complete web page (Ctrl+S) or copy its text into a .txt, and import that file"
        )
    if path.is_dir():
        raise DocumentError("a folder: name the document in it")
    data, is_whole = _bytes(path)
    if not is_whole:
        return Document(path, data, "")
    if data.lstrip().startswith(b"%PDF-"):
        raise DocumentError("a PDF, no text: copy its text into a .txt file")
    if data.startswith(PICTURES):
        raise DocumentError("a picture, no text: type what it shows into a .txt file")
    if data.startswith(OLE):
        raise DocumentError("an old document of Office, or one with a password: save it as .docx or as .html")
    if data.startswith((ZIP, GZIP, PLIST)):
        return Document(path, data, "")
    text = clean(decode(data))
    if not text or text.isspace():
        raise DocumentError("empty: there is nothing to read")
    return Document(path, data, text)


def _bytes(path: Path) -> tuple[bytes, bool]:
    """Return the bytes of a file, of an archive the first, and whether they are all of it."""
    try:
        with path.open("rb") as file:
            data = file.read(OPENING)
            if is_warc(data) or is_wacz(path, data):
                return data, False
            file.seek(0)
            return file.read(), True
    except FileNotFoundError:
        raise DocumentError("does not exist") from None
    except OSError as error:
        raise DocumentError(f"can't be read: {error.strerror}") from None


def decode(data: bytes, told: str | None = None) -> str:
    """Return the text of bytes, or raise `DocumentError` if they are none; a server may have told of what."""
    text = text_of(data, told)
    if text is None or len(CONTROLS.findall(text)) > MAX_CONTROLS * len(text):
        raise DocumentError("no text: save the live blog as text or as a web page")
    return text


def clean(text: str) -> str:
    """Write every newline as a line feed and leave out control characters, which nobody sees."""
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
