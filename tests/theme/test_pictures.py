"""Nothing moves while pictures load, and each can be enlarged: in place, or without script by its link."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pretending import without_script
from waiting import eventually

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

MANY = 40
PAGE = "2031-05-01-storm/index.html"


def png(width: int, height: int) -> bytes:
    """Return a black picture."""
    rows = zlib.compress(b"\0" * (height * (width + 1)))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", rows),
        (b"IEND", b""),
    )
    written = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)


@pytest.fixture(scope="module")
def storm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a live blog with forty pictures, broad, high and in rows."""
    from pelican.settings import read_settings  # noqa: PLC0415 - it sets up logging

    folder = tmp_path_factory.mktemp("storm")
    live_blog = folder / "content" / "2031-05-01-storm"
    (live_blog / "images").mkdir(parents=True)
    (live_blog / "images/broad.png").write_bytes(png(1200, 800))
    (live_blog / "images/high.png").write_bytes(png(600, 1200))
    (live_blog / "0000-lead.md").write_text(
        "Title: Storm\nDate: 2031-05-01\nKind: lead\nLang: en\n\nIt held.\n"
    )
    broad, high = (f"![The wall]({{static}}images/{name}.png)" for name in ("broad", "high"))
    texts = [f"{broad}\n\n*At noon*", high, f"{broad}\n{high}\n{broad}\n\nIn a row."] * (MANY // 5)
    for number, text in enumerate(texts, 1):
        (live_blog / f"{number:04}.md").write_text(
            f"Title: Wave {number}\nDate: 2031-05-01\nKind: update\nPosition: {number}\n\nWords.\n\n{text}\n"
        )
    places = {"PATH": str(folder / "content"), "OUTPUT_PATH": str(folder / "output")}
    settings = read_settings("pelicanconf.py", override=places)
    settings["PELICAN_CLASS"](settings).run()
    return folder / "output"


@pytest.fixture
def page(offline_page: Page) -> Page:
    """A page on a phone, without a network."""
    offline_page.set_viewport_size({"width": 390, "height": 800})
    return offline_page


def test_nothing_moves_while_forty_pictures_load(page: Page, storm: Path) -> None:
    page.goto((storm / PAGE).as_uri())
    page.evaluate("""() => {
        window.moved = 0;
        new PerformanceObserver((list) => {
          for (const shift of list.getEntries()) window.moved += shift.value;
        }).observe({ type: "layout-shift", buffered: true });
    }""")
    expect(page.locator(".text img")).to_have_count(MANY)
    expect(page.locator(".text img:not([loading=lazy])")).to_have_count(0)
    for number in range(MANY):
        page.locator(".text img").nth(number).scroll_into_view_if_needed()
    loaded = (
        "() => [...document.querySelectorAll('.text img')].every(img => img.complete && img.naturalWidth)"
    )
    page.wait_for_function(loaded)
    eventually(lambda: page.evaluate("window.moved"), 0)


def test_a_picture_is_enlarged_in_place_by_keys_and_by_swipe(page: Page, storm: Path) -> None:
    page.goto((storm / PAGE).as_uri())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(".text figure > a").nth(3).click()
    dialog = page.get_by_role("dialog", name="Picture, enlarged")
    high = (storm / "2031-05-01-storm/images/high.png").as_uri()
    expect(dialog.locator("img")).to_have_attribute("src", high)
    eventually(dialog.locator("output").inner_text, f"4 / {MANY}")
    page.keyboard.press("ArrowRight")
    eventually(dialog.locator("output").inner_text, f"5 / {MANY}")
    eventually(dialog.locator("figcaption").inner_text, "At noon")
    swipe = "(img, [from, to]) => { for (const [kind, clientX] of [['pointerdown', from], ['pointerup', to]])"
    swipe += " img.dispatchEvent(new PointerEvent(kind, { clientX, bubbles: true })); }"
    dialog.locator("img").evaluate(swipe, [100, 300])
    eventually(dialog.locator("output").inner_text, f"4 / {MANY}")
    page.keyboard.press("Escape")
    expect(page.locator(".text figure > a").nth(3)).to_be_focused()
    assert any(address.endswith("/pictures.js") for address in asked)


def test_without_script_its_link_leads_to_the_file(page: Page, storm: Path) -> None:
    with without_script(page):
        page.goto((storm / PAGE).as_uri())
        page.locator(".text figure > a").first.click()
        page.wait_for_url("**/images/broad.png")
