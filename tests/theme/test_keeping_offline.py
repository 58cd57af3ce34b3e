"""A live blog that was kept is read without a connection; nothing is replaced unless the reader agrees."""

from __future__ import annotations

import json
import re
import shutil
import threading
from typing import TYPE_CHECKING

import pytest
from lxml import html
from playwright.sync_api import Error, expect
from serving import serve
from waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page
    from serving import Server

PROJECT = "/some/project/"
LIGHTHOUSE = "2031-05-01-lighthouse"
REGATTA = "2031-07-12-regatta"
KEPT = "Kept on this device"


@pytest.fixture
def tree(output: Path, tmp_path: Path) -> Path:
    """A site that a test may change."""
    return shutil.copytree(output, tmp_path / "tree")


@pytest.fixture
def server(tree: Path) -> Iterator[Server]:
    with serve({PROJECT: tree}) as server:
        yield server


@pytest.fixture
def page(hosted_page: Page, server: Server) -> Page:
    """A page that shows a live blog, in a browser that has its service worker."""
    page = hosted_page
    page.goto(f"{server.address}{PROJECT}{LIGHTHOUSE}/index.html")
    page.evaluate("navigator.serviceWorker.ready")
    return page


def keep(page: Page) -> None:
    page.get_by_role("button", name="Keep for offline").click()
    expect(page.get_by_text(KEPT)).to_be_visible()


def expect_heading(page: Page, address: str, text: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)


def change(tree: Path, path: str, old: str, new: str) -> None:
    """Publish a change as a build does, with a new list and worker."""
    file = tree / path
    assert old in file.read_text(encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    lists = tree / LIGHTHOUSE / "offline.json"
    kept = json.loads(lists.read_text(encoding="utf-8"))
    edition = kept["edition"]
    kept["edition"] = kept["files"][path] = "changed"
    lists.write_text(json.dumps(kept), encoding="utf-8")
    worker = tree / "sw.js"
    worker.write_text(worker.read_text(encoding="utf-8").replace(edition, "changed"), encoding="utf-8")


def test_with_a_connection_the_network_is_what_one_reads_and_without_what_was_kept(
    page: Page, server: Server, tree: Path
) -> None:
    expect(page.get_by_text("A newer edition")).to_be_hidden()
    keep(page)
    update = tree / LIGHTHOUSE / "boats.html"
    kept = update.read_text(encoding="utf-8")
    update.write_text(kept.replace("lanterns", "torches"), encoding="utf-8")
    page.goto(f"{server.address}{PROJECT}{LIGHTHOUSE}/boats.html")
    expect(page.locator("main")).to_contain_text("torches")

    server.stop()
    page.goto(page.url)
    expect(page.locator("main")).to_contain_text("lanterns")
    page.get_by_role("searchbox").fill("bulb")
    page.get_by_role("searchbox").press("Enter")
    page.locator(".hits a").click()
    expect(page).to_have_url(f"{server.address}{PROJECT}{LIGHTHOUSE}/the-lamp-fails.html")
    expect(page.locator("article")).to_contain_text("bulbs")


def test_a_kept_live_blog_is_read_after_the_server_is_gone_and_what_was_not_kept_is_said_to_be_so(
    page: Page, server: Server, tree: Path
) -> None:
    keep(page)
    server.stop()
    for file in sorted((tree / LIGHTHOUSE).glob("*.html")):
        page.goto(f"{server.address}{PROJECT}{LIGHTHOUSE}/{file.name}")
        eventually(page.title, html.parse(file).findtext(".//title"))
        eventually(lambda: page.evaluate("getComputedStyle(document.querySelector('.mast')).display"), "flex")
    expect_heading(page, f"{server.address}{PROJECT}", "Afterlive")
    expect_heading(page, f"{server.address}{PROJECT}{LIGHTHOUSE}/", "The lighthouse at Norrvik goes dark")
    expect_heading(page, f"{server.address}{PROJECT}{REGATTA}/index.html", "This page was not kept")
    page.get_by_role("main").get_by_role("link", name="Live blogs").click()
    expect(page).to_have_url(f"{server.address}{PROJECT}index.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("Afterlive")


def test_its_progress_shows(page: Page, server: Server, tree: Path) -> None:
    released = threading.Event()
    server.before = lambda path: path.endswith("boats.html") and released.wait(60)
    page.get_by_role("button", name="Keep for offline").click()
    lists = [tree / folder / "offline.json" for folder in (LIGHTHOUSE, "search")]
    count = sum(len(json.loads(file.read_text(encoding="utf-8"))["files"]) for file in lists)
    bar = page.get_by_role("progressbar")
    expect(bar).to_have_js_property("max", count)
    expect(bar).to_have_js_property("value", count - 1)
    released.set()
    expect(page.get_by_text(KEPT)).to_be_visible()
    expect(bar).to_be_hidden()


def test_what_is_interrupted_counts_as_not_kept_and_goes_on_where_it_stopped(
    page: Page, server: Server
) -> None:
    def lose_boats(path: str) -> None:
        if path.endswith("boats.html"):
            raise ConnectionError

    server.before = lose_boats
    page.get_by_role("button", name="Keep for offline").click()
    expect(page.get_by_text("That did not work")).to_be_visible()
    page.reload()
    expect(page.get_by_text(KEPT)).to_be_hidden()

    server.before = lambda _path: None
    server.asked.clear()
    keep(page)
    pages = [path for path in server.asked if path.endswith(".html")]
    assert pages == [f"{PROJECT}{LIGHTHOUSE}/boats.html"]


def test_what_was_kept_can_be_removed(page: Page, server: Server) -> None:
    keep(page)
    page.reload()
    page.get_by_role("button", name="Remove from this device").click()
    expect(page.get_by_role("button", name="Keep for offline")).to_be_visible()
    eventually(lambda: [cache.split()[2] for cache in page.evaluate("caches.keys()")], ["_shell"])
    server.stop()
    expect_heading(page, page.url, "This page was not kept")


def test_nothing_that_is_kept_changes_unless_the_reader_agrees(
    page: Page, server: Server, tree: Path
) -> None:
    keep(page)
    change(tree, f"{LIGHTHOUSE}/boats.html", "lanterns", "torches")
    before = page.evaluate("caches.keys()")
    page.evaluate("navigator.serviceWorker.getRegistration().then(registration => registration.update())")
    offer = page.get_by_text("A newer edition")
    expect(offer).to_be_visible()
    page.reload()
    expect(offer).to_be_visible()
    eventually(lambda: page.evaluate("caches.keys()"), before)

    server.asked.clear()
    with page.expect_navigation():
        page.get_by_role("button", name="Use it").click()
    expect(offer).to_be_hidden()
    assert [path for path in server.asked if "boats" in path] == [f"{PROJECT}{LIGHTHOUSE}/boats.html"]
    assert f"{PROJECT}{LIGHTHOUSE}/withdrawn.html" not in server.asked
    server.stop()
    page.goto(f"{server.address}{PROJECT}{LIGHTHOUSE}/boats.html")
    expect(page.locator("main")).to_contain_text("torches")


def test_the_offer_stays_until_the_reader_agrees(page: Page, server: Server, tree: Path) -> None:
    """A browser lets a new worker begin once every page is closed; what is kept waits all the same."""
    keep(page)
    change(tree, f"{LIGHTHOUSE}/boats.html", "lanterns", "torches")
    page.reload()
    expect(page.get_by_text("A newer edition")).to_be_visible()
    address, context = page.url, page.context
    page.close()
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_text("A newer edition")).to_be_visible()
    server.stop()
    page.goto(f"{server.address}{PROJECT}{LIGHTHOUSE}/boats.html")
    expect(page.locator("main")).to_contain_text("lanterns")


def test_of_very_many_live_blogs_a_newer_edition_is_found_by_the_list_of_the_one_that_is_kept(
    hosted_page: Page, server: Server, tree: Path
) -> None:
    worker = tree / "sw.js"
    script = worker.read_text(encoding="utf-8")
    script = re.sub(r'(?m)^const EDITIONS = .*("search": "\w+").*$', r"const EDITIONS = {\1};", script)
    script = re.sub("(?m)^const PLACES = .*$", "const PLACES = null;", script)
    worker.write_text(script, encoding="utf-8")
    page = hosted_page
    page.goto(f"{server.address}{PROJECT}{LIGHTHOUSE}/index.html")
    page.evaluate("navigator.serviceWorker.ready")
    keep(page)
    page.reload()
    expect(page.get_by_text("A newer edition")).to_be_hidden()
    change(tree, f"{LIGHTHOUSE}/boats.html", "lanterns", "torches")
    page.reload()
    expect(page.get_by_text("A newer edition")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Use it").click()
    expect(page.get_by_text("A newer edition")).to_be_hidden()
    server.stop()
    page.goto(f"{server.address}{PROJECT}{LIGHTHOUSE}/boats.html")
    expect(page.locator("main")).to_contain_text("torches")


def test_a_site_at_an_owners_root_leaves_their_other_projects_alone(
    hosted_page: Page, output: Path, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><title>Another project</title>", encoding="utf-8")
    page = hosted_page
    with serve({"/project/": tmp_path, "/": output}) as server:
        page.goto(f"{server.address}/{LIGHTHOUSE}/index.html")
        keep(page)
        page.goto(f"{server.address}/project/index.html")
        eventually(page.title, "Another project")
    expect_heading(page, f"{server.address}/{LIGHTHOUSE}/index.html", "lighthouse")
    expect_heading(page, f"{server.address}/{REGATTA}/index.html", "This page was not kept")
    with pytest.raises(Error, match="ERR_CONNECTION_REFUSED"):
        page.goto(f"{server.address}/project/index.html")


def test_projects_beside_each_other_leave_each_other_alone(hosted_page: Page, output: Path) -> None:
    page = hosted_page
    with serve({"/one/": output, "/one/two/": output, "/other/": output}) as server:
        for project in ("/one/", "/other/"):
            page.goto(f"{server.address}{project}{LIGHTHOUSE}/index.html")
            keep(page)
        page.get_by_role("button", name="Remove from this device").click()
        expect(page.get_by_role("button", name="Keep for offline")).to_be_visible()
    expect_heading(page, f"{server.address}/other/{LIGHTHOUSE}/index.html", "This page was not kept")
    expect_heading(page, f"{server.address}/one/{LIGHTHOUSE}/index.html", "lighthouse")
