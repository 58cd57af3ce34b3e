"""The same tree works under any path of a server, and from the unpacked .zip."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect
from serving import serve
from waiting import eventually

from afterlive.archive.traces import hidden
from afterlive.packing import pack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from playwright.sync_api import Page

LIGHTHOUSE = "2031-05-01-lighthouse"
LINKS = (
    ("The lighthouse at Norrvik goes dark", f"{LIGHTHOUSE}/index.html"),
    ("from the start", f"{LIGHTHOUSE}/2031-05-01.html"),
    ("№ 1", f"{LIGHTHOUSE}/the-lamp-fails.html"),
    ("Shipping", "topics/shipping.html"),
    ("Topics", "topics/index.html"),
    ("About", "about.html"),
    ("Live blogs", "index.html"),
)
"""Links that lead through a page of each kind."""


@pytest.fixture
def complaints() -> list[str]:
    """What the browser has to say against the pages."""
    return []


@pytest.fixture
def page(hosted_page: Page, complaints: list[str]) -> Page:
    """A page that writes down errors."""
    return watched(hosted_page, complaints)


def watched(page: Page, complaints: list[str]) -> Page:
    """Have a page write down errors."""
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    return page


def walk(page: Page, root: str, links: tuple[tuple[str, str], ...]) -> None:
    """Follow links from the home page; test_links.py looks at all of them."""
    page.goto(f"{root}index.html")
    for link, path in links:
        page.get_by_role("link", name=link, exact=True).first.click()
        expect(page).to_have_url(root + path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        eventually(lambda: page.evaluate("getComputedStyle(document.querySelector('.mast')).display"), "flex")


def test_the_site_works_under_a_path_of_a_server(page: Page, output: Path, complaints: list[str]) -> None:
    with serve({"/some/project/": output}) as server:
        walk(page, f"{server.address}/some/project/", LINKS)
        page.evaluate("navigator.serviceWorker.ready")
    assert complaints == []


def test_the_site_works_from_the_unpacked_zip(
    offline_page: Page, output: Path, tmp_path: Path, complaints: list[str]
) -> None:
    (packed,) = pack(output, tmp_path, ["zip"], iter)
    ZipFile(packed).extractall(tmp_path)
    walk(watched(offline_page, complaints), f"{(tmp_path / 'afterlive').as_uri()}/", LINKS[:2])
    assert complaints == []


def test_the_page_for_what_is_not_there_works_at_any_depth(
    page: Page, build: Callable, few: Mapping[str, str], tmp_path: Path
) -> None:
    done = build(few, "publishconf.py", SITEURL="https://norrvik.example/some/project")
    assert done.returncode == 0, done.stdout
    with serve({"/some/project/": tmp_path / "output"}) as server:
        answer = page.goto(f"{server.address}/some/project/no/such/page.html")
        assert answer
        assert answer.status == 404
        eventually(lambda: page.evaluate("getComputedStyle(document.querySelector('.mast')).display"), "flex")
        page.get_by_role("main").get_by_role("link").click()
        expect(page).to_have_url(f"{server.address}/some/project/index.html")


def test_a_browser_can_make_an_app_of_it(page: Page, output: Path) -> None:
    with serve({"/some/project/": output}) as server:
        page.goto(f"{server.address}/some/project/{LIGHTHOUSE}/boats.html")
        session = page.context.new_cdp_session(page)
        manifest = session.send("Page.getAppManifest")
        assert manifest["errors"] == []
        assert manifest["url"] == f"{server.address}/some/project/manifest.webmanifest"
        errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
        assert [error["errorId"] for error in errors] == ["in-incognito"]  # as every page of a test is


def test_the_address_of_what_was_taken_down_leads_to_the_reason(
    page: Page, output: Path, tmp_path: Path
) -> None:
    tree = shutil.copytree(output, tmp_path / "tree")
    withdrawn = tree / LIGHTHOUSE / "withdrawn.html"
    withdrawn.rename(withdrawn.with_stem(hidden("a-näme")))
    wrong = tree / "404.html"  # whose links a hosted site has in full
    wrong.write_text(wrong.read_text("utf-8").replace('src="', 'src="/'), "utf-8")
    with serve({"/": tree}) as server:
        page.goto(f"{server.address}/{LIGHTHOUSE}/a-näme.html")
        expect(page.get_by_text("the family asked for it")).to_be_visible()
        page.goto(f"{server.address}/{LIGHTHOUSE}/another.html")
        expect(page.get_by_text("This page is not in the archive")).to_be_visible()
