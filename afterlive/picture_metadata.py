"""A picture without what its camera and its makers wrote into it: places, names, times, words, thumbnails.

Not a pixel changes. What browsers need to show it stays: colour profile, sizes, frames, and which way is up.
"""

from __future__ import annotations

import re
import struct
import zlib
from typing import TYPE_CHECKING

from afterlive.picture_kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_UPRIGHT = 1
_ORIENTATION = 0x0112
_ORIENTATIONS = range(1, 9)

# JPEG: segments behind a marker; of those for applications these are kept.
_KEPT_SEGMENTS = (b"\xe0JFIF\0", b"\xe2ICC_PROFILE\0", b"\xeeAdobe")
_APPLICATIONS = range(0xE0, 0xF0)
_COMMENT, _START_OF_SCAN, _END = 0xFE, 0xDA, 0xD9
_OF_ADOBE, _LENGTH_OF_ADOBE = 0xEE, 16
_BARE = {0x01, *range(0xD0, 0xD8)}
_EXIF = b"Exif\0\0"
_MARKER = re.compile(rb"\xff[\x01-\xfe]")
_MARKER_BEHIND_SCAN = re.compile(rb"\xff[\x02-\xcf\xd8-\xfe]")

_KEPT_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT pHYs bKGD hIST acTL fcTL fdAT cICP mDCV cLLI".split()
)
_KEPT_IN_WEBP = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_FLAG_OF_EXIF, _FLAG_OF_XMP = 0x08, 0x04
_KEPT_BOXES = frozenset((b"ftyp", b"meta", b"mini", b"mdat", b"moov", b"moof", b"idat"))
_KEPT_IN_GIF = (b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012")
_EXTENSION, _IMAGE, _CONTROL, _APPLICATION = 0x21, 0x2C, 0xF9, 0xFF


def without_metadata(data: bytes) -> bytes:
    """Return a picture without its metadata; what is none, or is cut off before its pixels, as it is."""
    strip = _STRIPPERS.get(kind_of(data) or "")
    if strip is None:
        return data
    try:
        return strip(data)
    except (struct.error, IndexError):
        return data


def _jpeg(data: bytes) -> bytes:
    kept, at = [data[:2]], 2
    while found := _MARKER.search(data, at):
        at, marker = found.end() - 2, data[found.end() - 1]
        if marker == _END:
            kept.append(b"\xff\xd9")
            break
        if marker in _BARE:
            kept.append(data[at : at + 2])
            at += 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if marker == _START_OF_SCAN:
            after = _MARKER_BEHIND_SCAN.search(data, end)
            end = after.start() if after else len(data)
        kept.append(_kept_segment(marker, data[at:end]))
        at = end
    return b"".join(kept)


def _kept_segment(marker: int, segment: bytes) -> bytes:
    if marker not in _APPLICATIONS and marker != _COMMENT:
        return segment
    if segment[4:].startswith(_EXIF) and marker != _COMMENT:
        upright = _only_orientation(segment[4 + len(_EXIF) :])
        payload = _EXIF + upright
        return b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload if upright else b""
    named = segment[1:2] + segment[4:]
    is_kept = named.startswith(_KEPT_SEGMENTS) and (marker != _OF_ADOBE or len(segment) == _LENGTH_OF_ADOBE)
    return segment if is_kept else b""


def _png(data: bytes) -> bytes:
    kept, at = [data[:8]], 8
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if kind == b"eXIf" and (upright := _only_orientation(data[at + 8 : end - 4])):
            body = kind + upright
            kept.append(struct.pack(">I", len(upright)) + body + struct.pack(">I", zlib.crc32(body)))
        elif kind in _KEPT_CHUNKS:
            kept.append(data[at:end])
        at = len(data) if kind == b"IEND" else end
    return b"".join(kept)


def _webp(data: bytes) -> bytes:
    kept: list[bytes] = []
    flags = ~(_FLAG_OF_EXIF | _FLAG_OF_XMP) & 0xFF
    at = 12
    while at + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + length]
        if kind == b"EXIF":
            body = _only_orientation(body.removeprefix(_EXIF))
            flags |= _FLAG_OF_EXIF if body else 0
        if kind in _KEPT_IN_WEBP or (kind == b"EXIF" and body):
            kept.append(kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2))
        at += 8 + length + length % 2
    if kept and kept[0].startswith(b"VP8X"):
        kept[0] = kept[0][:8] + bytes([kept[0][8] & flags]) + kept[0][9:]
    chunks = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(chunks)) + chunks


def _gif(data: bytes) -> bytes:
    at = 13 + _colours(data[10])
    kept = [data[:at]]
    while at < len(data) and data[at] in {_EXTENSION, _IMAGE}:
        start = at
        if data[at] == _IMAGE:
            at = _behind_blocks(data, at + 11 + _colours(data[at + 9]))
            kept.append(data[start:at])
            continue
        label = data[at + 1]
        at = _behind_blocks(data, at + 2)
        named = data[start + 3 : start + 14]
        if label == _CONTROL or (label == _APPLICATION and named in _KEPT_IN_GIF):
            kept.append(data[start:at])
    return b"".join([*kept, b";"])


def _colours(packed: int) -> int:
    """Return how many bytes the table of colours has that a byte tells of."""
    return 3 * 2 ** ((packed & 0x07) + 1) if packed & 0x80 else 0


def _behind_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    return at + 1


def _avif(data: bytes) -> bytes:
    """Blank what is told of the picture where it stands, so that nothing moves; cut off what is behind."""
    blanked, whole = bytearray(data), 0
    for kind, start, end in _boxes(data, 0, len(data)):
        if kind in _KEPT_BOXES:
            whole = end
        else:
            blanked[start:end] = bytes(end - start)
    for kind, start, end in _told(data):
        blank = _EMPTY_EXIF if kind == b"Exif" else b""
        blanked[start:end] = blank[: end - start].ljust(end - start, b"\0" if blank else b" ")
    return bytes(blanked[:whole])


def _told(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, start and end of each piece of a file that is metadata, by its lists of items."""
    for _, start, end in (box for box in _boxes(data, 0, len(data)) if box[0] == b"meta"):
        inner = {kind: (first, last) for kind, first, last in _boxes(data, start + 4, end)}
        kinds = dict(_items(data, *inner.get(b"iinf", (0, 0))))
        idat = inner.get(b"idat", (0, 0))[0]
        for item, first, last in _places(data, *inner.get(b"iloc", (0, 0)), idat):
            if kinds.get(item) in {b"Exif", b"mime"}:
                yield kinds[item], first, last


def _boxes(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, start and end of the content of each box."""
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, at + 8)
            head = 16
        size = size or end - at
        if size < head:
            return
        yield kind, at + head, min(at + size, end)
        at += size


def _items(data: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    if start == end:
        return
    first = start + (6 if data[start] == 0 else 8)
    for kind, at, _ in _boxes(data, first, end):
        if kind == b"infe":
            form = ">I2x4s" if data[at] == 3 else ">H2x4s"  # noqa: PLR2004 - the version with longer numbers
            yield struct.unpack_from(form, data, at + 4)


def _places(data: bytes, start: int, end: int, idat: int) -> Iterator[tuple[int, int, int]]:
    """Yield each item's number, and where it stands in the file."""
    if start == end:
        return
    version, at = data[start], start + 4
    offset_size, length_size = data[at] >> 4, data[at] & 15
    base_size, index_size = data[at + 1] >> 4, data[at + 1] & 15 if version else 0
    wide = 4 if version == 2 else 2  # noqa: PLR2004 - the version with longer numbers

    def number(size: int) -> int:
        nonlocal at
        at += size
        return int.from_bytes(data[at - size : at])

    at += 2
    for _ in range(number(wide)):
        item = number(wide)
        within = number(2) & 15 if version else 0
        number(2)
        base = number(base_size) + (idat if within == 1 else 0)
        for _ in range(number(2)):
            if at >= end:
                return
            number(index_size)
            first = base + number(offset_size)
            yield item, first, min(first + number(length_size), len(data))


def _only_orientation(tiff: bytes) -> bytes:
    """Return Exif data that say which way is up and nothing else; empty if the picture stands upright."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return b""
    try:
        (at,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, at)
        for entry in range(min(count, 1000)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, at + 2 + 12 * entry)
            if tag == _ORIENTATION and value in _ORIENTATIONS and value != _UPRIGHT:
                field = struct.pack(">HHIHH", _ORIENTATION, 3, 1, value, 0)
                return b"MM\0*" + struct.pack(">IH", 8, 1) + field + struct.pack(">I", 0)
    except struct.error:
        pass
    return b""


_EMPTY_EXIF = struct.pack(">I", 0) + b"MM\0*" + struct.pack(">IHI", 8, 0, 0)

_STRIPPERS: dict[str, Callable[[bytes], bytes]] = {
    "jpg": _jpeg,
    "png": _png,
    "webp": _webp,
    "gif": _gif,
    "avif": _avif,
}
