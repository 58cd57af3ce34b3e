"""Every page kind can be read by everybody, as far as axe-core can tell: WCAG 2.2 AA, in light and dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is missing")

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
LOOKS = {
    "runOnly": {
        "type": "rule",
        "values": ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"],
    },
    "resultTypes": ["violations"],
}
"""Of these, what depends on colours and on the width of the screen."""
KINDS = [
    "index.html",
    "2031-05-01-lighthouse/index.html",
    "2031-07-12-regatta/2031-07-12.html",
    "2031-05-01-lighthouse/the-lamp-fails.html",
    "topics/norrvik.html",
    "2031-07-12-regatta/index.html#at=2031-07-12T12:00",
]
ALIKE = ["topics/index.html", "search.html", "about.html", "offline.html", "404.html"]
"""Pages that have nothing in the dark or on a phone that those don't have."""


def test_axe_finds_nothing(offline_page: Page, output: Path) -> None:
    page, found = offline_page, {}
    for path in KINDS + ALIKE:
        page.goto(f"{output.as_uri()}/{path}")
        if "#at=" in path:
            page.locator(".replay").wait_for()
        page.evaluate(axe.Axe().axe_script)
        for scheme, width, rules in (("light", 1280, RULES), ("dark", 390, LOOKS))[: 1 + (path in KINDS)]:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            results = axe.AxeResults(page.evaluate("rules => axe.run(document, rules)", rules))
            if results.violations_count:
                found[path, scheme] = results.generate_report()
    assert found == {}
