"""The server of a review: for this machine, and for the page that it gave its token to, alone."""

from __future__ import annotations

import json
import secrets
import sys
import threading
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from afterlive.errors import DocumentError
from afterlive.review.session import OutdatedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from afterlive.review.session import Review

PAGE = {
    "": ("review.html", "text/html; charset=utf-8"),
    "review.css": ("review.css", "text/css; charset=utf-8"),
    "review.js": ("review.js", "text/javascript; charset=utf-8"),
}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
LONGEST = 1_000_000
"""Bytes of a request."""
DIGITS = 7
"""Of a number in a request."""
BEAT = 0.5
"""Seconds between signs of life."""
GRACE = 3.0
"""Seconds that a page may take to load again before the review ends."""


class ReviewServer(ThreadingHTTPServer):
    """Serves one review until its page is closed."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, review: Review) -> None:
        super().__init__(("127.0.0.1", 0), _ReviewHandler)
        self.review = review
        self.token = secrets.token_urlsafe(24)
        self.hosts = {f"127.0.0.1:{self.server_port}", f"localhost:{self.server_port}"}
        self.address = f"http://127.0.0.1:{self.server_port}/{self.token}/"
        self._open, self._closed_at = 0, 0.0
        self._count = threading.Lock()

    def opened(self, change: int) -> None:
        """Count a page that was opened or closed."""
        with self._count:
            self._open += change
            self._closed_at = time.monotonic()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as it is inherited
        """Say nothing of a page that went away before it had its answer."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def service_actions(self) -> None:
        """End once all pages are closed."""
        with self._count:
            closed = self._closed_at and not self._open and time.monotonic() - self._closed_at > GRACE
        if closed:
            threading.Thread(target=self.shutdown).start()


class _ReviewHandler(BaseHTTPRequestHandler):
    server: ReviewServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        """Give the page, its files, the document, or signs of life."""
        path = self._path()
        if path is None:
            return
        name, _, query = path.partition("?")
        if name in PAGE:
            file, kind = PAGE[name]
            self._send(HTTPStatus.OK, kind, files("afterlive.review").joinpath("page", file).read_bytes())
        elif name == "document":
            self._answer(self.server.review.document)
        elif name == "alike":
            line = parse_qs(query).get("line", [""])[0]
            self._answer(lambda: self.server.review.alike(_number(line) or 0))
        elif name == "open":
            self._stay_open()
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """Take a step."""
        path = self._path()
        if path is None:
            return
        review = self.server.review
        steps: Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
            "say": review.say,
            "tell": review.tell,
            "accept": review.accept,
            "undo": review.undo,
            "keep": review.keep,
        }
        asked = self._asked()
        if asked is None:
            self._refuse(HTTPStatus.BAD_REQUEST)
        elif path not in steps:
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            self._answer(lambda: steps[path](asked))

    def _path(self) -> str | None:
        """Return what is asked for behind the token; None if the request is refused."""
        try:
            asked = urlsplit(self.path)._replace(scheme="", netloc="").geturl()
        except ValueError:  # such as `http://[`
            asked = ""
        given, _, path = asked[1:].partition("/")
        origin = self.headers.get("Origin")
        allowed = (
            self.headers.get("Host") in self.server.hosts
            and (origin is None or origin.removeprefix("http://") == self.headers.get("Host"))
            and self.headers.get("Sec-Fetch-Site", "none") in {"none", "same-origin"}
            and secrets.compare_digest(given.encode(), self.server.token.encode())
        )
        if not allowed:
            self._refuse(HTTPStatus.FORBIDDEN)
        return path if allowed else None

    def _asked(self) -> dict[str, Any] | None:
        """Return the object of JSON that a step is asked by; None if it is none."""
        length = _number(self.headers.get("Content-Length", ""))
        kind = self.headers.get("Content-Type", "")
        if length is None or length > LONGEST or kind != "application/json":
            return None
        try:
            asked = json.loads(self.rfile.read(length))
            json.dumps(asked, ensure_ascii=False).encode()  # half a character could be written nowhere
        except (ValueError, RecursionError):
            return None
        return asked if isinstance(asked, dict) else None

    def _answer(self, answer: Callable[[], dict[str, Any]]) -> None:
        try:
            status, found = HTTPStatus.OK, answer()
        except OutdatedError as error:
            status, found = HTTPStatus.CONFLICT, self.server.review.document() | {"message": str(error)}
        except (DocumentError, OSError) as error:
            status, found = HTTPStatus.UNPROCESSABLE_ENTITY, {"message": str(error)}
        self._send(status, "application/json", json.dumps(found, ensure_ascii=False).encode())

    def _stay_open(self) -> None:
        """Send a sign of life now and then, until the page is closed."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self._end_head()
        self.close_connection = True
        self.server.opened(1)
        try:
            while True:
                self.wfile.write(b": open\n\n")
                self.wfile.flush()
                time.sleep(BEAT)
        except OSError:
            self.server.opened(-1)

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True
        self._send(status, "text/plain; charset=utf-8", f"{status.phrase}\n".encode())

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self._end_head()
        self.wfile.write(body)

    def _end_head(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing: the terminal is the keeper's."""


def _number(text: str) -> int | None:
    """Return the number that a text is, None if it is none or too long for one."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None
