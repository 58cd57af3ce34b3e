"""The WARC that a capture is written to: each request with its answer."""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from afterlive import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

SOFTWARE = f"Afterlive {VERSION}"
LEFT_OUT = frozenset({"transfer-encoding", "set-cookie", "set-cookie2", "connection", "keep-alive"})
"""Headers that say how bytes came, which are written without that, or that name who asked."""


class CaptureFile:
    """Writes what servers answered, one record after the other."""

    def __init__(self, file: IO[bytes], is_part_of: str | None = None) -> None:
        self._writer: Any = WARCWriter(file, gzip=True)
        said = {"software": SOFTWARE, "format": "WARC File Format 1.0"}
        said |= {"isPartOf": is_part_of} if is_part_of else {}
        self._writer.write_record(self._writer.create_warcinfo_record(None, said))

    def write(
        self,
        url: str,
        asked: Iterable[tuple[str, str]],
        status: str,
        headers: Iterable[tuple[str, str]],
        body: bytes,
    ) -> None:
        """Write a request and its answer, the body as it came."""
        kept = [(name, value) for name, value in headers if name.lower() not in LEFT_OUT]
        answer = self._record(url, "response", StatusAndHeaders(status, kept, "HTTP/1.1"), body)
        parts = urlsplit(url)
        target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        request = StatusAndHeaders(
            f"GET {target} HTTP/1.1", [("Host", parts.netloc), *asked], is_http_request=True
        )
        self._writer.write_request_response_pair(self._record(url, "request", request, b""), answer)

    def _record(self, url: str, kind: str, headers: StatusAndHeaders, body: bytes) -> Any:  # noqa: ANN401 - the library has no types
        return self._writer.create_warc_record(
            url, kind, payload=io.BytesIO(body), length=len(body), http_headers=headers
        )
