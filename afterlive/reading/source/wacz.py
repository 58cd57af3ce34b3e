"""WACZ: WARCs and a list of their pages, zipped."""

from __future__ import annotations

import io
import json
import shutil
import struct
import zipfile
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urldefrag

from afterlive.errors import DocumentError
from afterlive.reading.source import warc
from afterlive.reading.source.web_archive import WebArchive

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BEGIN = b"PK"
"""What a zip begins with."""
ARCHIVE = "archive/"
PAGES = "pages/pages.jsonl"
ABOUT = "datapackage.json"
ENDINGS = (".warc", ".warc.gz")
MAX_LIST = 50_000_000
"""Bytes of the list of pages."""
STEP = 65_536
HEADER = 30
"""Bytes of a member's header in the zip, before its name."""
ENCRYPTED = 1


def is_wacz(path: Path, data: bytes) -> bool:
    """Tell whether a file that begins like this is a WACZ."""
    if not data.startswith(BEGIN):
        return False
    try:
        with zipfile.ZipFile(path) as file:
            return any(map(_is_warc, file.namelist()))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


@contextmanager
def opened(file: IO[bytes]) -> Iterator[WebArchive]:
    """Give what a WACZ holds, as long as its file is open. Raises DocumentError, OSError."""
    with ExitStack() as stack:
        try:
            zipped = stack.enter_context(zipfile.ZipFile(file))
            members = [info for info in zipped.infolist() if _is_warc(info.filename)]
            limit = warc.max_unpacked(file.seek(0, 2))
            if sum(info.file_size for info in members) > limit:
                raise DocumentError(
                    f"unpacked it has more than {limit // 1_000_000} MB: "
                    "make an archive of the live blog's page alone"
                )
            visited = _visited(zipped)
            parts = [stack.enter_context(warc.opened(_member(file, zipped, info, stack))) for info in members]
        except (zipfile.BadZipFile, struct.error, RuntimeError, *warc.BROKEN) as error:
            if isinstance(error, DocumentError):
                raise
            raise DocumentError(f"a WACZ that is damaged: download it again ({error})") from None
        yield WebArchive(
            answers=tuple(answer for part in parts for answer in part.answers),
            moved={url: to for part in parts for url, to in part.moved.items()},
            tool=_software(zipped) or next((part.tool for part in parts if part.tool), None),
            visited=visited,
            warnings=tuple(dict.fromkeys(warning for part in parts for warning in part.warnings)),
        )


def _is_warc(name: str) -> bool:
    return name.startswith(ARCHIVE) and name.endswith(ENDINGS)


class _Within(io.RawIOBase):
    """The part of a file that a member of a zip is, as it stands there."""

    def __init__(self, file: IO[bytes], begin: int, size: int) -> None:
        self._file, self._begin, self._size, self._at = file, begin, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = max(0, offset + (0, self._at, self._size)[whence])
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - as the standard library has it
        self._file.seek(self._begin + self._at)
        part = self._file.read(min(len(buffer), max(0, self._size - self._at)))
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)


def _member(file: IO[bytes], zipped: zipfile.ZipFile, info: zipfile.ZipInfo, stack: ExitStack) -> IO[bytes]:
    """Return a member of a zip: in its place if it isn't packed once more, else in a file without a name."""
    if info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & ENCRYPTED:
        file.seek(info.header_offset)
        names = struct.unpack("<26xHH", file.read(HEADER))
        begin = info.header_offset + HEADER + sum(names)
        return stack.enter_context(io.BufferedReader(_Within(file, begin, info.file_size), STEP))
    unpacked = stack.enter_context(TemporaryFile())  # noqa: SIM115 - the stack closes it
    with zipped.open(info) as member:  # which gives no more than it declares
        shutil.copyfileobj(member, unpacked)
    unpacked.seek(0)
    return unpacked


def _software(zipped: zipfile.ZipFile) -> str | None:
    """Return what the archive says that it was made with."""
    try:
        said = json.loads(_read(zipped, ABOUT)).get("software")
    except (ValueError, AttributeError, RecursionError):
        return None
    return " ".join(said.split()) or None if isinstance(said, str) else None


def _read(zipped: zipfile.ZipFile, name: str) -> str:
    """Return the text of a member, empty where it is missing or too large."""
    if name not in zipped.namelist() or zipped.getinfo(name).file_size > MAX_LIST:
        return ""
    return zipped.read(name).decode(errors="replace")


def _visited(zipped: zipfile.ZipFile) -> frozenset[str]:
    """Return the addresses of the pages that somebody visited."""
    found = set()
    for line in _read(zipped, PAGES).splitlines():
        try:
            url = json.loads(line).get("url")
        except (ValueError, AttributeError, RecursionError):
            continue
        if isinstance(url, str):
            found.add(urldefrag(url).url)
    return frozenset(found)
