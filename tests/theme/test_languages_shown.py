"""Pages with all that an update can have, in five languages, as axe sees them, and on a phone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from rich_live_blogs import TOLD, built
from test_axe import RULES, axe
from waiting import eventually

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

PAGES = ("ar/index.html", "zh/update-2.html")
MORE = (
    "de/2031-05-01.html",
    "fr/update-4.html",
    "ar/2031-05-02.html",
    "en/part-1.html",
    "fr/index.html",
    "zh/index.html",
    "en/index.html",
)


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of live blogs that have all that an update can have."""
    return built(tmp_path_factory.mktemp("rich"))


def test_axe_finds_nothing_in_any_language(offline_page: Page, rich: Path) -> None:
    page, found = offline_page, {}
    for number, path in enumerate(PAGES + MORE if "TORTURE" in os.environ else PAGES):
        page.set_viewport_size({"width": (1280, 320)[number % 2], "height": 900})
        page.emulate_media(color_scheme=("light", "dark")[number % 2])
        page.goto(f"{rich.as_uri()}/{path}")
        results = axe.Axe().run(page, options=RULES)
        if results.violations_count:
            found[path] = results.generate_report()
    assert found == {}


@pytest.mark.parametrize("language", TOLD)
def test_no_update_is_wider_than_a_phone(offline_page: Page, rich: Path, language: str) -> None:
    page = offline_page
    page.set_viewport_size({"width": 320, "height": 700})
    for path in ("index.html", "update-3.html"):
        page.goto(f"{rich.as_uri()}/{language}/{path}")
        eventually(lambda: page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
    eventually(lambda: page.evaluate("document.querySelector('table').scrollWidth > innerWidth"))
