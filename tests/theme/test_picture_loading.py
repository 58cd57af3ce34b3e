"""A phone loads a copy of a heavy picture, of 200 kB at most, and makes do with it without the original."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import expect

from afterlive.site.articles.picture_copies import HEAVY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

LEAD = "Title: The cape\nDate: 2031-05-01\nKind: lead\nLang: en\n\nNo light was seen.\n"
UPDATE = """Title: The quay
Date: 2031-05-01
Kind: update
Position: 1
Slug: quay

![The quay]({static}images/quay.jpg)
"""


def test_a_phone_loads_a_light_copy_and_enlarges_that_without_the_original(
    browser: Browser, tmp_path: Path, build_here: Callable[[dict[str, str]], Path]
) -> None:
    written = io.BytesIO()
    Image.effect_noise((1500, 400), 25).convert("RGB").save(written, "JPEG", quality=95)
    images = tmp_path / "content/2031-05-01-cape/images"
    images.mkdir(parents=True)
    (images / "quay.jpg").write_bytes(written.getvalue())
    output = build_here({"2031-05-01-cape/0000-lead.md": LEAD, "2031-05-01-cape/0001.md": UPDATE})
    original = output / "2031-05-01-cape/images/quay.jpg"
    assert original.stat().st_size > HEAVY
    original.unlink()
    context = browser.new_context(viewport={"width": 390, "height": 800}, device_scale_factor=3)
    page = context.new_page()
    page.goto((output / "2031-05-01-cape/quay.html").as_uri())
    picture = page.locator(".text img")
    loaded = picture.evaluate("async (image) => { await image.decode(); return image.currentSrc; }")
    copy = original.with_name(loaded.rpartition("/")[2])
    assert copy.name == "quay.jpg.1440.webp"
    assert copy.stat().st_size <= HEAVY
    picture.click()
    enlarged = page.locator("dialog[open] img")
    expect(enlarged).to_have_js_property("src", loaded)
    enlarged.evaluate("(image) => image.decode()")
    context.close()
