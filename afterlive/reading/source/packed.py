"""Files packed into one, as zip or as tar.gz: read within bounds, and never unpacked to the disk."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from afterlive.errors import DocumentError
from afterlive.reading.source.document import GZIP, ZIP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element  # the class has no public name

    from afterlive.reading.source.document import Document

MAX_FILES = 200_000
MAX_BYTES = 500_000_000
"""Of one file in it; of all files in a tar.gz, which can only be read as a whole."""
MAX_XML = 20_000_000
"""Bytes of one file of XML."""
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    tarfile.TarError,
    ValueError,
)


class Packed:
    """The files in a package, by name; raises `DocumentError` for one that can't be read."""

    def __init__(self, data: bytes) -> None:
        self._held: dict[str, bytes] = {}
        self._zip: zipfile.ZipFile | None = None
        try:
            if data.startswith(ZIP):
                self._zip = zipfile.ZipFile(io.BytesIO(data))
                names = self._zip.namelist()
            else:
                self._held = dict(_of_tar(data))
                names = list(self._held)
        except DocumentError:
            raise
        except BROKEN:
            raise DocumentError("a packed file that is broken: download it again") from None
        if len(names) > MAX_FILES:
            raise DocumentError(
                f"more than {MAX_FILES} files are packed into it: unpack it, and take the one"
            )
        self.names = tuple(names)
        self.known = frozenset(names)

    def __contains__(self, name: str) -> bool:
        return name in self.known

    def size(self, name: str) -> int:
        """Return how many bytes a file has, or says to have, which is all that is read of it."""
        return len(self._held[name]) if self._zip is None else self._zip.getinfo(name).file_size

    def check_sizes(self, names: Iterable[str]) -> None:
        """Raise `DocumentError` for files that are too much together."""
        if sum(map(self.size, names)) > MAX_BYTES:
            raise DocumentError(
                f"packs more than {MAX_BYTES // 1_000_000} MB of text: unpack it, and take the one"
            )

    def read(self, name: str, most: int = MAX_BYTES) -> bytes:
        """Return the bytes of a file, or raise `DocumentError`, also for more than `most`."""
        if self._zip is None:
            return self._held[name]
        if self.size(name) > most:
            raise DocumentError(
                f"{name} in it is larger than {most // 1_000_000} MB: save the live blog in several parts"
            )
        try:
            return self._zip.read(name)
        except BROKEN:
            raise DocumentError(f"{name} in it is broken: download it again") from None
        except RuntimeError:  # it has a password
            raise DocumentError("locked by a password: save it without one") from None

    def xml(self, name: str) -> Element:
        """Return the root of a file of XML, which may name no entities; or raise `DocumentError`."""
        return xml_root(self.read(name, MAX_XML), name)


@lru_cache(maxsize=2)
def _tried(document: Document) -> Packed | DocumentError:
    try:
        return Packed(document.data)
    except DocumentError as error:
        return error


def files(document: Document) -> Packed:
    """Return the files that a document packs, or raise `DocumentError`."""
    found = _tried(document)
    if isinstance(found, DocumentError):
        raise found
    return found


def is_packed(document: Document) -> bool:
    """Tell whether a document packs files, be it broken or not."""
    return document.data.startswith((ZIP, GZIP))


def names(document: Document) -> frozenset[str]:
    """Return the names of the files that a document packs; none where it packs none, or is broken."""
    found = _tried(document) if is_packed(document) else None
    return found.known if isinstance(found, Packed) else frozenset()


def xml_root(data: bytes, name: str) -> Element:
    """Return the root of XML, or raise `DocumentError`: nothing outside of it is loaded, nothing expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(f"{name} in it is broken, in line {error.lineno}: save it again") from None
    if cast("Any", root.getroottree().docinfo).doctype:
        raise DocumentError(f"{name} in it names entities, which no word processor writes: save it again")
    return root


class _Bounded(io.RawIOBase):
    """What is packed by gzip, as far as it stays within bounds."""

    def __init__(self, data: bytes) -> None:
        self._stream = gzip.open(io.BytesIO(data))  # noqa: SIM115 - of bytes, which need no closing
        self._left = MAX_BYTES

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, or raise `DocumentError`."""
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise DocumentError(f"packs more than {MAX_BYTES // 1_000_000} MB: unpack it, and take the one")
        return data


def _of_tar(data: bytes) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=_Bounded(data), mode="r|") as tar:
        for member in tar:
            if member.isfile() and (file := tar.extractfile(member)):
                yield member.name.removeprefix("./"), file.read()
