"""A live blog is played as it happened, and shown as it stood at a moment: from disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from waiting import eventually

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page

LIGHTHOUSE = "2031-05-01-lighthouse/index.html"
REGATTA = "2031-07-12-regatta/index.html"
MOST = 3000
"""Bytes that a page may carry for those who don't use it."""


@pytest.fixture
def page(offline_page: Page) -> Iterator[Page]:
    """A page in a browser without a network, where errors fail the test."""
    errors = errors_of(offline_page)
    offline_page.emulate_media(reduced_motion="reduce")
    yield offline_page
    assert errors == []


@pytest.fixture
def timed_page(browser: Browser) -> Iterator[Page]:
    """A page whose clock runs when a test says so; it is its context's, and no other test's."""
    context = browser.new_context(offline=True, reduced_motion="reduce")
    page = context.new_page()
    errors = errors_of(page)
    page.clock.install(time=0)
    page.clock.pause_at(1)
    yield page
    context.close()
    assert errors == []


def errors_of(page: Page) -> list[str]:
    """Return a list to which a page adds what goes wrong in it."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text))
    return errors


def open_at(page: Page, file: Path, moment: str) -> None:
    page.goto("about:blank")
    page.goto(f"{file.as_uri()}#at={moment}")
    page.locator(".replay").wait_for()


def shown(page: Page) -> list[str]:
    """Return the permalinks of the updates in sight, from the top."""
    return page.locator(".update:visible > .rail > a:first-child").all_inner_texts()


def said(page: Page) -> str:
    """Return the moment and the count as the bar says them."""
    return page.locator(".replay output").inner_text()


def test_an_address_shows_the_live_blog_as_it_stood_at_a_moment(page: Page, output: Path) -> None:
    open_at(page, output / REGATTA, "2031-07-12T06:30")
    eventually(lambda: shown(page), ["06:15", "05:00", "03:45", "02:30", "01:15"])
    eventually(lambda: said(page).endswith("12. Juli, 06:30 · 5 von 24 Meldungen"))
    expect(page.locator(".lead, .keys, .further").filter(visible=True)).to_have_count(0)


def test_a_time_before_the_first_update_is_one_of_the_next_day(page: Page, output: Path) -> None:
    open_at(page, output / REGATTA, "00:10")
    eventually(lambda: said(page).endswith("13. Juli, 00:10 · 19 von 24 Meldungen"))


def test_what_leads_to_what_was_not_yet_known_is_hidden_and_comes_back(page: Page, output: Path) -> None:
    page.goto((output / REGATTA).as_uri())
    links = "nav.keys li:visible"
    everything = page.locator(links).count()
    open_at(page, output / REGATTA, "2031-07-12T09:00")
    expect(page.locator(links)).to_have_count(1)
    page.get_by_role("button", name="Schließen").click()
    expect(page.locator(links)).to_have_count(everything)
    eventually(lambda: (len(shown(page)), page.url), (24, (output / REGATTA).as_uri()))


def test_a_replay_begins_with_the_first_update_and_goes_on_by_key(page: Page, output: Path) -> None:
    page.goto((output / REGATTA).as_uri())
    page.get_by_role("button", name="Wie es geschah").click()
    page.locator(".replay").wait_for()
    eventually(lambda: shown(page), ["01:15"])
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    eventually(lambda: shown(page), ["03:45", "02:30", "01:15"])
    eventually(page.locator(".replay [role=status]").inner_text, "03:45 Boje 3 ist umrundet")
    page.wait_for_url("**#at=2031-07-12T03:45")
    page.keyboard.press("ArrowLeft")
    eventually(lambda: shown(page), ["02:30", "01:15"])
    page.keyboard.press("Escape")
    eventually(lambda: len(shown(page)), 24)


def test_it_plays_at_the_speed_that_is_chosen_until_it_is_paused(timed_page: Page, output: Path) -> None:
    page = timed_page
    open_at(page, output / REGATTA, "2031-07-12T01:15")
    page.get_by_label("Tempo").select_option("900")
    page.get_by_role("button", name="Abspielen").click()
    page.clock.run_for(3_000)  # 75 minutes at 900 times the speed are five seconds
    eventually(lambda: len(shown(page)), 1)
    page.clock.run_for(3_000)
    eventually(lambda: len(shown(page)), 2)
    page.get_by_role("button", name="Anhalten").click()
    page.clock.run_for(60_000)
    eventually(lambda: len(shown(page)), 2)


def test_the_slider_runs_along_the_timeline_and_says_what_it_shows(page: Page, output: Path) -> None:
    open_at(page, output / REGATTA, "2031-07-12T01:15")
    slider = page.get_by_role("slider")
    slider.press("End")
    eventually(lambda: len(shown(page)), 24)
    slider.press("Home")
    eventually(lambda: shown(page), [])
    valued = slider.get_attribute("aria-valuetext")
    assert valued
    assert valued.endswith("12. Juli, 01:00 · 0 von 24 Meldungen")


def test_a_live_blog_without_times_is_played_by_position(page: Page, output: Path) -> None:
    open_at(page, output / LIGHTHOUSE, "2")
    eventually(lambda: shown(page), ["№ 2", "№ 1"])
    eventually(lambda: said(page), "2 of 4 updates")
    page.keyboard.press("ArrowRight")
    eventually(lambda: shown(page), ["№ 3", "№ 2", "№ 1"])
    page.wait_for_url("**#at=3")


def test_a_long_live_blog_is_played_through_its_parts(
    timed_page: Page, build_here: Callable[[Mapping[str, str]], Path], few: Mapping[str, str]
) -> None:
    page = timed_page
    lead = {name: text for name, text in few.items() if "lead" in name}
    long = {
        f"2031-05-01-lighthouse/{number:04}-boat.md": f"""\
Title: Boat {number}
Date: 2031-05-01T{number // 60:02}:{number % 60:02}+00:00
Kind: update
Position: {number}
Slug: boat-{number}

All is well.
"""
        for number in range(1, 111)
    }
    output = build_here({**lead, **long})
    page.goto((output / LIGHTHOUSE).as_uri())
    page.get_by_role("button", name="As it happened").click()
    page.wait_for_url("**/part-1.html#at=*")
    page.locator(".replay").wait_for()
    eventually(lambda: (shown(page), said(page)), (["00:01"], "Thu 1 May, 00:01 · № 1"))
    page.get_by_role("slider").press("End")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/part-2.html#at=*")
    page.locator(".replay").wait_for()
    eventually(lambda: (shown(page), said(page)), (["00:51"], "Thu 1 May, 00:51 · № 51"))
    open_at(page, output / LIGHTHOUSE, "01:49")
    eventually(lambda: said(page), "01:49 · 109 of 110 updates")


def test_who_does_not_use_it_loads_next_to_nothing_for_it(page: Page, output: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((output / REGATTA).as_uri())
    assert not any("replay" in address for address in asked)
    parts = page.locator("#_replay, [data-tool=replay]")
    carried = "".join(parts.evaluate_all("parts => parts.map(({ outerHTML }) => outerHTML)"))
    script = (output / "theme/js/reading.js").read_text("utf-8")
    loader = script.partition("function setupReplay")[2].partition("// ----")[0]
    assert carried
    assert loader
    assert len((carried + loader).encode()) < MOST
