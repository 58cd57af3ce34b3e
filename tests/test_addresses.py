"""Where an address leads is what a browser makes of it, from disk and hosted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import addresses
import pytest

from afterlive.addresses import joined, leads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

PAGE = "storm/boat.html"
ROOTS = ("file:///srv/site/", "https://keeper.github.io/site/", "http://127.0.0.1:8000/")

READ = """([found, base]) => found.map((address) => {
  return URL.canParse(address, base) ? new URL(address, base).href : null;
})"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def places(kinds: set[str], found: list[str]) -> list[str]:
    return [address for address in found if leads(address, PAGE).where not in kinds]


def test_each_address_leads_where_it_should() -> None:
    assert places({"web"}, addresses.WEB) == []
    assert places({"mail"}, addresses.MAIL) == []
    assert places({"live blog", "site"}, addresses.WITHIN) == []
    assert places({"nowhere"}, addresses.NOWHERE) == []
    assert leads("../storm/a.png", PAGE).where == "live blog"
    assert leads("../ice/a%20b.png?c#d", PAGE) == ("site", "../ice/a%20b.png?c#d", "ice/a b.png")


@pytest.mark.parametrize("root", ROOTS)
def test_a_browser_follows_an_address_to_where_it_is_said_to_lead(page: Page, root: str) -> None:
    found = [leads(address, PAGE) for address in addresses.ALL]
    read = page.evaluate(READ, [[each.address for each in found], root + PAGE])
    within = {"live blog": f"{root}storm/", "site": root, "mail": "mailto:"}
    astray = [
        (written, each, url)
        for written, each, url in zip(addresses.ALL, found, read, strict=True)
        if each.address and not (url or "https:").startswith(within.get(each.where, ("http:", "https:")))
        # what no browser can parse is no link
    ]
    assert astray == []


@pytest.mark.parametrize("root", ROOTS)
def test_no_address_within_the_site_is_taken_for_another(page: Page, root: str) -> None:
    read = page.evaluate(READ, [addresses.ALL, root + PAGE])
    found = [leads(address, PAGE) for address in addresses.ALL]
    same = page.evaluate(READ, [[each.address for each in found], root + PAGE])
    other = [
        (written, before, after)
        for written, each, before, after in zip(addresses.ALL, found, read, same, strict=True)
        if each.where in {"live blog", "site", "mail"} and before != after
    ]
    assert other == []


@pytest.mark.parametrize("base", ["https://news.example/live/page?a", "http://news.example"])
def test_an_address_of_a_page_on_the_web_means_what_a_browser_there_makes_of_it(
    page: Page, base: str
) -> None:
    read = page.evaluate(READ, [addresses.ALL, base])
    meant = [joined(address, base) for address in addresses.ALL]
    again = page.evaluate(READ, [meant, base])
    other = [
        (written, mine, url)
        for written, mine, after, url in zip(addresses.ALL, meant, again, read, strict=True)
        if mine and url and after != url
    ]
    assert other == []
