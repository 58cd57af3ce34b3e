"""The box that filters live blogs, in a browser and from disk."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from waiting import eventually

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

PLACES = ["Norrvik", "Sandhaven", "Île d’Yeu"]
MONTHS = "".join(
    f'<section class="month"><h2>{month}</h2>'
    + "".join(f'<p class="line"><a href="a.html">{event} of {place}</a></p>' for place in PLACES)
    + "</section>"
    for month, event in (("May", "The storm"), ("April", "The regatta"))
)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("storm", [f"The storm of {place}" for place in PLACES]),
        ("YEU ile", ["The storm of Île d’Yeu", "The regatta of Île d’Yeu"]),
        ("regatta sand", ["The regatta of Sandhaven"]),
        ("fog", []),
    ],
)
def test_live_blogs_that_have_every_word_stay_in_sight(
    offline_page: Page, output: Path, tmp_path: Path, typed: str, left: list[str]
) -> None:
    shutil.copytree(output / "theme", tmp_path / "theme")
    box = '<p class="filter"><input type="search"></p><script src="theme/js/filter.js" defer></script>'
    styles = "".join(f'<link rel="stylesheet" href="theme/css/{name}.css">' for name in ("style", "lists"))
    (tmp_path / "index.html").write_text(f"<!doctype html><meta charset=utf-8>{styles}{box}{MONTHS}", "utf-8")
    page = offline_page
    page.goto((tmp_path / "index.html").as_uri())
    page.locator("input").fill(typed)
    eventually(page.locator(".line:visible").all_inner_texts, left)
    expect(page.locator("h2:visible")).to_have_count(len({title.split()[1] for title in left}))


def test_of_a_large_archive_the_others_are_found_as_well(
    offline_page: Page, output: Path, tmp_path: Path
) -> None:
    shutil.copytree(output / "theme", tmp_path / "theme")
    (tmp_path / "search/years").mkdir(parents=True)
    for year, titles in (
        ("2030", ["The fog of Sandhaven", "The calm"]),
        ("2031", ["The regatta of Norrvik"]),
    ):
        made = [
            {"folder": f"{year}-{n}", "title": title, "language": "en", "direction": "ltr"}
            for n, title in enumerate(titles)
        ]
        script = f'searchIndex("years/{year}",{json.dumps(made)})'
        (tmp_path / f"search/years/{year}.js").write_text(script, "utf-8")
    listed = "search/years/2031.js search/years/2030.js"
    script = '<script src="theme/js/filter.js" defer></script>'
    box = f'<p class="filter"><input data-listed="{listed}"></p>{script}'
    shown = MONTHS.replace(
        'href="a.html">The regatta of Norrvik', 'href="2031-0/index.html">The regatta of Norrvik'
    )
    (tmp_path / "index.html").write_text(f"<!doctype html><meta charset=utf-8>{box}{shown}", "utf-8")
    page = offline_page
    page.goto((tmp_path / "index.html").as_uri())
    page.locator("input").fill("norrvik")
    page.wait_for_function("globalThis.searchIndex")
    page.locator("input").fill("fog")
    page.wait_for_selector(".line:visible")
    eventually(page.locator(".line:visible").all_inner_texts, ["The fog of Sandhaven"])
    expect(page.locator(".line:visible a")).to_have_attribute("href", re.compile("/2030-0/index.html$"))
    page.locator("input").fill("regatta norrvik")
    page.wait_for_selector("text=The regatta of Norrvik")
    expect(page.locator(".line:visible")).to_have_count(1)
    page.locator("input").fill("")
    page.wait_for_function("document.querySelectorAll('.month:last-of-type .line').length === 0")
    expect(page.locator(".line:visible")).to_have_count(6)
