"""The built site in a browser: from disk, with no network, with script and without."""

from __future__ import annotations

import os
import re
from contextlib import nullcontext
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html
from playwright.sync_api import expect
from pretending import in_zone, without_script
from waiting import eventually

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

LIGHTHOUSE = "2031-05-01-lighthouse"
REGATTA = "2031-07-12-regatta"
GROUND = "getComputedStyle(document.documentElement).backgroundColor"


def top(element: Locator) -> float:
    """Return how far below the top of the window an element begins."""
    return float(element.evaluate("(element) => element.getBoundingClientRect().top"))


@pytest.fixture
def page(offline_page: Page) -> Page:
    """A page from disk, without a network."""
    return offline_page


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser has to say against the pages: errors, and requests to elsewhere."""
    told: list[str] = []
    page.on("console", lambda message: told.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
    page.on("request", lambda request: request.url.startswith("file:") or told.append(request.url))
    return told


def test_every_page_is_reached_from_the_home_page(output: Path) -> None:
    waiting, seen = [output / "index.html"], set()
    while waiting:
        file = waiting.pop()
        if file not in seen:
            seen.add(file)
            page = html.fromstring(file.read_bytes())
            links = (urlsplit(link) for link in page.xpath("//a/@href | //form/@action"))
            waiting += [
                (file.parent / unquote(link.path)).resolve()
                for link in links
                if link.path and not link.scheme
            ]
    assert set(output.rglob("*.html")) - seen == {output / name for name in ("404.html", "offline.html")}


def test_no_page_has_anything_to_complain_of(page: Page, output: Path, complaints: list[str]) -> None:
    files = sorted(output.rglob("*.html"))
    if "TORTURE" not in os.environ:  # one of each kind: what differs in a number alone is of one
        files = [*{re.sub(r"\d+", "", str(file)): file for file in files}.values()]
    for file in files:
        page.goto(file.as_uri())
        page.evaluate("document.title")
    assert complaints == []
    assert len(files) > 10


def test_both_orders_are_there_without_script(page: Page, output: Path) -> None:
    with without_script(page):
        page.goto((output / LIGHTHOUSE / "index.html").as_uri())
        newest_first = page.locator("article > .rail time").all_inner_texts()
        assert newest_first[0] == "№ 4"
        page.get_by_role("link", name="from the start").click()
        eventually(page.locator("article > .rail time").all_inner_texts, newest_first[::-1])
        page.get_by_role("link", name="newest first").click()
        page.wait_for_url(f"**/{LIGHTHOUSE}/index.html")


@pytest.mark.parametrize(
    "path", ["index.html", f"{LIGHTHOUSE}/index.html", f"{REGATTA}/index.html", f"{LIGHTHOUSE}/boats.html"]
)
def test_no_page_is_wider_than_the_screen(page: Page, output: Path, path: str) -> None:
    page.goto((output / path).as_uri())
    for width in (2200, 1280, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        eventually(lambda: page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_a_readers_choice_of_light_or_dark_is_remembered(page: Page, output: Path) -> None:
    page.goto((output / "index.html").as_uri())
    light = page.evaluate(GROUND)
    page.get_by_role("button", name="Light or dark").click()
    eventually(lambda: page.evaluate(GROUND) != light)
    dark = page.evaluate(GROUND)
    page.goto((output / LIGHTHOUSE / "boats.html").as_uri())
    eventually(lambda: page.evaluate(GROUND), dark)
    page.get_by_role("button", name="Light or dark").click()
    remembered = "[document.documentElement.dataset.appearance, localStorage.length]"
    eventually(lambda: page.evaluate(remembered), [None, 0])


def test_times_are_shown_in_the_readers_zone_on_request(page: Page, output: Path) -> None:
    with in_zone(page, "America/New_York"):
        page.goto((output / REGATTA / "2031-07-13.html").as_uri())
        stamp = page.locator(".update time").first
        eventually(stamp.inner_text, "01:00")
        page.get_by_role("button", name="Meine zeigen").click()
        eventually(stamp.inner_text, "Sa., 19:00")
        eventually(page.locator(".zone").inner_text, "Nordamerikanische Ostküsten-Sommerzeit")
        page.goto((output / REGATTA / "index.html").as_uri())
        eventually(page.locator(".keys time").first.inner_text, "Sa., 12. Juli, 19:00")
        page.goto((output / REGATTA / "2031-07-13.html").as_uri())
        page.reload()
        eventually(stamp.inner_text, "Sa., 19:00")
        page.get_by_role("button", name="Meine zeigen").click()
        eventually(stamp.inner_text, "01:00")


def test_a_reader_in_the_live_blogs_own_zone_is_not_asked(page: Page, output: Path) -> None:
    with in_zone(page, "Europe/Vienna"):
        page.goto((output / REGATTA / "index.html").as_uri())
        expect(page.get_by_role("button", name="Meine zeigen")).to_have_count(0)


def test_the_contents_mark_the_place_while_scrolling(page: Page, output: Path) -> None:
    page.goto((output / REGATTA / "2031-07-12.html").as_uri())
    page.locator("#boje-12").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('boje-12').scrollIntoView()")
    page.wait_for_selector(".contents [aria-current='location'][href='#boje-12']")


def test_the_current_place_in_long_contents_is_in_sight(page: Page, output: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 300})
    page.goto((output / REGATTA / "2031-07-12.html").as_uri())
    page.evaluate("document.getElementById('boje-18').scrollIntoView()")
    current = page.locator(".contents [aria-current='location'][href='#boje-18']")
    current.wait_for()
    eventually(lambda: 0 < top(current) < 280)


def test_keys_go_from_update_to_update_and_can_be_turned_off(page: Page, output: Path) -> None:
    page.goto((output / LIGHTHOUSE / "index.html").as_uri())
    focused = "document.activeElement.closest('.update')?.id"
    page.keyboard.press("j")
    page.keyboard.press("j")
    eventually(lambda: page.evaluate(focused), "withdrawn")
    page.keyboard.press("k")
    eventually(lambda: page.evaluate(focused), "boats")
    page.keyboard.press("?")
    page.get_by_role("checkbox", name="Use these keys").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    eventually(lambda: page.evaluate(focused), "boats")


def test_a_permalink_is_copied(page: Page, output: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto((output / LIGHTHOUSE / "index.html").as_uri())
    page.locator("#boats").hover()
    page.locator("#boats").get_by_role("button", name="Copy link").click()
    page.wait_for_selector("#boats button:text('Copied')")
    eventually(lambda: page.evaluate("navigator.clipboard.readText()").endswith(f"{LIGHTHOUSE}/boats.html"))
    page.context.clear_permissions()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_contents_are_beside_the_stream_or_folded_above_it(page: Page, output: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((output / LIGHTHOUSE / "index.html").as_uri())
    contents = page.get_by_role("navigation", name="Contents")
    link = contents.get_by_role("link", name="Watch: The cape at dusk", include_hidden=True)
    expect(link).to_be_visible(visible=width > 960)


def test_the_other_order_goes_on_from_the_update_at_hand(page: Page, output: Path) -> None:
    page.goto((output / REGATTA / "2031-07-12.html").as_uri())
    page.evaluate("document.getElementById('boje-12').scrollIntoView()")
    page.wait_for_selector(".contents [aria-current][href='#boje-12']")
    page.locator(".bar p a").first.dispatch_event("click")  # a click of Playwright's scrolls before it
    page.wait_for_url(f"**/{REGATTA}/index.html#boje-12")
    eventually(lambda: 0 <= top(page.locator("#boje-12")) < 80)
    page.get_by_role("link", name="ab hier").first.dispatch_event("click")
    page.wait_for_url(f"**/{REGATTA}/2031-07-12.html#boje-12")


def test_an_hour_is_two_taps_away_on_a_phone(page: Page, output: Path) -> None:
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto((output / REGATTA / "2031-07-13.html").as_uri())
    page.locator(".hours summary").click()
    page.locator(".hours").get_by_role("link", name="15:00").click()
    page.wait_for_url(f"**/{REGATTA}/2031-07-12.html#boje-12")
    page.locator(".hours summary").click()
    page.locator(".hours").get_by_role("link", name="10:00").click()
    page.wait_for_url(f"**/{REGATTA}/2031-07-12.html#boje-8")
    expect(page.locator("details[open]")).to_have_count(0)
    eventually(lambda: 0 <= top(page.locator("#boje-8")) < 80)


def test_the_hours_are_in_the_readers_zone_with_all_other_times(page: Page, output: Path) -> None:
    with in_zone(page, "America/New_York"):
        page.goto((output / REGATTA / "2031-07-13.html").as_uri())
        page.get_by_role("button", name="Meine zeigen").click()
        eventually(page.locator(".hours time").first.inner_text, "Fr., 19:00")


@pytest.mark.parametrize("script", [True, False])
def test_key_events_alone_are_shown_on_request(page: Page, output: Path, *, script: bool) -> None:
    with nullcontext() if script else without_script(page):
        page.goto((output / REGATTA / "index.html").as_uri())
        page.locator("#_key").check()
        eventually(page.locator(".update:visible time").all_inner_texts, ["01:00", "08:45"])


def test_a_choice_keeps_the_place(page: Page, output: Path) -> None:
    page.goto((output / REGATTA / "2031-07-12.html").as_uri())
    page.evaluate("document.getElementById('boje-12').scrollIntoView()")
    page.wait_for_selector(".contents [aria-current][href='#boje-12']")
    page.locator("#_key").check()
    page.locator("input[name=_show]").first.check()
    eventually(lambda: -5 < top(page.locator("#boje-7")) < 80)


def test_what_can_be_clicked_is_at_least_24_pixels_high(page: Page, output: Path) -> None:
    small = {}
    for path in (
        "index.html",
        f"{REGATTA}/index.html",
        f"{LIGHTHOUSE}/index.html",
        f"{LIGHTHOUSE}/boats.html",
    ):
        page.goto((output / path).as_uri())
        small[path] = page.eval_on_selector_all(
            "a, button, summary, input",
            """all => all
                .filter(each => each.checkVisibility({ visibilityProperty: true }))
                .filter(each => !each.closest(".text, .skip, svg"))
                .filter(each => (each.closest("label") ?? each).getBoundingClientRect().height < 24)
                .map(each => each.outerHTML)""",
        )
    assert [*small.values()] == [[]] * 4, small


@pytest.mark.parametrize("width", [320, 640])
def test_the_bar_of_the_day_is_as_high_as_what_sticks_below_it_takes_it_to_be(
    page: Page, output: Path, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto((output / REGATTA / "2031-07-12.html").as_uri())
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.evaluate("document.getElementById('boje-12').scrollIntoView()")
    page.mouse.wheel(0, 60)
    rail, bar = page.locator("#boje-12 .rail"), page.locator(".bar").first
    eventually(lambda: abs(top(rail) - top(bar) - bar.evaluate("(bar) => bar.offsetHeight")) < 12)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "path",
    [f"{LIGHTHOUSE}/index.html", f"{REGATTA}/index.html", f"{LIGHTHOUSE}/boats.html", "search.html?q=boje"],
)
def test_nothing_moves_once_a_page_is_painted(page: Page, output: Path, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{output.as_uri()}/{path}")
    shift = page.evaluate(
        """() => new Promise((done) => {
            let sum = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
                .observe({ type: "layout-shift", buffered: true });
            setTimeout(() => done(sum), 200);
        })"""
    )
    assert shift < 0.01


def test_the_page_of_a_day_prints_without_what_can_only_be_clicked(page: Page, output: Path) -> None:
    page.goto((output / LIGHTHOUSE / "2031-05-01.html").as_uri())
    page.emulate_media(media="print")
    expect(page.locator("nav:visible, button:visible, .bar p:visible")).to_have_count(0)
    link = page.get_by_role("link", name="the chart")
    eventually(
        lambda: "chart.example" in link.evaluate("element => getComputedStyle(element, '::after').content")
    )


def test_a_bar_of_the_timeline_leads_to_its_first_update(page: Page, output: Path) -> None:
    page.goto((output / LIGHTHOUSE / "index.html").as_uri())
    page.locator(".timeline a").first.click()
    page.wait_for_url("**#the-lamp-fails")
