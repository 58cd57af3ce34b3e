"""A saved page in a zip: the page, and the folder that browsers save beside it."""

from __future__ import annotations

import unicodedata
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from afterlive.errors import DocumentError
from afterlive.reading.forms import saved_page
from afterlive.reading.rules.html_page import page
from afterlive.reading.source.document import ZIP, Document, clean, decode
from afterlive.reading.source.images import ENDINGS, MAX_BYTES, MAX_TOTAL, Images
from afterlive.reading.source.page_source import PageSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from afterlive.model import Facts, LiveBlog

SAVED = tuple(map(str.lower, ENDINGS))
"""How folders end that were saved with a page."""
PAGES = (".html", ".htm", ".xhtml")
LEFT = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What systems put into zips."""
MAX_PAGE = 100_000_000
"""Bytes of the page."""
MAX_MEMBERS = 100_000
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError)


def recognises(document: Document) -> bool:
    """Tell whether a document is a zip of one page with its folders, and nothing else."""
    return document.data.startswith(ZIP) and _page_in(document) is not None


def lines(document: Document) -> tuple[str, ...]:
    """Return the page's visible blocks of text."""
    with zipfile.ZipFile(BytesIO(document.data)) as zipped:
        return page(_html(zipped, document)).lines


def read(document: Document, facts: Facts) -> LiveBlog:
    """Read a zipped page, or raise `DocumentError`."""
    with zipfile.ZipFile(BytesIO(document.data)) as zipped:
        html = _html(zipped, document)
        images = Images(_loader(zipped, _page_in(document) or ""))
        return saved_page.read_html(html, PageSource(document.path, facts, images))


def _page_in(document: Document) -> str | None:
    """Return the name of the page, if all else in the zip lies in folders saved with it."""
    try:
        with zipfile.ZipFile(BytesIO(document.data)) as zipped:
            names = [name for name in zipped.namelist()[:MAX_MEMBERS] if not _is_left(name)]
    except BROKEN:
        return None
    outside = [name for name in names if not any(part.lower().endswith(SAVED) for part in _folders(name))]
    is_page = len(outside) == 1 and outside[0].lower().endswith(PAGES)
    return outside[0] if is_page else None


def _is_left(name: str) -> bool:
    return name.endswith("/") or name.startswith(LEFT[0]) or name.rpartition("/")[2] in LEFT


def _same(name: str) -> str:
    """Return a name without what some systems don't tell apart."""
    return unicodedata.normalize("NFC", name).casefold()


def _folders(name: str) -> tuple[str, ...]:
    return PurePosixPath(name.replace("\\", "/")).parts[:-1]


def _html(zipped: zipfile.ZipFile, document: Document) -> str:
    name = _page_in(document) or ""
    return clean(decode(_read(zipped, name, MAX_PAGE)))


def _read(zipped: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """Return a file of the zip, which is never larger than the zip says. Raises DocumentError."""
    if zipped.getinfo(name).file_size > limit:
        raise DocumentError(f"{name} in it is larger than {limit // 1_000_000} MB: save the page again")
    try:
        return zipped.read(name)
    except BROKEN as error:
        raise DocumentError(f"{name} in it can't be unpacked ({error}): zip the page again") from None


def _loader(zipped: zipfile.ZipFile, page_name: str) -> Callable[[str], bytes | None]:
    """Return a function that loads a file by its address in the page; upper and lower case are the same."""
    folder = page_name.rpartition("/")[0]
    files = {_same(name.replace("\\", "/")): name for name in zipped.namelist()}
    taken: dict[str, int] = {}

    def load(source: str) -> bytes | None:
        path = unquote(source.replace("\\", "/").partition("?")[0].partition("#")[0]).removeprefix("./")
        name = files.get(_same(f"{folder}/{path}" if folder else path))
        if name is None:
            return None
        taken[name] = zipped.getinfo(name).file_size
        if taken[name] > MAX_BYTES or sum(taken.values()) > MAX_TOTAL:
            return None
        try:
            return _read(zipped, name, MAX_BYTES)
        except DocumentError:
            return None

    return load
