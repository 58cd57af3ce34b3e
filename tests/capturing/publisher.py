"""A server that behaves as publishers do."""

from __future__ import annotations

import gzip
import threading
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Route = bytes | "Reply" | Callable[["Asked"], "bytes | Reply"]


class Reply(NamedTuple):
    """What the server answers."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = {}


class Asked(NamedTuple):
    """What somebody asked for."""

    path: str
    headers: Mapping[str, str]
    times: int
    """How often this path was asked for so far, this time included."""


class Publisher:
    """Pages and pictures by their paths, at a free port of this machine."""

    def __init__(self) -> None:
        self.routes: dict[str, Any] = {}
        self.asked: list[str] = []
        self._server = _QuietServer(("127.0.0.1", 0), partial(_Desk, self))
        self.port = self._server.server_port
        self.address = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=partial(self._server.serve_forever, 0.01), daemon=True).start()

    def answer(self, path: str, headers: Mapping[str, str]) -> Reply:
        self.asked.append(path)
        found = self.routes.get(path, Reply(b"not here", 404))
        if callable(found):
            found = found(Asked(path, headers, self.asked.count(path)))
        return found if isinstance(found, Reply) else Reply(found)

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _QuietServer(ThreadingHTTPServer):
    def handle_error(self, *_arguments: Any) -> None:  # noqa: ANN401 - likewise
        """Keep quiet where somebody goes away in the middle of an answer."""


class _Desk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, publisher: Publisher, *arguments: Any) -> None:  # noqa: ANN401 - the standard library's
        self.publisher = publisher
        super().__init__(*arguments)

    def do_GET(self) -> None:
        reply = self.publisher.answer(self.path, self.headers)
        self.send_response(reply.status)
        headers = {"Content-Type": _kind(self.path), "Content-Length": str(len(reply.body)), **reply.headers}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, *_arguments: Any) -> None:  # noqa: ANN401 - likewise
        """Keep quiet."""


def _kind(path: str) -> str:
    path = path.partition("?")[0]
    if path.endswith(".json"):
        return "application/json"
    return "image/png" if path.endswith(".png") else "text/html; charset=utf-8"


def packed(body: bytes) -> Reply:
    return Reply(gzip.compress(body), headers={"Content-Encoding": "gzip"})


def moved(to: str) -> Reply:
    return Reply(b"", 302, {"Location": to})


def only_with(header: str, body: bytes) -> Callable[[Asked], Reply]:
    """Answer 403 to whoever doesn't send a header."""
    return lambda asked: Reply(body) if asked.headers.get(header) else Reply(b"no", 403)


def busy(times: int, wait: str, body: bytes, status: int = 429) -> Callable[[Asked], Reply]:
    """Ask to come again later, so many times."""
    return lambda asked: Reply(body) if asked.times > times else Reply(b"", status, {"Retry-After": wait})


@contextmanager
def publishing() -> Iterator[Publisher]:
    publisher = Publisher()
    try:
        yield publisher
    finally:
        publisher.stop()
