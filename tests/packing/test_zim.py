"""The site as a .zim: found by title and by word, sound, and served by Kiwix."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect
from waiting import eventually

from afterlive.errors import DocumentError
from afterlive.packing import pack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

reader = pytest.importorskip("libzim.reader", reason="libzim is not installed: `make zim`")

LIGHTHOUSE = "2031-05-01-lighthouse"


@pytest.fixture(scope="module")
def zim(output: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    dist = tmp_path_factory.mktemp("dist")
    (file,) = pack(output, dist, ["zim"], iter)
    return file


@pytest.fixture(scope="module")
def archive(zim: Path) -> reader.Archive:
    return reader.Archive(zim)


def tool(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed: on Debian and Ubuntu, apt install zim-tools kiwix-tools")
    return found


@pytest.mark.parametrize(
    "headline", ["[]()!+" * 60, "x" * 300, "🔥" * 100], ids=["signs", "a word", "pictures"]
)
def test_a_long_headline_without_words_is_packed(output: Path, tmp_path: Path, headline: str) -> None:
    site = shutil.copytree(output, tmp_path / "site")
    page = site / LIGHTHOUSE / "boats.html"
    made = re.sub(
        r"(<h1[^>]*>).*?(?=</h1>)", rf"\1{headline}", page.read_text("utf-8"), count=1, flags=re.DOTALL
    )
    page.write_text(made, "utf-8")
    (file,) = pack(site, tmp_path / "dist", ["zim"], iter)
    opened = reader.Archive(file)
    assert bytes(opened.get_entry_by_path(f"{LIGHTHOUSE}/boats.html").get_item().content) == made.encode()


def test_every_page_is_inside_but_what_only_a_server_needs(archive: reader.Archive, output: Path) -> None:
    left_out = {
        str(file.relative_to(output))
        for file in output.rglob("*.*")
        if not archive.has_entry_by_path(file.relative_to(output).as_posix())
    }
    assert {name for name in left_out if not name.endswith("offline.json")} <= {
        *("404.html", "offline.html", "sw.js", "manifest.webmanifest")
    }
    for name in ("LICENCE.txt", "SHA256SUMS"):
        assert archive.has_entry_by_path(name)
    page = archive.get_entry_by_path(f"{LIGHTHOUSE}/boats.html").get_item()
    assert bytes(page.content) == (output / LIGHTHOUSE / "boats.html").read_bytes()
    assert archive.main_entry.get_item().path == "index.html"


def test_it_says_what_it_is(archive: reader.Archive) -> None:
    told = {
        name: archive.get_metadata(name).decode() for name in archive.metadata_keys if "Illus" not in name
    }
    assert told["Title"] == told["Creator"] == "Afterlive"
    assert told["Language"] == "eng,deu"
    assert told["Date"] == "2031-07-13"
    assert "License" not in told  # nobody gave one
    assert archive.get_illustration_sizes() == {48}


def test_a_title_is_suggested(archive: reader.Archive) -> None:
    from libzim.suggestion import SuggestionSearcher  # noqa: PLC0415 - an extra

    found = SuggestionSearcher(archive).suggest("lamp").getResults(0, 10)
    assert f"{LIGHTHOUSE}/the-lamp-fails.html" in list(found)


@pytest.mark.parametrize(
    ("words", "pages"),
    [
        ("lanterns", [f"{LIGHTHOUSE}/boats.html"]),
        ("bulbs burnt", [f"{LIGHTHOUSE}/the-lamp-fails.html"]),
        ("keeper is back", [f"{LIGHTHOUSE}/index.html"]),
    ],
    ids=["in an update", "two words", "in a lead"],
)
def test_words_are_found_where_they_stand_and_not_on_every_page_that_repeats_them(
    archive: reader.Archive, words: str, pages: list[str]
) -> None:
    from libzim.search import Query, Searcher  # noqa: PLC0415 - an extra

    found = Searcher(archive).search(Query().set_query(words))
    assert list(found.getResults(0, 10)) == pages


def test_the_same_site_makes_the_same_bytes(zim: Path, output: Path, tmp_path: Path) -> None:
    (again,) = pack(output, tmp_path, ["zim"], iter)
    assert again.read_bytes() == zim.read_bytes()
    assert reader.Archive(again).check()


def test_what_libzim_can_not_do_is_said_in_one_line(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_item: object) -> None:
        raise RuntimeError("Unknown exception")

    monkeypatch.setattr("afterlive.packing.zim.Creator.add_item", full)
    with pytest.raises(DocumentError, match="perhaps for want of space: Unknown exception"):
        list(pack(output, tmp_path, ["zim"], iter))
    assert list(tmp_path.iterdir()) == []


def test_zimcheck_finds_no_fault(zim: Path) -> None:
    checked = subprocess.run([tool("zimcheck"), zim], capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert "[ERROR]" not in checked.stdout
    assert "Overall Test Status: Pass" in checked.stdout


@pytest.fixture
def kiwix(zim: Path) -> Iterator[str]:
    """An address at which Kiwix serves the site."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [tool("kiwix-serve"), "--address=127.0.0.1", f"--port={port}", zim]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:  # noqa: S603 - our own
        address = f"http://127.0.0.1:{port}"
        try:
            for _attempt in range(100):
                try:
                    urlopen(address).close()
                    break
                except URLError:
                    time.sleep(0.05)
            yield address
        finally:
            server.terminate()


def test_kiwix_serves_and_searches_it(kiwix: str, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{kiwix}/search?content=afterlive&pattern=lanterns")
    page.get_by_role("link", name="Fishing boats").click()
    expect(page.locator("main")).to_contain_text("lanterns")
    page.get_by_role("link", name="The lighthouse at Norrvik goes dark").first.click()
    page.get_by_role("link", name="from the start").click()
    expect(page.locator("article > .rail")).to_have_count(4)
    eventually(lambda: page.evaluate("getComputedStyle(document.querySelector('.update')).display"), "grid")
    page.close()
