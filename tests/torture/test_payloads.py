"""Nothing that strangers wrote runs or loads anything, even where no policy would hold it back."""

from __future__ import annotations

import datetime as dt
import logging
import os
import re
import threading
import zipfile
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

import attacked
import lxml.html
import payloads
import pytest
from forms import FORMS
from serving import serve
from watching import watched

from afterlive import archive, packing
from afterlive.markup import render
from afterlive.review import server as review_server
from afterlive.review.server import ReviewServer
from afterlive.review.session import Review

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from subprocess import CompletedProcess

    from playwright.sync_api import Browser

    from afterlive.model import LiveBlog

    Build = Callable[..., CompletedProcess[str]]

LOG = logging.getLogger(__name__)
"""What was done is told by `--log-cli-level=INFO`."""
TORTURE = "TORTURE" in os.environ
EVERY = payloads.payloads()
SPREAD = 5
"""How many payloads there are in `make test`; in `make torture`, all, so many at a time:"""
CHUNK = 300
TURNS = -(-len(EVERY) // CHUNK) if TORTURE else len(EVERY) // SPREAD
CHUNKS = [EVERY[turn::TURNS] for turn in range(TURNS if TORTURE else 1)]
"""Each holds some of each list."""
ROUNDS = range(1 if TORTURE else 4)
"""Of the texts that Pelican would take for its own, a form has all in so many rounds."""
POLICIES = (True, False) if TORTURE else (False,)
"""Whether pages have their policy, which would hold back what nothing else does."""
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
QUERIES = ("script", "alert", "img", "svg onload", "javascript", "rains")
STREAM = re.compile(r"(?:index|part-\d+|\d{4}-\d\d-\d\d(?:-part-\d+)?|search)\.html")
OF_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""Their pages and others are each opened at another place with the policy than without it: all updates stand
in both, and so in all four ways."""
FORMATS = [name for name in packing.FORMATS if name != "zim" or packing.has_libzim()]
XHTML = "application/xhtml+xml"
OTHERS = 20 if TORTURE else 3
"""How many of the pages that show one update or one topic are opened, too."""

SEARCHED = """(async () => {
  const said = document.querySelector("main [role=status]");
  while (!said.textContent) await new Promise((done) => setTimeout(done, 20));
  const more = document.querySelector(".more-hits");
  for (let turn = 0; turn < 30 && !more.hidden; turn++) {
    const shown = document.querySelectorAll(".hits li").length;
    while (document.querySelectorAll(".hits li").length === shown && !more.hidden) {
      more.click();  // again, if it was busy
      await new Promise((done) => setTimeout(done, 20));
    }
  }
})()"""
REVIEWED = """(async () => {
  while (!document.querySelector("[role=option]")) await new Promise((done) => setTimeout(done, 20));
})()"""


def without_policy(file: Path) -> None:
    """Take the policy off a page."""
    data, count = POLICY.subn(b"", file.read_bytes())
    assert count == 1, file
    file.write_bytes(data)


def inline_scripts(page: Path) -> int:
    """Count the scripts that stand in a page of ours that nobody attacked."""
    return len(re.findall(r"<script>", page.read_text("utf-8")))


def test_other_peoples_lists_are_taken_from_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("<b>\n\n<i>\n<b>\n", "utf-8")
    (tmp_path / "b.json").write_text('["<b>", "<u>\\n", {"payload": "<s>"}]', "utf-8")
    monkeypatch.setenv("PAYLOADS", str(tmp_path))
    assert payloads.payloads() == ["<b>", "<i>", "<u>\n", "<s>"]


def test_what_a_document_says_is_never_a_link_of_pelicans(build: Build, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_text("secret", "utf-8")
    read: list[LiveBlog] = []
    for number, form in enumerate(attacked.ALL):
        some = payloads.OF_PELICAN[number % len(ROUNDS) :: len(ROUNDS)]
        of_form = [found for payload in some if (found := attacked.read(payload, form, tmp_path))]
        assert len(of_form) > 0.8 * len(some) - 1, form
        read += of_form
    updates = [update for live_blog in read for update in live_blog.updates]
    leads = [block for live_blog in read for block in live_blog.lead]
    for block in (*leads, *(block for update in updates for block in update.blocks)):
        shown = lxml.html.fromstring(f"<main>{render(block.markdown)}</main>")
        assert not [value for value in shown.xpath("//@*") if value[0] in "{|"], block
    (tmp_path / "documents").mkdir()
    export = payloads.collected(read, dt.date(2031, 5, 1))
    (tmp_path / "documents/storm.jsonl").write_text(export, "utf-8")
    archive.import_folder(tmp_path / "content", list)
    done = build({})
    assert done.returncode == 0, done.stdout + done.stderr
    copied = {file.name for file in (tmp_path / "output").rglob("*")}
    assert copied.isdisjoint({"secret.png", "permalinks.txt", ".importing"})


ATTACKS = (
    "<script>1</script>",
    "<script src='data:text/javascript,1'></script>",
    "<img src='own/x.png' onerror=1>",
    "<svg onload=1></svg>",
    "<iframe srcdoc='x'></iframe>",
    "<img src='http://127.0.0.1:9/x.png'>",
    "<img src='../x.png'>",
    "<a href='javascript:1'>x</a>",
    "<p style='background: url(//x)'>x</p>",
    "<meta http-equiv=refresh content='0; data:text/html,x'>",
    "<base href='own/'>",
)


def test_what_runs_or_loads_is_told(browser: Browser, tmp_path: Path) -> None:
    page, offences = tmp_path / "own" / "page.html", list[str]()
    page.parent.mkdir()
    with watched(browser, [f"{page.parent.as_uri()}/"], offences) as watching:
        for attack in ATTACKS:
            page.write_text(f"<!doctype html><p>It rains.</p>{attack}", "utf-8")
            watching.open(page.as_uri())
            assert offences, attack
            offences.clear()
            watching.look({page.as_uri(): page.read_text("utf-8")})
            assert offences or attack.startswith("<img src"), attack
            offences.clear()


def test_each_form_has_a_document_with_room_for_payloads() -> None:
    assert {*attacked.ALL} == {*FORMS}


@pytest.fixture
def site(some: list[str], build_here: Callable[[Mapping[str, str]], Path], tmp_path: Path) -> Path:
    """A site of what is read of documents of every form, and of articles written by hand."""
    documents = tmp_path / "documents"
    documents.mkdir()
    read: list[LiveBlog] = []
    for form in attacked.ALL:
        of_form = [live_blog for payload in some if (live_blog := attacked.read(payload, form, tmp_path))]
        assert len(of_form) > 0.6 * len(some), form
        read += of_form
    LOG.info("%d payloads: %d documents of %d forms", len(some), len(read), len(attacked.ALL))
    (documents / "storm.jsonl").write_text(payloads.collected(read, dt.date(2031, 5, 1)), "utf-8")
    archive.import_folder(tmp_path / "content", list)
    return build_here(payloads.articles(some))


@pytest.mark.parametrize("some", CHUNKS, ids=lambda some: f"{len(some)} payloads")
def test_no_payload_runs_or_loads_anything(
    browser: Browser, some: list[str], site: Path, output: Path, tmp_path: Path
) -> None:
    assert some
    dist = tmp_path / "dist"
    made = list(packing.pack(site, dist, FORMATS, list))
    packed = [file for file in made if file.suffix == ".html"]
    inline = inline_scripts(next(packing.pack(output, tmp_path / "own", ["html"], list)))
    pages = sorted(site.rglob("*.html"))
    built = {file.relative_to(site).as_posix(): file.read_bytes() for file in pages}
    for package in (file for file in made if file.suffix in {".zip", ".zim"}):
        without = {"404.html", "offline.html"} if package.suffix == ".zim" else set()
        assert dict(pages_in(package)) == {path: built[path] for path in built.keys() - without}
    chapters = [file for book in made if book.suffix == ".epub" for file in unpacked(book)]
    offences: list[str] = []
    with serve({"/": tmp_path}) as server:
        roots = {True: f"{server.address}/", False: f"{tmp_path.as_uri()}/"}
        own = [f"{root}{folder}/" for root in roots.values() for folder in ("output", "dist")]
        with watched(browser, own, offences) as page:
            page.look(texts(pages))
            page.look(texts(packed), inline=inline)
            page.look(texts(chapters), XHTML)
            for chapter in chapters:
                page.open(chapter.as_uri())
            for policy in POLICIES:
                for file in () if policy else (*pages, *packed):
                    without_policy(file)
                for file in shown(pages):
                    root = roots[policy == bool(OF_A_DAY.match(file.name))]
                    page.open(root + quote(file.relative_to(tmp_path).as_posix()))
                for file in packed:
                    page.open(file.as_uri(), inline)
                for query in QUERIES[:1] if policy else QUERIES:
                    page.open(f"{roots[policy]}output/search.html?q={quote(query)}", then=SEARCHED)
    LOG.info("%d pages, %d chapters: %s", len(pages), len(chapters), dict(page.counted))
    assert offences == []


def texts(files: Iterable[Path]) -> dict[str, str]:
    """Return the text of each file by its address."""
    return {file.as_uri(): file.read_text("utf-8") for file in files}


def pages_in(package: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of each page of a site that is packed as a .zip or a .zim."""
    if package.suffix == ".zip":
        with zipfile.ZipFile(package) as opened:
            for name in opened.namelist():
                if name.endswith(".html"):
                    yield name.partition("/")[2], opened.read(name)
    else:
        from libzim.reader import Archive  # noqa: PLC0415 - libzim is an extra

        opened = Archive(package)
        for number in range(opened.entry_count):
            entry = opened._get_entry_by_id(number)  # noqa: SLF001 - libzim has no other way to list them
            if entry.path.endswith(".html"):
                yield entry.path, bytes(entry.get_item().content)


def unpacked(book: Path) -> list[Path]:
    """Unpack an e-book and return its chapters."""
    with zipfile.ZipFile(book) as opened:
        opened.extractall(book.with_suffix(""))
    return sorted(book.with_suffix("").rglob("*.xhtml"))


def shown(pages: list[Path]) -> list[Path]:
    """Return the pages that are opened: all that show many updates or topics, and some of the others."""
    others = [file for file in pages if not STREAM.fullmatch(file.name)]
    return [file for file in pages if STREAM.fullmatch(file.name)] + others[:: len(others) // OTHERS + 1]


@pytest.fixture(params=POLICIES)
def headers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve reviews with their policy, or without."""
    if not request.param:
        others = {name: value for name, value in review_server.HEADERS.items() if "Policy" not in name}
        monkeypatch.setattr(review_server, "HEADERS", others)
    monkeypatch.setattr(review_server, "GRACE", 60)


@pytest.mark.usefixtures("headers")
@pytest.mark.parametrize("form", attacked.OF_MANY)
@pytest.mark.parametrize("some", CHUNKS, ids=lambda some: f"{len(some)} payloads")
def test_no_payload_runs_or_loads_anything_in_a_review(
    browser: Browser, some: list[str], tmp_path: Path, form: str
) -> None:
    offences: list[str] = []
    document = attacked.of_many(some, form, tmp_path)
    with ReviewServer(Review(document, tmp_path / "content")) as server:
        thread = threading.Thread(target=partial(server.serve_forever, 0.01))
        thread.start()
        with watched(browser, (server.address,), offences) as page:
            page.open(server.address, then=REVIEWED)
            shown = page.run("document.querySelectorAll('[role=option]').length")
        server.shutdown()
        thread.join()
    assert shown > len(some)
    assert offences == []
