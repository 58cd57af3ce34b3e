"""Pages with all that an update can have, in five languages, as axe sees them, and on a phone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

import pytest
from rich_live_blogs import TOLD, built
from test_axe import RULES, axe
from waiting import eventually

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]
PAGES = (
    "ar/index.html",
    "de/2031-05-01.html",
    "zh/update-2.html",
    "fr/update-4.html",
    "ar/2031-05-02.html",
    "en/part-1.html",
    "fr/index.html",
    "zh/index.html",
    "en/index.html",
)
LOOKS: tuple[tuple[Scheme, int], ...] = (("light", 1280), ("dark", 320))


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of live blogs that have all that an update can have."""
    return built(tmp_path_factory.mktemp("rich"))


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark"])
def test_axe_finds_nothing_in_any_language(browser: Browser, rich: Path, look: tuple[Scheme, int]) -> None:
    scheme, width = look
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    pages = PAGES if "TORTURE" in os.environ else PAGES[LOOKS.index(look) : 4 : 2]
    found = {}
    for path in pages:
        page.goto(f"{rich.as_uri()}/{path}")
        results = axe.Axe().run(page, options=RULES)
        if results.violations_count:
            found[path] = results.generate_report()
    context.close()
    assert found == {}


@pytest.mark.parametrize("language", TOLD)
def test_no_update_is_wider_than_a_phone(offline_page: Page, rich: Path, language: str) -> None:
    page = offline_page
    page.set_viewport_size({"width": 320, "height": 700})
    for path in ("index.html", "update-3.html"):
        page.goto(f"{rich.as_uri()}/{language}/{path}")
        eventually(lambda: page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
    eventually(lambda: page.evaluate("document.querySelector('table').scrollWidth > innerWidth"))
