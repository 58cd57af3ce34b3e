"""A live blog is fetched from a server that behaves as publishers do."""

from __future__ import annotations

import json
import re
import socket
import threading
import zlib
from contextlib import closing, suppress
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from publisher import Publisher, Reply, busy, moved, only_with, packed, publishing
from web_archives import FERRIES, OUT, PNG, SMOKE, page, png

from afterlive import archive, reading
from afterlive.archive.folder import load
from afterlive.capturing import capture_page, capture_pictures, fetching, guarded_connections
from afterlive.capturing.capture_file import CaptureFile
from afterlive.capturing.fetching import Fetcher, Options
from afterlive.cli import main
from afterlive.document_files import toml_of
from afterlive.errors import DocumentError
from afterlive.model import Facts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from afterlive.capturing.visiting import Visit

TITLES = ["Smoke over the town", "Ferries are cancelled", "The fire is out"]
HERE = Options(allow_private=True, pause=0)
LAZY = (
    '<figure><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/quay-{0}.png" '
    'srcset="/quay-{0}.png 900w, /small.png 90w" alt="The quay"></figure>'
)
FIRST = page(("10:40", "The fire is out", "<p>The last flames are out.</p>" + LAZY.format(1)), FERRIES)
SECOND = page(("10:15", FERRIES[1], FERRIES[2]), SMOKE)
MORE = '<p>1 of 2 <a rel="next" href="?page=2">Older</a> <a href="/other">Another page</a></p></main>'


@pytest.fixture(scope="module")
def _publishing() -> Iterator[Publisher]:
    with publishing() as publisher:
        yield publisher


@pytest.fixture
def publisher(_publishing: Publisher) -> Publisher:
    _publishing.routes.clear()
    _publishing.asked.clear()
    _publishing.routes["/quay-1.png"] = PNG
    return _publishing


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, without waiting."""
    found: list[float] = []
    monkeypatch.setattr(fetching, "sleep", found.append)
    return found


def with_more(body: bytes, more: str = MORE) -> bytes:
    return body.replace(b"</main>", more.encode())


def capture(publisher: Publisher, folder: Path, path: str = "/live", options: Options = HERE) -> Visit:
    return capture_page(publisher.address + path, folder / "content", list, options)


def titles(path: Path) -> list[str | None]:
    return [update.title for update in reading.read(path).updates]


def test_a_live_blog_is_captured_with_its_further_pages_and_pictures(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.routes |= {"/live": packed(with_more(FIRST)), "/live?page=2": SECOND}
    found = capture(publisher, tmp_path)
    assert found.file == tmp_path / "documents/2024-03-03-harbour-fire.warc.gz"
    assert (found.pages, found.updates, found.pictures, found.missing) == (2, 3, 1, ())
    live_blog = reading.read(found.file)
    assert [update.title for update in live_blog.updates] == TITLES
    assert [asset.data for asset in live_blog.assets] == [PNG]
    assert live_blog.captured_by is not None
    assert live_blog.captured_by.startswith("Afterlive ")
    assert live_blog.url == f"{publisher.address}/live"
    assert sorted(publisher.asked) == ["/live", "/live?page=2", "/quay-1.png"]


def test_a_capture_is_equal_to_the_saved_page(publisher: Publisher, tmp_path: Path) -> None:
    publisher.routes["/live"] = FIRST
    captured = reading.read(capture(publisher, tmp_path).file)
    saved = tmp_path / "saved.html"
    (tmp_path / "saved_files").mkdir()
    (tmp_path / "saved_files/quay-1.png").write_bytes(PNG)
    saved.write_bytes(FIRST.replace(b"/quay-1.png", b"saved_files/quay-1.png"))
    by_hand = reading.read(saved)
    assert captured.updates == by_hand.updates
    assert (captured.title, captured.lead, captured.assets) == (by_hand.title, by_hand.lead, by_hand.assets)


def test_captured_again_all_captures_are_kept_and_join(publisher: Publisher, tmp_path: Path) -> None:
    publisher.routes["/live"] = page(FERRIES, SMOKE)
    first = capture(publisher, tmp_path)
    toml_of(first.file).write_text('title = "Fire!"\ntimezone = "Europe/Oslo"\n')
    publisher.routes["/live"] = page(OUT, FERRIES)
    second = capture(publisher, tmp_path)
    assert (first.joins, second.joins) == (None, "2024-03-03-harbour-fire")
    told = 'timezone = "Europe/Oslo"\nlive_blog = "2024-03-03-harbour-fire"\n'
    assert toml_of(second.file).read_text() == told
    assert second.file.name == "2024-03-03-harbour-fire-2.warc.gz"
    archive.import_folder(tmp_path / "content", list)
    articles = load(tmp_path / "content/2024-03-03-harbour-fire").values()
    assert [article.title for article in articles if not article.is_lead] == TITLES
    third = capture(publisher, tmp_path)
    assert third.joins == "2024-03-03-harbour-fire"
    assert third.file.name == "2024-03-03-harbour-fire-3.warc.gz"
    archive.import_folder(tmp_path / "content", list)
    assert [proof.missing for proof in archive.verify(tmp_path / "content", list)] == [(), (), ()]


def test_servers_that_are_busy_are_asked_again_when_they_say(
    publisher: Publisher, tmp_path: Path, waits: list[float]
) -> None:
    publisher.routes |= {
        "/live": busy(2, "7", FIRST),
        "/quay-1.png": busy(1, "Sat, 01 Jan 2000 00:00:00 GMT", PNG, 503),
    }
    assert capture(publisher, tmp_path).pictures == 1
    assert waits == [7, 7, 2]
    publisher.routes["/live"] = busy(9, "3600", FIRST)
    with pytest.raises(DocumentError, match="the server answers 429 Too Many Requests: open the page in"):
        capture(publisher, tmp_path)


def test_an_address_is_asked_for_in_ascii(publisher: Publisher, tmp_path: Path) -> None:
    publisher.routes["/f%C3%A4hre?q=%C3%B6%20x"] = FIRST
    found = capture(publisher, tmp_path, "/fähre?q=ö x#top")
    assert reading.read(found.file).url == f"{publisher.address}/f%C3%A4hre?q=%C3%B6%20x"
    assert fetching.plain("https://bücher.example/a") == "https://xn--bcher-kva.example/a"


def test_a_host_gets_a_pause_between_two_requests(
    publisher: Publisher, tmp_path: Path, waits: list[float]
) -> None:
    publisher.routes["/live"] = FIRST
    capture(publisher, tmp_path, options=Options(allow_private=True, pause=5))
    assert len(waits) == 1
    assert 4 < waits[0] <= 5


def test_a_server_that_wants_a_language_gets_one(publisher: Publisher, tmp_path: Path) -> None:
    publisher.routes["/live"] = only_with("Accept-Language", FIRST)
    assert capture(publisher, tmp_path).updates == 2


def test_an_address_with_a_password_is_refused_without_repeating_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["capture", "https://ida:s3cret@courier.example/live", "--into", str(tmp_path / "content")]) == 2
    )
    said = capsys.readouterr().err
    assert "https://courier.example/live was given with a user's name or password" in said
    assert "s3cret" not in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(b"no", 403), "the server answers 403 Forbidden: open the page in a browser"),
        (Reply(b"no", 404), "404 Not Found"),
        (moved("/live"), "more than 10 redirects"),
        (moved("ftp://courier.example/live"), "no address of http or https"),
        (moved("file:///etc/hostname"), "no address of http or https"),
        (
            b"<html><body><div id=app></div><script>live()</script></body></html>",
            "they come by script alone, .* ArchiveWeb.page",
        ),
        (Reply(PNG, headers={"Content-Type": "image/png"}), "they come by script alone"),
        (Reply(b"\xff" * 21_000_000), "too large"),
    ],
    ids=["forbidden", "gone", "a circle", "ftp", "file", "script", "a picture", "too large"],
)
def test_what_cant_be_captured_is_said_in_one_line_and_nothing_is_written(
    reply: bytes | Reply,
    why: str,
    publisher: Publisher,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    publisher.routes["/live"] = reply
    into = str(tmp_path / "content")
    assert main(["capture", f"{publisher.address}/live", "--allow-private", "--into", into]) == 2
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert re.search(why, said)
    assert [*tmp_path.iterdir()] == []


def test_a_server_that_does_not_answer_is_named(tmp_path: Path, waits: list[float]) -> None:
    with publishing() as gone:
        address = gone.address
    why = r"no answer \(Connection refused\): see whether the address is right and its server runs$"
    with pytest.raises(DocumentError, match=why):
        capture_page(f"{address}/live", tmp_path / "content", list, HERE)
    assert waits == [2]


def test_pages_without_end_end(publisher: Publisher, tmp_path: Path) -> None:
    def same(number: int) -> bytes:
        return with_more(FIRST, f'<a rel="next" href="/live?page={number + 1}">Next</a></main>')

    publisher.routes |= {f"/live?page={number}": same(number) for number in range(1, 50)}
    assert capture(publisher, tmp_path, "/live?page=1").pages == 2

    def fresh(number: int) -> bytes:
        text = f"<p>Report {number} of the day says that all is well.</p>"
        told = (f"{number // 60:02}:{number % 60:02}", f"Report {number}", text)
        return with_more(
            page(told, title="Reports"), f'<a rel="next" href="/all?page={number + 1}">Next</a></main>'
        )

    publisher.routes |= {f"/all?page={number}": fresh(number) for number in range(1, 20)}
    found = capture(publisher, tmp_path, "/all?page=1", Options(pages=5, allow_private=True, pause=0))
    assert found.pages == 5
    assert "more than 5 pages: --max-pages fetches more" in found.missing[-1]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="?page=2">2</a>',
        '<a href="/live/page/2">Weiter</a>',
        '<a href="/live?lb=9">Older posts</a>',
        '<a href="/live?lb=9">Ältere Beiträge</a>',
        '<link rel="next" href="/live?start=20">',
        '<a href="?page=with:block-7#block-7">Earlier</a>',
    ],
)
def test_a_further_page_is_told_by_its_address_or_by_the_words_of_its_link(
    link: str, publisher: Publisher, tmp_path: Path
) -> None:
    further = ("/live?page=2", "/live/page/2", "/live?lb=9", "/live?start=20", "/live?page=with:block-7")
    publisher.routes |= {"/live": with_more(FIRST, f"{link}</main>"), **dict.fromkeys(further, SECOND)}
    assert titles(capture(publisher, tmp_path).file) == TITLES


@pytest.mark.parametrize(
    "link",
    [
        '<a rel="next" href="/another-article">Next</a>',
        '<a href="/live?share=mail">Share</a>',
        '<a href="//elsewhere.example/live?page=2">2</a>',
        '<a href="/live#top">Back to top</a>',
    ],
)
def test_what_is_no_further_page_is_not_asked_for(link: str, publisher: Publisher, tmp_path: Path) -> None:
    publisher.routes["/live"] = with_more(FIRST, f"{link}</main>")
    capture(publisher, tmp_path)
    assert sorted(publisher.asked) == ["/live", "/quay-1.png"]


def test_data_that_a_page_names_is_the_live_blog_where_it_shows_none(
    publisher: Publisher, tmp_path: Path
) -> None:
    told = [
        {"@id": time, "headline": title, "articleBody": text, "datePublished": f"2024-03-03T{time}:00Z"}
        for time, title, text in (OUT, FERRIES, SMOKE)
    ]
    data = json.dumps({"@type": "LiveBlogPosting", "liveBlogUpdate": told}).encode()
    publisher.routes |= {
        "/live": b"<title>Harbour fire</title><div data-feed-url='/posts.json'></div><script></script>",
        "/posts.json": data,
        "/quay.png": PNG,
    }
    found = capture(publisher, tmp_path)
    assert titles(found.file) == TITLES
    assert (reading.read(found.file).title, found.pictures) == ("Harbour fire", 1)


def test_the_form_for_phones_is_taken_where_the_page_shows_nothing(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.routes |= {
        "/live": b'<html><head><link rel=amphtml href="/live/amp"></head><script></script></html>',
        "/live/amp": FIRST.replace(b"<html", b"<html amp"),
    }
    found = capture(publisher, tmp_path)
    assert (found.updates, found.pictures) == (2, 1)


PRIVATE = ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "192.0.0.8", "0.0.0.0"]  # noqa: S104 - nothing listens
PRIVATE_6 = [
    "ff02::1",
    "::1",
    "fe80::1%eth0",
    "fc00::1",
    "::ffff:127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "64:ff9b:1::a00:1",
    "fec0::1",
]


@pytest.mark.parametrize("address", [*PRIVATE, *PRIVATE_6])
def test_an_address_inside_a_private_network_is_none_of_the_internet(address: str) -> None:
    assert not guarded_connections.is_public(address)


def test_addresses_of_the_internet_are_public() -> None:
    assert all(
        map(guarded_connections.is_public, ["93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822"])
    )


def test_a_private_address_is_refused_whatever_leads_to_it(
    publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher.routes["/live"] = FIRST
    strict = Options(pause=0)
    for host in ("127.0.0.1", "localhost", "2130706433", "0x7f.1"):
        url = f"http://{host}:{publisher.port}/live"
        with pytest.raises(DocumentError, match=r"into a private network: --allow-private allows that$"):
            capture_page(url, tmp_path / "content", list, strict)
    assert publisher.asked == []
    # a public name that redirects to a private one, and one that resolves to both
    public = "127.0.0.1"
    monkeypatch.setattr(guarded_connections, "is_public", lambda address: address == public)
    publisher.routes["/live"] = moved(f"http://[::1]:{publisher.port}/secret")
    with pytest.raises(DocumentError, match=r"::1 leads into a private network"):
        capture_page(f"{publisher.address}/live", tmp_path / "content", list, strict)
    publisher.routes["/live"] = FIRST
    publisher.routes["/quay-1.png"] = moved(f"http://[::1]:{publisher.port}/secret")
    found = capture_page(f"{publisher.address}/live", tmp_path / "content", list, strict)
    assert "private network" in found.missing[0]
    assert "/secret" not in publisher.asked


def test_a_server_that_dawdles_is_left(
    publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "MAX_SLOW", 0)
    publisher.routes["/live"] = FIRST
    with pytest.raises(DocumentError, match="too slow: open the page in a browser"):
        capture(publisher, tmp_path)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("X-Filler: ", "no answer"),
        ("Content-Length: 100000\r\n\r\n", "too slow"),
        ("Transfer-Encoding: chunked\r\n\r\n", "too slow"),
    ],
)
def test_a_server_that_sends_a_byte_at_a_time_is_left(
    monkeypatch: pytest.MonkeyPatch, answer: str, said: str
) -> None:
    monkeypatch.setattr(fetching, "MAX_SLOW", 0.2)
    monkeypatch.setattr(fetching, "MAX_TRIES", 2)
    monkeypatch.setattr(guarded_connections, "MAX_HEAD", 0.2)
    ended = threading.Event()

    def drip() -> None:
        connection, _ = listening.accept()
        with connection, suppress(OSError):
            connection.sendall(f"HTTP/1.1 200 OK\r\n{answer}".encode())
            for _ in range(100):
                connection.sendall(b"1\r\nx\r\n" if "chunked" in answer else b"x")
                if ended.wait(0.05):
                    break

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=drip, daemon=True).start()
        fetcher = Fetcher(CaptureFile(BytesIO()), Options(allow_private=True, pause=0))
        with closing(fetcher), pytest.raises(DocumentError, match=said):
            fetcher.fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/")
        ended.set()
    assert fetcher.size < 50


def test_a_limit_that_is_reached_ends_the_capture_and_keeps_what_is_there(
    publisher: Publisher, tmp_path: Path
) -> None:
    publisher.routes |= {"/live": FIRST, "/quay-1.png": PNG + bytes(2_000_000)}
    found = capture(publisher, tmp_path, options=Options(megabytes=1, allow_private=True, pause=0))
    assert (found.updates, found.pictures) == (2, 0)
    assert found.missing[0].endswith("quay-1.png: too large")


def test_what_a_server_packs_too_well_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MAX_ANSWER", 1000)
    bomb = zlib.compress(b"\0" * 5000)
    assert len(fetching.unpacked(bomb, "deflate")) == fetching.MAX_ANSWER
    assert fetching.unpacked(b"plain", "gzip") == b"plain"


def test_the_pictures_that_a_saved_page_lacks_are_fetched_and_imported(
    publisher: Publisher, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    saved = documents / "fire.html"
    saved.write_bytes(
        f"<!-- saved from url=(0028){publisher.address}/live -->".encode()
        + FIRST.replace(b"<p>No ferry", b'<img src="/gone.png" alt="A ship"><p>No ferry')
    )
    command = ["capture", str(saved), "--allow-private"]
    assert main(command) == 0
    shown = capsys.readouterr()
    assert shown.out == f"{documents}/fire.warc.gz: 1 picture\n"
    assert "gone.png: the server answers 404" in shown.err
    assert "/live" not in publisher.asked
    archive.import_folder(tmp_path / "content", list)
    assert [path.read_bytes() for path in (tmp_path / "content/fire/images").iterdir()] == [PNG]
    assert [path.name for path in archive.documents_in(documents)] == ["fire.html"]
    assert archive.verify(tmp_path / "content", list)[0].missing == ()
    # fetched again, what is there is not asked for; what was missing is added
    publisher.asked.clear()
    publisher.routes["/gone.png"] = png(2)
    assert main(command) == 0
    assert publisher.asked == ["/gone.png"]
    assert len(reading.read(saved, Facts()).assets) == 2
    assert main(command) == 0
    assert capsys.readouterr().out.endswith("it lacks no picture\n")
    # and the next import has it
    archive.import_folder(tmp_path / "content", list)
    assert len([*(tmp_path / "content/fire/images").iterdir()]) == 2


def test_of_pictures_alone_nothing_but_a_saved_page_has_any(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "fire.txt").write_text("10:40\nThe fire is out\n")
    with pytest.raises(DocumentError, match="no saved page: capture is for an address"):
        capture_pictures(tmp_path / "fire.txt", list, HERE)
    publisher.routes["/live"] = FIRST
    with pytest.raises(DocumentError, match="an archive, no saved page"):
        capture_pictures(capture(publisher, tmp_path).file, list, HERE)
    publisher.routes["/quay-1.png"] = Reply(b"", 500)
    page_file = tmp_path / "fire.html"
    page_file.write_bytes(FIRST.replace(b"/quay-1.png", f"{publisher.address}/none.png".encode()))
    (tmp_path / "fire.warc.gz").write_bytes(b"another document")
    with pytest.raises(DocumentError, match=r"fire\.warc\.gz: another document has this name"):
        capture_pictures(page_file, list, HERE)
    (tmp_path / "fire.warc.gz").unlink()
    with pytest.raises(DocumentError, match="no picture that it lacks can be fetched"):
        capture_pictures(page_file, list, HERE)
    assert not (tmp_path / "fire.warc.gz").exists()
