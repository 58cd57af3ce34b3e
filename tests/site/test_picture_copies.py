"""Heavy pictures have smaller copies, of which a phone loads one of 200 kB at most; all say their size."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

import pytest
from lxml import html
from PIL import Image
from rebuilding import lead, update

from afterlive.cache.store import Store
from afterlive.errors import DocumentError
from afterlive.packing.built_site import open_site
from afterlive.packing.single_page import single_page
from afterlive.site.articles.picture_copies import HEAVY, made, widths_of
from afterlive.site.build.editions import edition_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Build = Callable[[dict[str, str]], Path]

CAPE = "2031-05-01-cape"


def noise(width: int, height: int, kind: str = "JPEG", **how: object) -> bytes:
    """Return a picture that is heavier than most of its size."""
    written = io.BytesIO()
    image = Image.effect_noise((width, height), 25).convert("RGB")
    image.save(written, kind, **{"quality": 95, **how} if kind != "PNG" else how)
    return written.getvalue()


def bomb(width: int, height: int) -> bytes:
    """Return a PNG that says it has this size, and has no pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def site(tmp_path: Path, build_here: Build, **pictures: bytes) -> Path:
    """Build a site with an update that shows these pictures, by the names of their files without `.jpg`."""
    folder = tmp_path / "content" / CAPE / "images"
    folder.mkdir(parents=True)
    for name, data in pictures.items():
        (folder / f"{name}.jpg").write_bytes(data)
    shown = "\n\n".join(f"![The {name}]({{static}}images/{name}.jpg)" for name in pictures)
    return build_here({f"{CAPE}/0000-lead.md": lead("The cape"), f"{CAPE}/0001.md": update(1, shown)})


def test_every_picture_has_its_size_and_a_heavy_one_has_copies(tmp_path: Path, build_here: Build) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    output = site(tmp_path, build_here, quay=noise(1600, 1000, exif=exif), lamp=noise(200, 100))
    page = html.fromstring((output / CAPE / "boat-1.html").read_text("utf-8"))
    quay, lamp = page.xpath("//main//img")
    assert (quay.get("width"), quay.get("height")) == ("1000", "1600")
    assert (lamp.get("width"), lamp.get("height"), lamp.get("srcset")) == ("200", "100", None)
    assert (quay.get("loading"), lamp.get("loading")) == (None, "lazy")
    root = f"../{CAPE}/images/quay.jpg"
    offered = [f"{root}.{width}.webp {width}w" for width in (480, 960, 1000)]
    assert quay.get("srcset").split(", ") == offered
    original = (output / CAPE / "images/quay.jpg").read_bytes()
    assert original == (tmp_path / "content" / CAPE / "images/quay.jpg").read_bytes()
    for width in (480, 960, 1000):
        copy = output / CAPE / f"images/quay.jpg.{width}.webp"
        assert copy.stat().st_size <= HEAVY
        shape = Image.open(io.BytesIO(copy.read_bytes())).size
        assert shape[0] <= width
        assert shape[1] / shape[0] == pytest.approx(1.6, abs=0.01)
    packed = html.document_fromstring(single_page(open_site(output), CAPE)).xpath("//main//img")
    assert [image.get("src")[:16] for image in packed] == ["data:image/webp;", "data:image/jpeg;"]
    assert {image.get("srcset") for image in packed} == {None}


def test_of_a_picture_that_is_gone_no_copy_is_left(tmp_path: Path, build_here: Build) -> None:
    output = site(tmp_path, build_here, quay=noise(900, 600))
    (tmp_path / "content" / CAPE / "images/quay.jpg").unlink()
    build_here({f"{CAPE}/0001.md": update(1, "It is gone.")})
    assert not [path for path in output.rglob("*quay*") if path.is_file()]
    assert not list((tmp_path / ".cache/afterlive/pictures").iterdir())


def test_what_is_kept_for_reading_offline_are_the_copies() -> None:
    files = dict.fromkeys((f"{CAPE}/quay.jpg", f"{CAPE}/quay.jpg.480.webp", f"{CAPE}/lamp.jpg"), "digest")
    assert set(edition_of(files).files) == {f"{CAPE}/quay.jpg.480.webp", f"{CAPE}/lamp.jpg"}


def test_a_picture_of_too_many_pixels_fails_the_build_and_is_named_with_its_line(
    tmp_path: Path, build_here: Build
) -> None:
    with pytest.raises(DocumentError, match=r"0001.md, line 8: .*a picture of 300 megapixels"):
        site(tmp_path, build_here, bomb=bomb(20_000, 15_000))


@pytest.mark.parametrize(
    ("data", "widths"),
    [
        (noise(2000, 400), (480, 960, 1440)),
        (noise(900, 900, "PNG"), (480, 900)),
        (noise(400, 900, "PNG"), (400,)),
        (noise(300, 200), ()),
        (b"GIF89a" + bytes(HEAVY), ()),
        (b"<svg " + bytes(HEAVY), ()),
        (bomb(900, 900).replace(b"IDAT", b"acTL") + bytes(HEAVY), ()),
    ],
)
def test_copies_are_as_broad_as_windows_need_them(
    tmp_path: Path, data: bytes, widths: tuple[int, ...]
) -> None:
    (tmp_path / "x").write_bytes(data)
    width = Image.open(io.BytesIO(data)).width if widths else 900
    assert widths_of(tmp_path / "x", width) == widths


def test_a_copy_is_made_once_and_of_what_no_one_can_decode_it_is_the_original(tmp_path: Path) -> None:
    store = Store(tmp_path, "pictures")
    data = noise(700, 500, "PNG")
    first = made(data, 480, "a", store)
    assert Image.open(io.BytesIO(first)).size == (480, 343)
    assert made(b"of this key it has been made", 480, "a", store) == first
    assert made(data, 480, "b", store) == first
    assert made(b"\xff\xd8\xff no picture", 480, "c", store) == b"\xff\xd8\xff no picture"
    assert made(bomb(20_000, 15_000), 480, "d", store) == bomb(20_000, 15_000)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "RGBA", "I;16"])
def test_a_picture_in_any_colours_has_a_copy(tmp_path: Path, mode: str) -> None:
    written = io.BytesIO()
    Image.new(mode, (600, 30)).save(written, "JPEG" if mode == "CMYK" else "PNG")
    copy = made(written.getvalue(), 480, mode, Store(tmp_path, "pictures"))
    assert Image.open(io.BytesIO(copy)).format == "WEBP"
