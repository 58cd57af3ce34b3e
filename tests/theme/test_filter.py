"""The box that filters live blogs, in a browser and from disk."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

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
    assert page.locator(".line:visible").all_inner_texts() == left
    assert page.locator("h2:visible").count() == len({title.split()[1] for title in left})
