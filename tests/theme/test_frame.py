"""The frame of a page where there is little room: on narrow screens, in large type, with long words."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from waiting import eventually

if TYPE_CHECKING:
    from playwright.sync_api import Page

THEME = Path(__file__).parent.parent.parent / "theme"
REGATTA = "2031-07-12-regatta/index.html"

BARS = """(bars) => {
  const side = document.querySelector(".side");
  while (side.children.length < 4) side.prepend(side.firstElementChild.cloneNode(true));
  return Object.entries(bars).filter(([language, names]) => {
    document.documentElement.lang = language;
    const labels = [...side.querySelectorAll("summary")];
    labels.forEach((label, at) => { label.textContent = names[at]; });
    return labels.some((label) => label.scrollWidth > label.clientWidth)
      || labels.at(-1).getBoundingClientRect().right > innerWidth;
  });
}"""


def test_the_lists_below_a_narrow_page_have_room_for_their_names_in_every_language(
    offline_page: Page, output: Path
) -> None:
    files = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in THEME.glob("words/*.toml")}
    names = ("pinned", "key_events", "hours", "contents")
    bars = {language: [words[name] for name in names] for language, words in files.items()}
    offline_page.set_viewport_size({"width": 320, "height": 700})
    offline_page.goto((output / REGATTA).as_uri())
    eventually(lambda: offline_page.evaluate(BARS, bars), [])


@pytest.mark.parametrize("width", [320, 390])
def test_the_name_of_a_site_stands_on_the_horizon_below_one_row_of_ways(
    offline_page: Page, output: Path, width: int
) -> None:
    page = offline_page
    page.set_viewport_size({"width": width, "height": 700})
    page.goto((output / REGATTA).as_uri())
    mast, name, ways, search = (
        page.locator(selector).bounding_box()
        for selector in (".mast", ".mast .name", ".mast nav", ".mast form")
    )
    assert mast
    assert name
    assert ways
    assert search
    assert ways["y"] < search["y"] + search["height"] <= name["y"] + 1
    assert search["y"] < ways["y"] + ways["height"]
    assert mast["y"] + mast["height"] - name["y"] - name["height"] == pytest.approx(2, abs=1)


def test_the_day_is_one_line_however_large_the_type_is(offline_page: Page, output: Path) -> None:
    page = offline_page
    page.goto((output / REGATTA).as_uri())
    page.evaluate("document.documentElement.style.fontSize = '250%'")
    day, bar = page.locator(".bar h2").first.bounding_box(), page.locator(".bar").first.bounding_box()
    assert day
    assert bar
    assert bar["y"] <= day["y"] < day["y"] + day["height"] <= bar["y"] + bar["height"]


def test_a_list_that_goes_on_fades_and_its_last_line_does_not(offline_page: Page, output: Path) -> None:
    page = offline_page
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto((output / REGATTA).as_uri())
    fades = """(nav) => {
      const last = nav.querySelector("li:last-child").getBoundingClientRect().bottom;
      const fade = parseFloat(getComputedStyle(nav.querySelector(".panel"), "::after").height);
      return [nav.scrollHeight > nav.clientHeight, nav.getBoundingClientRect().bottom - last >= fade - 20];
    }"""
    contents = page.locator(".contents")
    eventually(lambda: contents.evaluate(fades), [True, False])
    contents.evaluate("(nav) => { nav.scrollTop = nav.scrollHeight; }")
    eventually(lambda: contents.evaluate(fades)[1])


def test_what_is_on_the_rail_is_covered_by_nothing(offline_page: Page, output: Path) -> None:
    page = offline_page
    page.goto((output / REGATTA).as_uri())
    rail = page.locator(".update .rail").first
    boxes = [link.bounding_box() or {} for link in rail.locator(":is(a, button):visible").all()]
    tops = sorted(box["y"] for box in boxes)
    assert len(tops) > 1
    assert min(below - top for top, below in pairwise(tops)) >= 24
