"""A review in a real browser: mouse, keyboard, what a screen reader is told, a phone, the dark."""

from __future__ import annotations

import threading
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from afterlive.archive import facts
from afterlive.review.server import ReviewServer
from afterlive.review.session import Review

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

STORM = """\
Leaders meet on the storm that has left thousands without power on the islands, as ferries stay in port.
Minister promises money for islanders
The minister has promised every household 500, to be paid within the week.
"We stand by the islands," the minister said
He added that the pier would be rebuilt within a year.
What the islanders say
"It is not enough" - Mal Pryce, 61, Linga
"I have no roof" - Lea Brandt, 44, Port Sorrel
Opposition asks for more
The opposition wants twice as much. Its leader said the sum was a joke.
Photo: Ida Holm
Ferries stay in port
No ferry will sail before Sunday, the operator said.
Photo: Per Lund
"""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
Opened = tuple["Page", "Path"]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Open a review of a document; return its page and the document."""
    ends: list[Callable[[], object]] = []

    def run(text: str = STORM, scheme: str = "light", width: int = 1280) -> Opened:
        document = tmp_path / "documents/2031-03-03-storm.txt"
        document.parent.mkdir(exist_ok=True)
        document.write_text(text)
        server = ReviewServer(Review(document, tmp_path / "content"))
        thread = threading.Thread(target=partial(server.serve_forever, 0.01))
        thread.start()
        context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console", lambda said: faults.append(said.text) if "Failed to load" not in said.text else None
        )
        ends[:0] = [context.close, server.shutdown, thread.join, server.server_close, lambda: _none(faults)]
        page.goto(server.address)
        page.wait_for_selector("[role=option]")
        return page, document

    yield run
    for end in ends:
        end()


def _none(faults: list[str]) -> None:
    assert faults == []


def _said(page: Page, text: str) -> None:
    page.locator("#status", has_text=text).wait_for()


def test_the_unsure_places_come_first_and_lead_to_their_lines(opened: Callable[..., Opened]) -> None:
    page, _ = opened()
    first = page.locator("#unsure button").first
    assert first.inner_text().startswith("Line 4: ")
    first.click()
    assert page.locator("[aria-selected=true]").get_attribute("data-line") == "4"
    assert page.locator("[data-line='4'] .role").inner_text() == "paragraph, update 6, look at this"
    page.keyboard.press("n")
    _said(page, "Read again")
    assert page.locator("#unsure button").count() == 0


def test_the_keyboard_alone_corrects_takes_back_and_keeps(opened: Callable[..., Opened]) -> None:
    page, document = opened()
    page.locator("#lines [tabindex='0']").focus()
    for key in ("End", "ArrowUp", "ArrowUp"):
        page.keyboard.press(key)
    page.keyboard.press("j")
    _said(page, "5 updates now, 1 fewer.")
    page.keyboard.press("z")
    _said(page, "Taken back.")
    page.keyboard.press("Home")
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    assert page.locator("#chosen").inner_text() == "2 lines chosen"
    page.keyboard.press("n")
    _said(page, "4 updates now, 2 fewer.")
    page.keyboard.press("Escape")
    assert page.evaluate_handle("document.activeElement").as_element().inner_text() == "s Starts an update"  # type: ignore[union-attr]
    page.locator("#keep").focus()
    page.keyboard.press("Enter")
    _said(page, "Kept: ")
    said = facts.from_toml(document.with_suffix(".toml"))
    assert said.not_headlines == (
        '"It is not enough" - Mal Pryce, 61, Linga',
        '"I have no roof" - Lea Brandt, 44, Port Sorrel',
    )


def test_the_mouse_chooses_lines_and_all_like_them(opened: Callable[..., Opened]) -> None:
    page, _ = opened()
    page.locator("[data-line='11']").click()
    page.locator("#like").check()
    page.locator("#chosen", has_text="2 lines like line 11").wait_for()
    page.get_by_role("button", name="Leave out").click()
    _said(page, "Read again")
    assert page.locator("#lines .out").count() == 2
    page.locator("[data-line='13']").click()
    page.get_by_label("Tag").fill("sea")
    page.get_by_role("button", name="Set").click()
    page.locator("#updates", has_text="#sea").wait_for()
    page.get_by_role("button", name="Key event").click()
    page.locator("#updates .key").wait_for()


def test_facts_of_the_live_blog_are_told(opened: Callable[..., Opened]) -> None:
    page, _ = opened()
    page.locator("summary").click()
    page.get_by_label("Title").fill("The storm")
    page.get_by_label("Title").press("Tab")
    page.locator("h1", has_text="The storm").wait_for()
    page.get_by_label("Timezone").fill("Atlantis")
    page.get_by_label("Timezone").press("Enter")
    _said(page, "timezone must be the name of a zone")


def test_two_windows_of_one_review_are_told_of_each_other(opened: Callable[..., Opened]) -> None:
    page, _ = opened()
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("[data-line='12']").click()
    other.keyboard.press("j")
    _said(other, "1 fewer")
    page.locator("[data-line='6']").click()
    page.keyboard.press("j")
    _said(page, "Another window has changed it")
    assert page.locator("#updates li").count() == other.locator("#updates li").count()


def test_what_a_document_says_is_text_and_no_html(opened: Callable[..., Opened]) -> None:
    attack = "<img src=x onerror=alert(1)>"
    page, _ = opened(STORM.replace("Ferries stay in port", f"{attack} stays in port"))
    assert page.locator("main img").count() == 0
    assert attack in page.locator("[data-line='12'] .text").inner_text()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_in_a_review(opened: Callable[..., Opened], scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page, _ = opened(scheme=scheme, width=width)
    page.locator("summary").click()
    page.locator("[data-line='4']").click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    results = axe.Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()


def test_ten_thousand_lines_are_corrected_at_once(opened: Callable[..., Opened]) -> None:
    updates = (
        f"{number // 60 % 24:02}:{number % 60:02} GMT\nNews {number} of the storm\n"
        + "".join(f"It rained on for {hour} hours.\n" for hour in range(18))
        for number in range(500, 0, -1)
    )
    page, _ = opened("The storm live\n2031-03-03\n" + "".join(updates))
    assert page.locator("#updates li").count() == 500
    page.locator("[data-line='10']").click()
    begun = time.monotonic()
    page.keyboard.press("s")
    _said(page, "501 updates now, 1 more.")
    assert time.monotonic() - begun < 3
