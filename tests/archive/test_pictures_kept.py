"""The pictures of a document, as they are kept in content/."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from afterlive import picture_size
from afterlive.archive.capture import capture
from afterlive.reading.source import images

if TYPE_CHECKING:
    from pathlib import Path

SECRET = b"Ida Holm, 59.91 N"
PAGE = """<!doctype html><html lang="en"><title>Fire at the harbour</title><h1>Fire at the harbour</h1>
<article><time datetime="2024-03-03T10:15:00Z">10:15</time><h2>Ferries are cancelled</h2>
<p>No ferry will sail before noon, the port said.</p><img src="fire_files/quay.jpg" alt="The quay"></article>
<article><time datetime="2024-03-03T09:50:00Z">09:50</time><h2>Smoke over the town</h2>
<p>Residents should keep their windows closed.</p></article>"""


@pytest.mark.parametrize(("toml", "is_kept"), [("", False), ("picture_metadata = true\n", True)])
def test_a_picture_is_kept_without_its_metadata_unless_the_keeper_says_otherwise(
    tmp_path: Path, toml: str, *, is_kept: bool
) -> None:
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    picture = io.BytesIO()
    Image.effect_mandelbrot((400, 300), (-3, -2.5, 2, 2.5), 50).save(picture, "JPEG", exif=exif)
    (tmp_path / "fire_files").mkdir()
    (tmp_path / "fire_files/quay.jpg").write_bytes(picture.getvalue())
    (tmp_path / "fire.html").write_text(PAGE, "utf-8")
    (tmp_path / "fire.toml").write_text(toml, "utf-8")
    (asset,) = capture(tmp_path / "fire.html").assets
    assert (SECRET in asset.data) is is_kept
    assert asset.name in capture(tmp_path / "fire.html").articles[2].text


@pytest.mark.parametrize(
    ("name", "limit", "reason"),
    [
        ("MAX_PIXELS", 100_000, "it has more than 100 megapixels"),
        ("MAX_BYTES", 2000, "it has more than 0 MB"),
        ("MAX_TOTAL", 2000, "all have more than 0 MB together"),
    ],
)
def test_a_picture_that_is_too_much_is_its_words_and_the_keeper_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, limit: int, reason: str
) -> None:
    monkeypatch.setattr(picture_size if name == "MAX_PIXELS" else images, name, limit)
    (tmp_path / "fire_files").mkdir()
    Image.effect_noise((400, 300), 25).save(tmp_path / "fire_files/quay.jpg", "JPEG")
    (tmp_path / "fire.html").write_text(PAGE, "utf-8")
    read = capture(tmp_path / "fire.html")
    assert read.assets == ()
    assert f"The picture quay.jpg isn't kept, its words are: {reason}." in read.warnings


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        (
            '<img src="https://courier.example/quay.jpg" alt="The quay">',
            (
                "1 picture, such as “The quay”, is not saved with the page: "
                "fetch what is missing by afterlive capture documents/fire.html."
            ),
        ),
        ('<img src="https://courier.example/line.gif" width="1" height="1">', None),
        ('<img src="fire_files/saved.png" alt="The quay">', None),
        ('<iframe src="https://video.example/1"></iframe>', None),
    ],
    ids=["on the web", "a spacer", "saved", "a frame"],
)
def test_pictures_that_are_not_saved_are_said_with_what_fetches_them(
    tmp_path: Path, picture: str, told: str | None
) -> None:
    (tmp_path / "fire_files").mkdir()
    Image.effect_mandelbrot((400, 300), (-3, -2.5, 2, 2.5), 50).save(tmp_path / "fire_files/saved.png")
    (tmp_path / "fire.html").write_text(
        PAGE.replace('<img src="fire_files/quay.jpg" alt="The quay">', picture), "utf-8"
    )
    assert capture(tmp_path / "fire.html").warnings == ((told,) if told else ())
