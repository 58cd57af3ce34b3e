"""Who may ask the server of a review, and when it ends."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pytest

from afterlive.review.server import ReviewServer
from afterlive.review.session import Review

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRE = """\
Fire at the harbour
2024-03-03
10:40 GMT
The fire is out
It was put out.
10:15 GMT
Smoke
Stay in.
"""
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ReviewServer]:
    document = tmp_path / "2024-03-03-fire.txt"
    document.write_text(FIRE)
    with ReviewServer(Review(document, tmp_path / "content")) as server:
        thread = threading.Thread(target=partial(server.serve_forever, 0.01))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes


def _ask(  # noqa: PLR0913 - what a request is made of
    server: ReviewServer,
    path: str,
    *,
    token: str | None = None,
    headers: dict[str, str] | None = None,
    method: str = "GET",
    body: str | None = None,
) -> Answer:
    with closing(http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=30)) as connection:
        connection.request(method, f"/{server.token if token is None else token}/{path}", body, headers or {})
        with connection.getresponse() as answer:
            return Answer(answer.status, answer.headers, answer.read())


def test_the_page_comes_with_all_that_forbids_others(server: ReviewServer) -> None:
    answer = _ask(server, "")
    assert answer.status == 200
    policy = answer.headers.get("Content-Security-Policy") or ""
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert (answer.headers.get("Referrer-Policy"), answer.headers.get("Cache-Control")) == (
        "no-referrer",
        "no-store",
    )
    assert answer.headers.get("Access-Control-Allow-Origin") is None


@pytest.mark.parametrize("path", ["", "review.js", "document", "open", "alike?line=1"])
@pytest.mark.parametrize(
    ("token", "headers"),
    [
        ("", {}),
        ("guessed", {}),
        ("%C3%9C", {}),
        (None, {"Host": "evil.example"}),
        (None, {"Host": "127.0.0.1:1"}),
        (None, {"Origin": "http://evil.example"}),
        (None, {"Origin": "null"}),
        (None, {"Origin": "https://127.0.0.1"}),
        (None, {"Sec-Fetch-Site": "cross-site"}),
    ],
)
def test_a_wrong_token_host_or_origin_is_refused(
    server: ReviewServer, path: str, token: str | None, headers: dict[str, str]
) -> None:
    assert _ask(server, path, token=token, headers=headers).status == 403


@pytest.mark.parametrize("path", ["say", "tell", "accept", "undo", "keep"])
@pytest.mark.parametrize(
    ("token", "headers", "status"),
    [
        ("guessed", JSON, 403),
        (None, {**JSON, "Origin": "http://evil.example"}, 403),
        (None, {**JSON, "Host": "rebound.example"}, 403),
        (None, {"Content-Type": "text/plain"}, 400),
    ],
)
def test_no_step_is_taken_for_anybody_else(
    server: ReviewServer, path: str, token: str | None, headers: dict[str, str], status: int
) -> None:
    body = json.dumps({"version": 0, "key": "drop", "lines": [5]})
    assert _ask(server, path, token=token, headers=headers, method="POST", body=body).status == status
    assert server.review.document()["version"] == 0


@pytest.mark.parametrize("body", ["", "[]", "{", "[" * 100_000, "7"])
def test_a_body_that_is_no_object_is_refused(server: ReviewServer, body: str) -> None:
    assert _ask(server, "say", headers=JSON, method="POST", body=body).status == 400


def test_a_long_body_is_not_read(server: ReviewServer) -> None:
    headers = {**JSON, "Content-Length": "1000000000000"}
    assert _ask(server, "say", headers=headers, method="POST", body="{}").status == 400


@pytest.mark.parametrize("step", ["say", "tell", "accept", "undo", "keep"])
def test_a_step_of_any_types_is_answered_and_says_nothing_on_the_terminal(
    server: ReviewServer, step: str, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = {"version": 0, "key": "join", "lines": [7], "value": "x", "warning": "x", "words": "x"}
    odd = [None, True, -1, 10**30, 1.5, "x", "\ud800", [], [[1]], {"a": 1}, [-1], ["7"]]
    ask = partial(_ask, server, step, headers=JSON, method="POST")
    answers = [ask(body=json.dumps(asked | {key: value})).status for key in asked for value in odd]
    assert {*answers} <= {200, 400, 409, 422}
    assert 400 in answers
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("GET http://[/{token}/document HTTP/1.1\r\nHost: {host}", 403),
        ("GET http://evil.example/{token}/document HTTP/1.1\r\nHost: evil.example", 403),
        (f"GET /{{token}}/alike?line={'9' * 5000} HTTP/1.1\r\nHost: {{host}}", 422),
        (f"POST /{{token}}/undo HTTP/1.1\r\nHost: {{host}}\r\nContent-Length: {'9' * 5000}", 400),
        ("POST /{token}/undo HTTP/1.1\r\nHost: {host}\r\nContent-Length: -1", 400),
        ("POST /{token}/undo HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked", 400),
        ("PUT /{token}/document HTTP/1.1\r\nHost: {host}", 501),
    ],
)
def test_a_request_that_no_browser_sends_is_refused(
    server: ReviewServer, asked: str, status: int, capfd: pytest.CaptureFixture[str]
) -> None:
    host = f"127.0.0.1:{server.server_port}"
    with socket.create_connection(("127.0.0.1", server.server_port), 30) as connection:
        connection.sendall(f"{asked.format(token=server.token, host=host)}\r\n\r\n".encode())
        assert connection.recv(100).split()[1] == str(status).encode()
    assert capfd.readouterr().err == ""


def test_a_request_that_never_ends_is_given_up_and_holds_nobody_up(
    server: ReviewServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterlive.review.server._ReviewHandler.timeout", 0.5)
    with socket.create_connection(("127.0.0.1", server.server_port), 30) as slow:
        slow.sendall(b"GET /")
        assert _ask(server, "document").status == 200
        assert slow.recv(100) == b""


def test_nothing_else_is_served(server: ReviewServer) -> None:
    for path in ("nowhere", "../session.py", "review.html", "%2e%2e/session.py"):
        assert _ask(server, path).status == 404
    assert _ask(server, "nowhere", headers=JSON, method="POST", body="{}").status == 404


def test_a_step_is_answered_and_a_fault_is_said(server: ReviewServer) -> None:
    origin = f"http://127.0.0.1:{server.server_port}"
    ask = partial(_ask, server, "say", headers={**JSON, "Origin": origin}, method="POST")
    said = ask(body=json.dumps({"version": 0, "key": "join", "lines": [7]}))
    assert (said.status, len(json.loads(said.body)["updates"])) == (200, 1)
    outdated = ask(body=json.dumps({"version": 0, "key": "join", "lines": [7]}))
    assert (outdated.status, json.loads(outdated.body)["version"]) == (409, 1)
    fault = ask(body=json.dumps({"version": 1, "key": "join", "lines": [70]}))
    assert (fault.status, json.loads(fault.body)) == (422, {"message": "the document has no such line"})


def test_the_review_ends_when_its_page_is_closed(
    server: ReviewServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterlive.review.server.GRACE", 0.1)
    monkeypatch.setattr("afterlive.review.server.BEAT", 0.01)
    ended = threading.Event()
    shutdown = server.shutdown
    monkeypatch.setattr(server, "shutdown", lambda: (shutdown(), ended.set()))
    with socket.create_connection(("127.0.0.1", server.server_port)) as page:
        page.sendall(
            f"GET /{server.token}/open HTTP/1.1\r\nHost: 127.0.0.1:{server.server_port}\r\n\r\n".encode()
        )
        time.sleep(0.3)
        assert not ended.is_set()
    assert ended.wait(30)
