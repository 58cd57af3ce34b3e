"""WARC: the records of an archive of the web, read one after another and never all at once."""

from __future__ import annotations

import datetime as dt
import logging
import re
import zlib
from contextlib import ExitStack, contextmanager, suppress
from functools import lru_cache, partial
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from afterlive.errors import DocumentError
from afterlive.reading.source.web_archive import Answer, WebArchive, absolute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WARC = b"WARC/"
"""What a WARC begins with."""
GZIP = b"\x1f\x8b"
OPENING = 200
"""Bytes that tell what is packed."""
MAX_RATIO = 200
"""So many times its size an archive may have unpacked."""
MIN_UNPACKED = 50_000_000
"""Bytes that any archive may have unpacked."""
MAX_UNPACKED = 1_000_000_000
"""Bytes that one may have unpacked, unless it is larger packed."""
MAX_RECORDS = 200_000
MAX_HEADERS = 1_000_000
"""Bytes before a record's content."""
MAX_LINE = 100_000
"""Bytes of a header's line; what is longer is taken for several."""
MAX_ANSWER = 20_000_000
"""Bytes of an answer that are looked at."""
STEP = 1_000_000
WEB = ("http:", "https:")
BLOCK = 16_000
"""Bytes that are unpacked at once."""
BROKEN = (zlib.error, EOFError, OSError, ValueError, KeyError, AttributeError, TypeError)
"""What the library raises for an archive that is damaged."""
SOFTWARE = re.compile(r"^software:\s*(\S.*?)\s*$", re.IGNORECASE | re.MULTILINE)
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
ONE = "non-chunked gzip"
"""What the library says of an archive that is packed as one."""
DAMAGED = "The archive is cut off or damaged behind {} records, and the rest is left out: download it again."


class PackedAsOneError(Exception):
    """All records are packed as one, against the standard, which packs each by itself."""


def is_warc(data: bytes) -> bool:
    """Tell whether bytes are the beginning of a WARC, packed or not."""
    if not data.startswith(GZIP):
        return data.startswith(WARC)
    try:
        return zlib.decompressobj(wbits=31).decompress(data, OPENING).startswith(WARC)
    except zlib.error:
        return False


def max_unpacked(size: int) -> int:
    """Return how many bytes an archive of this size may have unpacked."""
    return max(size, min(MAX_UNPACKED, max(MIN_UNPACKED, size * MAX_RATIO)))


@contextmanager
def opened(file: IO[bytes]) -> Iterator[WebArchive]:
    """Give what a WARC holds, as long as its file is open. Raises DocumentError, OSError."""
    with ExitStack() as stack:
        try:
            archive = _read(file)
        except PackedAsOneError:
            unpacked = stack.enter_context(TemporaryFile())
            _unpack(file, unpacked)
            archive = _read(unpacked)
        yield archive


def _read(file: IO[bytes]) -> WebArchive:
    answers: list[Answer] = []
    moved: dict[str, str] = {}
    warnings: list[str] = []
    tool: str | None = None
    number, size = 0, 0
    limit = max_unpacked(_size(file))
    try:
        for offset, record in _records(file, 0):
            if record.rec_type == "warcinfo":
                said = SOFTWARE.search(record.raw_stream.read(STEP).decode(errors="replace"))
                tool = tool or (said[1] if said else None)
            size += _skipped(record.raw_stream, limit - size)
            _check(size, limit, number)
            _check_end(record)
            number += 1
            moved.update(_moves(record))
            if answer := _answer(record, partial(_load, file, offset)):
                answers.append(answer)
    except DocumentError:
        raise
    except _broken() as error:
        if ONE in str(error):
            raise PackedAsOneError from None
        warnings.append(DAMAGED.format(number))
    if not answers:
        why = warnings[0] if warnings else "It holds no page: make an archive of the live blog's page."
        raise DocumentError(f"a WARC that can't be read. {why}")
    return WebArchive(tuple(answers), moved, tool, warnings=tuple(warnings))


def _check(size: int, limit: int, records: int) -> None:
    """Raise DocumentError for an archive that is too large."""
    if size > limit or records > MAX_RECORDS:
        raise DocumentError(
            f"unpacked it has more than {limit // 1_000_000} MB or {MAX_RECORDS} records: "
            "make an archive of the live blog's page alone"
        )


def _check_end(record: Any) -> None:  # noqa: ANN401 - the library has no types
    """Raise EOFError if a record that was read is shorter than it says."""
    if record.raw_stream.limit:
        raise EOFError


def _answer(record: Any, load: Callable[[], bytes]) -> Answer | None:  # noqa: ANN401 - the library has no types
    """Return what a server answered, if a record is that and the server had something."""
    url = absolute("", record.rec_headers.get_header("WARC-Target-URI") or "")
    if not url.startswith(WEB):
        return None
    if record.rec_type == "response" and record.http_headers and _status(record) == "200":
        kind = record.http_headers.get_header("Content-Type") or ""
    elif record.rec_type == "resource":
        kind = record.rec_headers.get_header("Content-Type") or ""
    else:
        return None
    charset = CHARSET.search(kind)
    return Answer(
        url,
        time_of(record.rec_headers.get_header("WARC-Date")),
        kind.partition(";")[0].strip().lower(),
        charset[1] if charset else None,
        load,
    )


def _moves(record: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - likewise
    """Yield from where to where a record says that one has to look."""
    url = absolute("", record.rec_headers.get_header("WARC-Target-URI") or "")
    to = record.rec_headers.get_header("WARC-Refers-To-Target-URI")
    if record.http_headers and _status(record).startswith("3") and record.rec_type != "revisit":
        to = record.http_headers.get_header("Location")
    to = absolute(to or "", url)
    if to and to != url:
        yield url, to


def _status(record: Any) -> str:  # noqa: ANN401 - likewise
    return str(record.http_headers.get_statuscode() or "")


def time_of(text: str | None) -> dt.datetime | None:
    """Return the time of a capture as archives write it, in whole seconds."""
    try:
        time = dt.datetime.fromisoformat(text or "").replace(microsecond=0)
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=dt.UTC)


def _load(file: IO[bytes], offset: int) -> bytes:
    """Return the content of the record at a place, at most MAX_ANSWER bytes of it."""
    try:
        for _, record in _records(file, offset):
            found: bytes = record.content_stream().read(MAX_ANSWER + 1)
            return found
    except _broken():
        pass
    return b""


def _records(file: IO[bytes], offset: int) -> Iterator[tuple[int, Any]]:
    """Yield records, each with its place, from one place on."""
    file.seek(offset)
    for record in (records := _iterator()(file)):
        yield records.offset, record
    if records.is_cut:
        raise EOFError


@lru_cache(maxsize=1)
def _iterator() -> Any:  # noqa: ANN401 - the library has no types
    """Return the library's iterator over records, without what it prints, and with a limit to headers."""
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - few documents need it

    logging.getLogger("warcio").setLevel(logging.CRITICAL)  # it would print what the archive says

    class QuietIterator(ArchiveIterator):  # type: ignore[misc]  # likewise
        INC_RECORD = ""
        is_cut = False

        def __init__(self, file: IO[bytes]) -> None:
            super().__init__(file)
            self.reader = _reader()(self.fh)

        def _next_record(self, line: bytes | None) -> Any:  # noqa: ANN401 - likewise
            self.reader.read_of_record = 0
            try:
                return super()._next_record(line)
            except EOFError:
                self.is_cut = bool(line or self.reader.read_of_record)
                raise

        def close(self) -> None:
            packed = self.reader and self.reader.decompressor
            self.is_cut = self.is_cut or bool(packed and not packed.eof)
            super().close()

    return QuietIterator


@lru_cache(maxsize=1)
def _reader() -> Any:  # noqa: ANN401 - likewise
    """Return what the library reads lines with, with a limit to their lengths."""
    from warcio.bufferedreaders import DecompressingBufferedReader  # noqa: PLC0415 - likewise

    class LimitedLines(DecompressingBufferedReader):  # type: ignore[misc]  # likewise
        read_of_record = 0
        decompressor: Any

        def readline(self, length: int | None = None) -> bytes:
            line: bytes = super().readline(min(length or MAX_LINE, MAX_LINE))
            self.read_of_record += len(line)
            if self.read_of_record > MAX_HEADERS:
                raise DocumentError(f"a record's headers have more than {MAX_HEADERS} bytes: it is no WARC")
            return line

        def _decompress(self, data: bytes) -> bytes:
            if not self.decompressor or not data:
                return data
            try:
                unpacked: bytes = self.decompressor.decompress(data)
            except zlib.error:
                if self.num_block_read:
                    raise
                self.decompressor = None  # it isn't packed
                return data
            return unpacked

    return LimitedLines


def _broken() -> tuple[type[Exception], ...]:
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 - likewise

    return (*BROKEN, ArchiveLoadFailed)


def _skipped(stream: Any, limit: int) -> int:  # noqa: ANN401 - likewise
    """Read on to the end of a record, or beyond the limit, and return how many bytes that took."""
    size = 0
    while size <= limit and (part := stream.read(STEP)):
        size += len(part)
    return size


def _size(file: IO[bytes]) -> int:
    return file.seek(0, 2)


def _unpack(file: IO[bytes], to: IO[bytes]) -> None:
    """Unpack what is packed as one, as far as it can be. Raises DocumentError if that is too much."""
    limit = max_unpacked(_size(file))
    file.seek(0)
    unpacking = zlib.decompressobj(wbits=31)
    with suppress(zlib.error):
        while to.tell() <= limit and (part := file.read(BLOCK)):
            to.write(unpacking.decompress(part))
            while unpacking.unused_data:
                rest, unpacking = unpacking.unused_data, zlib.decompressobj(wbits=31)
                to.write(unpacking.decompress(rest))
    _check(to.tell(), limit, 0)
