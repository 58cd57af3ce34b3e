"""The built site in a browser: from disk, with no network, with script and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

LIGHTHOUSE = "2031-05-01-lighthouse"
REGATTA = "2031-07-12-regatta"


@pytest.fixture
def complaints() -> list[str]:
    """What the browser has to say against the pages."""
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """A page in a browser without a network that writes down errors and requests to elsewhere."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("request", lambda request: request.url.startswith("file:") or complaints.append(request.url))
    yield page
    context.close()


def test_every_page_is_reached_from_the_home_page_and_nothing_complains(
    page: Page, output: Path, complaints: list[str]
) -> None:
    waiting, seen = [(output / "index.html").as_uri()], set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        page.goto(address)
        links = page.eval_on_selector_all(
            "a[href]", "links => links.map(link => link.href.baseVal ?? link.href)"
        )
        waiting += [link.partition("#")[0] for link in links if link.startswith("file:")]
    pages = {path.as_uri() for path in output.rglob("*.html")}
    assert pages - seen == {(output / "404.html").as_uri()}
    assert complaints == []


def test_both_orders_are_there_without_script(browser: Browser, output: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((output / LIGHTHOUSE / "index.html").as_uri())
    newest_first = page.locator("article > .rail").all_inner_texts()
    assert newest_first[0] == "№ 4"
    page.get_by_role("link", name="from the start").click()
    assert page.locator("article > .rail").all_inner_texts() == newest_first[::-1]
    page.get_by_role("link", name="newest first").click()
    assert page.url.endswith(f"{LIGHTHOUSE}/index.html")
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 2200])
@pytest.mark.parametrize(
    "path", ["index.html", f"{LIGHTHOUSE}/index.html", f"{REGATTA}/index.html", f"{LIGHTHOUSE}/boats.html"]
)
def test_no_page_is_wider_than_the_screen(page: Page, output: Path, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((output / path).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_bar_of_the_timeline_leads_to_its_first_update(page: Page, output: Path) -> None:
    page.goto((output / LIGHTHOUSE / "index.html").as_uri())
    page.locator(".timeline a").first.click()
    assert page.url.endswith("#the-lamp-fails")
