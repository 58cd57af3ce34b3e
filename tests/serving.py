"""A server for tests that does with a tree what GitHub Pages does."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping


class Server:
    """Trees under their paths, at a free port of this machine: `{"/some/project/": tree}`."""

    def __init__(self, trees: Mapping[str, Path]) -> None:
        self.trees = trees
        self.asked: list[str] = []
        self.before: Callable[[str], None] = lambda _path: None
        """What happens before a path is answered; an OSError of it ends the connection."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self))
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=partial(self._server.serve_forever, 0.01), daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, site: Server, *arguments: Any) -> None:  # noqa: ANN401 - the standard library's
        self.site = site
        super().__init__(*arguments)

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        try:
            self.site.before(self.path)
        except OSError:
            self.close_connection = True
            return
        super().do_GET()

    def translate_path(self, path: str) -> str:
        for under, tree in self.site.trees.items():
            if path.startswith(under):
                self.directory = str(tree)
                return super().translate_path("/" + path.removeprefix(under))
        return str(Path(self.directory, "nowhere"))

    def send_error(self, code: int, *_arguments: Any) -> None:  # noqa: ANN401 - likewise
        page = Path(self.directory, "404.html")
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if code == HTTPStatus.NOT_FOUND and page.is_file():
            self.wfile.write(page.read_bytes())

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")  # so that the browser's own cache hides nothing
        super().end_headers()

    def log_message(self, *_arguments: Any) -> None:  # noqa: ANN401 - likewise
        """Keep quiet."""


@contextmanager
def serve(trees: Mapping[str, Path]) -> Iterator[Server]:
    """Serve trees until the block ends."""
    server = Server(trees)
    try:
        yield server
    finally:
        server.stop()
