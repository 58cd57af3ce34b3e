"""The contents of a page list what a reader chose to see of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from waiting import eventually

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

REGATTA = "2031-07-12-regatta/index.html"


def test_the_contents_list_the_updates_that_were_chosen(offline_page: Page, output: Path) -> None:
    page = offline_page
    page.goto((output / REGATTA).as_uri())
    whole = page.locator(".contents li").all_inner_texts()
    page.locator("#_key").check()
    lines = page.locator(".contents li:visible")
    eventually(lines.all_inner_texts, ["01:00 Boje 20 ist umrundet", "08:45 Boje 7 ist umrundet"])
    expect(page.locator(".contents h3 .more:visible")).to_have_count(0)
    lines.first.get_by_role("link").click()
    page.wait_for_selector(".contents [aria-current='location'][href='#boje-20']")
    page.locator("input[name=_show]").first.check()
    eventually(page.locator(".contents li").all_inner_texts, whole)


def test_a_day_without_anything_that_was_chosen_is_not_among_them(offline_page: Page, output: Path) -> None:
    page = offline_page
    page.goto((output / REGATTA).as_uri())
    expect(page.locator(".contents h3:visible")).to_have_count(2)
    page.locator("#boje-20").evaluate("(update) => update.classList.remove('key')")
    page.locator("#_key").check()
    expect(page.locator(".contents h3:visible")).to_have_count(1)
