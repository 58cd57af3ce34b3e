"""A review in a real browser: mouse, keyboard, screen readers, a phone, the dark, thousands of lines."""

from __future__ import annotations

import json
import os
import re
import threading
import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import expect
from waiting import eventually

from afterlive.archive import facts
from afterlive.model import NamedLine
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
Share
"""
PICTURED = """<!doctype html><html lang="en"><title>The storm</title><h1>The storm</h1>
<article><time datetime="2031-03-03T10:15:00Z">10:15</time><h2>Ferries stay in port</h2>
<p>The wind rose.</p><img src="https://courier.example/pier.jpg"><p>Nobody was hurt.</p></article>"""
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
UPDATES = 500 if "TORTURE" in os.environ else 150
"""Of 20 lines each in the longest document, whose corrections take two milliseconds an update at most."""
Opened = tuple["Page", "Path"]


class Tool(NamedTuple):
    """A tool, what it is used on, and what the line is then."""

    name: str
    letter: str
    line: int
    becomes: str


TOOLS = (
    Tool("Starts an update", "s", 10, "update 2 begins, paragraph"),
    Tool("Join to the one above", "j", 9, "paragraph, update 2"),
    Tool("Headline", "h", 10, "update 2 begins, headline"),
    Tool("No headline", "n", 9, "paragraph, update 2"),
    Tool("Time stamp", "m", 10, "time, update 2"),
    Tool("Byline", "b", 11, "left out: byline"),
    Tool("Lead", "l", 10, "lead"),
    Tool("Caption", "c", 10, "caption, update 2"),
    Tool("Is text", "r", 15, "paragraph, update 1"),
    Tool("Leave out", "d", 10, "left out: an advert"),
)


@pytest.fixture(scope="module")
def served(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ReviewServer, Page]]:
    """Serve reviews one after the other to one page, which must not complain of anything."""
    folder = tmp_path_factory.mktemp("review")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("afterlive.review.server.GRACE", 60)
        with ReviewServer(_review(folder, STORM)) as server:
            thread = threading.Thread(target=partial(server.serve_forever, 0.01))
            thread.start()
            context = browser.new_context()
            page = context.new_page()
            faults: list[str] = []
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on(
                "console", lambda said: faults.append(said.text) if "status of 4" not in said.text else None
            )
            page.on("dialog", lambda dialog: dialog.accept())
            yield server, page
            context.close()
            server.shutdown()
            thread.join()
            assert faults == []


def _review(folder: Path, text: str, name: str = "2031-03-03-storm.txt") -> Review:
    document = folder / "documents" / name
    document.parent.mkdir()
    document.write_text(text)
    return Review(document, folder / "content")


@pytest.fixture
def opened(served: tuple[ReviewServer, Page], tmp_path: Path) -> Callable[..., Opened]:
    """Open a review of a document; return its page and the document."""

    def run(
        text: str = STORM, scheme: str = "light", width: int = 1280, name: str = "2031-03-03-storm.txt"
    ) -> Opened:
        server, page = served
        server.review = _review(tmp_path, text, name)
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(server.address)
        page.wait_for_selector("[role=option]")
        return page, tmp_path / "documents" / name

    return run


def _said(page: Page, text: str) -> None:
    page.locator("#status", has_text=text).wait_for()


def _is(page: Page, line: int, role: str) -> None:
    page.locator(f"[data-line='{line}'] .role", has_text=role).wait_for()


def test_the_unsure_places_come_first_and_lead_to_their_lines(opened: Callable[..., Opened]) -> None:
    page, _ = opened()
    first = page.locator("#unsure button").first
    expect(first).to_have_text(re.compile(r"^Line 4: "))
    first.click()
    expect(page.locator("[aria-selected=true]")).to_have_attribute("data-line", "4")
    eventually(page.locator("[data-line='4'] .role").inner_text, "paragraph, update 6, look at this")
    page.keyboard.press("n")
    _said(page, "Read again")
    expect(page.locator("#unsure button")).to_have_count(0)


def test_a_place_to_look_at_is_answered_in_one_step_and_the_next_has_the_focus(
    opened: Callable[..., Opened],
) -> None:
    speech = '"The pier is a joke," the leader said\nNobody else spoke of the pier on Monday evening.\n'
    page, _ = opened(STORM.replace("Photo: Ida Holm\n", speech))
    places = page.locator("#unsure li")
    expect(places).to_have_count(2)
    line = places.first.locator("button").first.inner_text()
    number = int(line.removeprefix("Line ").partition(":")[0])
    places.first.get_by_role("button", name="No headline").click()
    _is(page, number, "paragraph")
    expect(places).to_have_count(1)
    expect(places.first.locator("button").first).to_be_focused()


@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
def test_each_tool_says_what_a_line_is_and_undo_takes_it_back(
    opened: Callable[..., Opened], hand: str
) -> None:
    page, _ = opened()
    page.get_by_label("Reason").fill("an advert")
    before = page.locator("#lines").inner_text()
    page.locator("#lines [tabindex='0']").focus()
    for tool in TOOLS:
        if hand == "mouse":
            page.locator(f"[data-line='{tool.line}']").click()
            page.locator("[data-key]", has_text=tool.name).first.click()
        else:
            page.keyboard.press("Home")
            for _ in range(tool.line - 1):
                page.keyboard.press("ArrowDown")
            page.keyboard.press(tool.letter)
        _is(page, tool.line, tool.becomes)
        if hand == "mouse":
            page.get_by_role("button", name="Undo").click()
        else:
            page.keyboard.press("z")
        _said(page, "Taken back.")
        eventually(page.locator("#lines").inner_text, before)


def test_the_keyboard_alone_corrects_and_keeps(opened: Callable[..., Opened]) -> None:
    page, document = opened()
    page.locator("#lines [tabindex='0']").focus()
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    eventually(page.locator("#chosen").inner_text, "2 lines chosen")
    page.keyboard.press("n")
    _said(page, "4 updates now, 2 fewer.")
    page.keyboard.press("Escape")
    active = page.evaluate_handle("document.activeElement").as_element()
    assert active is not None
    eventually(active.inner_text, "s Starts an update")
    page.locator("#keep").focus()
    page.keyboard.press("Enter")
    _said(page, "Kept: ")
    said = facts.from_toml(document.with_suffix(".toml"))
    assert said.not_headlines == (
        '"It is not enough" - Mal Pryce, 61, Linga',
        '"I have no roof" - Lea Brandt, 44, Port Sorrel',
    )


def test_the_mouse_chooses_lines_all_like_them_and_many_updates(opened: Callable[..., Opened]) -> None:
    page, _ = opened()
    page.locator("[data-line='11']").click()
    page.locator("#like").check()
    page.locator("#chosen", has_text="2 lines like line 11").wait_for()
    page.get_by_role("button", name="Leave out").click()
    _said(page, "Read again")
    expect(page.locator("#lines .out")).to_have_count(3)
    page.locator("#like").uncheck()
    page.locator("[data-line='9']").click()
    page.locator("[data-line='13']").click(modifiers=["Control"])
    page.get_by_label("Tag").fill("sea")
    page.get_by_label("Tag").press("Enter")
    page.locator("#updates li:has-text('#sea')").nth(1).wait_for()
    page.get_by_role("button", name="Key event").click()
    page.locator("#updates .key").nth(1).wait_for()
    page.get_by_role("button", name="Key event").click()
    page.locator("#updates .key").first.wait_for(state="detached")


def test_steps_that_come_faster_than_their_answers_are_all_taken(opened: Callable[..., Opened]) -> None:
    page, _ = opened()
    page.locator("[data-line='13']").click()
    page.keyboard.press("s")
    page.keyboard.press("e")
    page.keyboard.press("l")
    _is(page, 13, "lead")
    eventually(lambda: page.evaluate("state.undo"), 3)


def test_facts_of_the_live_blog_are_told(opened: Callable[..., Opened]) -> None:
    page, document = opened(name="storm.txt")
    page.get_by_role("button", name="Day on which it began").click()
    page.keyboard.type("2031-03-03")
    page.keyboard.press("Enter")
    _said(page, "Read again")
    told = {
        "Title": "The storm",
        "Timezone": "Europe/London",
        "Language": "en",
        "Licence": "CC BY 4.0",
        "Source": "https://courier.example/live",
        "Publisher": "The Courier",
        "Rights": "© The Courier",
    }
    for label, words in told.items():
        page.get_by_label(label).fill(words)
    page.get_by_label("Order").select_option("oldest first")
    page.get_by_role("button", name="Keep and import").click()
    _said(page, "Kept: ")
    said = facts.from_toml(document.with_suffix(".toml"))
    assert {label: getattr(said, label.lower()) for label in told} == told
    assert (str(said.date), said.order) == ("2031-03-03", "oldest first")
    page.get_by_label("Timezone").fill("Atlantis")
    page.get_by_label("Timezone").press("Enter")
    _said(page, "timezone must be the name of a zone")


def test_a_warning_that_asks_for_something_leads_to_its_field(opened: Callable[..., Opened]) -> None:
    page, _ = opened("Storm, live\n10:40\nThe port is closed.\n10:15\nIt rains.\n", name="2031-03-03-s.txt")
    warning = page.locator("#warnings li", has_text="--timezone")
    warning.get_by_role("button", name="Timezone", exact=True).click()
    page.keyboard.type("Europe/London")
    page.keyboard.press("Enter")
    expect(warning).to_have_count(0)


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
    expect(page.locator("#updates li")).to_have_count(other.locator("#updates li").count())
    other.close()


@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
def test_a_picture_is_shown_where_it_stands_and_left_out_like_a_line(
    opened: Callable[..., Opened], hand: str
) -> None:
    page, document = opened(PICTURED, name="2031-03-03-storm.html")
    order = [page.locator("#lines .text").nth(place).inner_text() for place in (3, 4, 5)]
    assert order == ["The wind rose.", "pier.jpg", "Nobody was hurt."]
    picture = page.locator("[data-line='6']")
    expect(picture.locator(".role")).to_have_text("embed, update 1")
    if hand == "mouse":
        picture.click()
        page.get_by_role("button", name="Leave out").click()
    else:
        page.locator("#lines [tabindex='0']").focus()
        for _ in range(4):
            page.keyboard.press("ArrowDown")
        expect(page.locator("#chosen")).to_have_text("Without a line: pier.jpg")
        page.keyboard.press("d")
    _is(page, 6, "left out")
    page.get_by_role("button", name="Undo").click()
    _is(page, 6, "embed, update 1")
    page.locator("[data-line='4']").click()
    page.keyboard.press("Shift+ArrowDown")
    eventually(page.locator("#chosen").inner_text, "2 lines chosen")
    page.keyboard.press("d")
    _is(page, 6, "left out")
    page.get_by_role("button", name="Keep and import").click()
    _said(page, "Kept: ")
    said = facts.from_toml(document.with_suffix(".toml"))
    assert said.drop == ("The wind rose.", NamedLine("https://courier.example/pier.jpg", picture=True))


def test_what_a_document_says_is_text_and_no_html(opened: Callable[..., Opened]) -> None:
    attack = "<img src=x onerror=alert(1)>"
    page, _ = opened(STORM.replace("Ferries stay in port", f"{attack} stays in port"))
    expect(page.locator("main img")).to_have_count(0)
    expect(page.locator("[data-line='12'] .text")).to_contain_text(attack)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_in_a_review(opened: Callable[..., Opened], scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page, _ = opened(scheme=scheme, width=width)
    page.locator("summary").click()
    page.locator("[data-line='4']").click()
    eventually(lambda: page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
    results = axe.Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()


def test_thousands_of_lines_are_corrected_at_once(opened: Callable[..., Opened]) -> None:
    items = [
        {
            "id": str(number),
            "title": f"News {number} of the storm",
            "date_published": f"2031-03-03T{number // 60:02}:{number % 60:02}:00Z",
            "content_html": "".join(f"<p>Rain {number}, {hour} hours.</p>" for hour in range(19)),
        }
        for number in range(UPDATES)
    ]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The storm live", "items": items}
    page, _ = opened(json.dumps(feed), name="2031-03-03-storm.json")
    expect(page.locator("[role=option]").nth(20 * UPDATES)).to_be_attached()
    page.locator("[data-line='10']").click()
    page.keyboard.press("s")
    _said(page, f"{UPDATES + 1} updates now, 1 more.")
    page.locator("[data-line='50']").click()
    begun = time.process_time()
    page.keyboard.press("s")
    _said(page, f"{UPDATES + 2} updates now, 1 more.")
    assert time.process_time() - begun < UPDATES / 500, (
        "seconds of this process alone, whatever else the machine does"
    )
