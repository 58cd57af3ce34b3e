"""Pages of many languages in a browser: from right to left, in the hours that the source printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pretending import in_zone

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from playwright.sync_api import Page


def live_blog(language: str, stamps: tuple[str, ...], words: str) -> dict[str, str]:
    """Return the articles of a live blog whose updates are an hour apart, the last at 17:00 in Oslo."""
    facts = f"Kind: lead\nLang: {language}\nTimezone: Europe/Oslo"
    lead = f"Title: {words}\nDate: 2031-05-01\nPrecision: day\n{facts}\n"
    first = 18 - len(stamps)
    updates = {
        f"storm/{number:04}.md": (
            f"Title: {words} {number}\nDate: 2031-05-01T{first + number - 1}:00+02:00\nKind: update\n"
            f"Key: yes\nPosition: {number}\nSlug: update-{number}\nStamp: {stamp}\nTags: {words}\n\n"
            f"{words}.\n"
        )
        for number, stamp in enumerate(stamps, 1)
    }
    return {"storm/0000-lead.md": f"{lead}\n{words}.\n", **updates}


@pytest.mark.parametrize(
    ("stamps", "theirs", "mine"),
    [(("16:00", "17:00"), "17:00", "11:00"), (("4 PM", "5:00 PM"), "5:00 PM", "11:00 AM")],
)
def test_the_readers_own_times_are_written_as_the_source_writes_its(
    offline_page: Page,
    build_here: Callable[[Mapping[str, str]], Path],
    stamps: tuple[str, ...],
    theirs: str,
    mine: str,
) -> None:
    output = build_here(live_blog("en-US", stamps, "The storm"))
    page = offline_page
    with in_zone(page, "America/New_York"):
        page.goto((output / "storm/index.html").as_uri())
        stamp = page.locator(".update time").first
        expect(stamp).to_have_text(theirs)
        page.get_by_role("button", name="Show mine").click()
        expect(stamp).to_have_text(mine)


def test_a_page_from_right_to_left_has_its_beginning_on_the_right(
    offline_page: Page, build_here: Callable[[Mapping[str, str]], Path]
) -> None:
    output = build_here(live_blog("ar", ("14:00", "15:00", "16:00", "17:00"), "العاصفة"))
    page = offline_page
    page.goto((output / "storm/index.html").as_uri())

    def left(selector: str) -> float:
        return float(page.locator(selector).first.bounding_box()["x"])  # type: ignore[index]  # all are shown

    assert left(".strip a >> nth=0") > left(".strip a >> nth=-1")  # the hours of the timeline
    assert left(".update .rail") > left(".update .text") > left(".side")
    assert left(".mast .name") > left(".mast nav") > left(".mast form")
    page.goto((output / "storm/update-2.html").as_uri())
    assert left("[rel=prev]:visible") > left("[rel=next]:visible")


def test_a_live_blog_from_right_to_left_is_so_on_pages_of_another_language(
    offline_page: Page, build_here: Callable[[Mapping[str, str]], Path]
) -> None:
    output = build_here(live_blog("ar", ("16:00", "17:00"), "العاصفة"))
    page = offline_page
    for path, selector in (
        ("index.html", ".card h3"),
        ("topics/index.html", ".topics a"),
        ("search.html?q=عاصفة", ".hits h2"),
        ("search.html", ".unsearched a"),
        ("storm/index.html", ".name"),
    ):
        page.goto(f"{output.as_uri()}/{path}")
        part = page.locator(f"{selector} >> visible=true").first
        part.wait_for()
        marked = part.evaluate("(part) => [part.closest('[lang]').lang, getComputedStyle(part).direction]")
        assert marked == (["en-gb", "ltr"] if selector == ".name" else ["ar", "rtl"]), path
