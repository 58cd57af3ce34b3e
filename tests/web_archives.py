"""Archives of the web for tests, made as tools make them."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def png(seed: int) -> bytes:
    """A picture of noise."""
    rows = b"".join(b"\0" + Random(seed * 100 + row).randbytes(60) for row in range(20))  # noqa: S311 - no secret
    header = struct.pack(">IIBBBBB", 20, 20, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


PNG = png(1)
BLOG = "https://courier.example/fire/live"


class Captured(NamedTuple):
    """What a server answered."""

    url: str
    data: bytes
    kind: str = "text/html; charset=utf-8"
    time: str = "2024-03-03T12:00:00Z"
    status: str = "200 OK"
    more: tuple[tuple[str, str], ...] = ()


def picture(url: str) -> Captured:
    return Captured(url, PNG, "image/png")


def page(*updates: tuple[str, str, str], title: str = "Harbour fire", head: str = "") -> bytes:
    """A page of updates, each with its time, headline and text."""
    told = "".join(
        f'<article class="post" id="u{time.replace(":", "")}">'
        f'<time datetime="2024-03-03T{time}:00Z">{time}</time><h2>{headline}</h2>{text}</article>'
        for time, headline, text in updates
    )
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>{head}</head>'
        f"<body><main><h1>{title}</h1>{told}</main></body></html>"
    ).encode()


SMOKE = ("09:50", "Smoke over the town", "<p>Keep your windows closed.</p>")
FERRIES = ("10:15", "Ferries are cancelled", "<p>No ferry will sail before noon.</p>")
OUT = ("10:40", "The fire is out", '<p>The last flames are out.</p><img src="quay.png" alt="The quay">')
FIRE = page(OUT, FERRIES, SMOKE)


def warc(
    captured: Iterable[Captured], *, packed: bool = True, software: str | None = "Browsertrix 1.2"
) -> bytes:
    """Return a WARC of what servers answered."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed)
    if software:
        writer.write_record(writer.create_warcinfo_record("data.warc", {"software": software}))
    for each in captured:
        headers = StatusAndHeaders(each.status, [("Content-Type", each.kind), *each.more], "HTTP/1.1")
        record = writer.create_warc_record(
            each.url,
            "response",
            payload=io.BytesIO(each.data),
            length=len(each.data),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": each.time},
        )
        writer.write_record(record)
    return buffer.getvalue()


def wacz(warcs: Mapping[str, bytes], pages: Iterable[str] = (), **about: str) -> bytes:
    """Return a WACZ of WARCs by their names."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, data in warcs.items():
            file.writestr(f"archive/{name}", data)
        lines = [{"format": "json-pages-1.0", "id": "pages"}, *({"url": url} for url in pages)]
        file.writestr("pages/pages.jsonl", "\n".join(map(json.dumps, lines)))
        file.writestr("datapackage.json", json.dumps(about))
    return buffer.getvalue()
