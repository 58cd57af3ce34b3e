"""What cameras and makers wrote into pictures is taken out; what is shown stays, to the pixel."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from afterlive.picture_kinds import kind_of
from afterlive.picture_metadata import without_metadata

SECRET = b"Ida at 59.91 N"
SIDEWAYS = 6
ORIENTATION = 0x0112
KINDS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")


def picture(kind: str, orientation: int = 1) -> bytes:
    """Return a picture with a secret in each place that its kind has for one."""
    image = Image.effect_mandelbrot((60, 40), (-3, -2.5, 2, 2.5), 50).convert("RGB")
    exif = Image.Exif()
    exif[0x010F], exif[ORIENTATION] = SECRET.decode(), orientation
    exif.get_ifd(0x8825)[1] = SECRET.decode()
    told: dict[str, object] = {"exif": exif, "xmp": b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"}
    if kind == "JPEG":
        told |= {"comment": SECRET, "progressive": True}
    elif kind == "PNG":
        told = {"exif": exif, "pnginfo": PngImagePlugin.PngInfo()}
        told["pnginfo"].add_itxt("XML:com.adobe.xmp", SECRET.decode())
        told["pnginfo"].add_text("Author", SECRET.decode(), zip=False)
    elif kind == "GIF":
        told = {"comment": SECRET, "save_all": True, "append_images": [image.rotate(90)], "loop": 0}
    written = io.BytesIO()
    image.save(written, kind, **told)
    return written.getvalue()


def pixels(data: bytes) -> list[bytes]:
    image = Image.open(io.BytesIO(data))
    frames = []
    for frame in range(getattr(image, "n_frames", 1)):
        image.seek(frame)
        frames.append(image.convert("RGB").tobytes())
    return frames


@pytest.mark.parametrize("kind", KINDS)
def test_no_secret_stays_and_no_pixel_changes(kind: str) -> None:
    whole = picture(kind)
    bare = without_metadata(whole)
    assert SECRET in whole
    assert SECRET not in bare
    assert pixels(bare) == pixels(whole)
    assert len(bare) <= len(whole)
    assert without_metadata(bare) == bare


@pytest.mark.parametrize("kind", KINDS[:3])
def test_which_way_is_up_stays(kind: str) -> None:
    bare = without_metadata(picture(kind, SIDEWAYS))
    assert SECRET not in bare
    assert dict(Image.open(io.BytesIO(bare)).getexif()) == {ORIENTATION: SIDEWAYS}


def test_a_profile_of_colours_stays() -> None:
    profile = b"\0" * 36 + b"acsp" + b"\0" * 88
    for kind in KINDS[:4]:
        written = io.BytesIO()
        Image.new("RGB", (8, 8)).save(written, kind, icc_profile=profile)
        assert Image.open(io.BytesIO(without_metadata(written.getvalue()))).info["icc_profile"] == profile


def test_what_stands_behind_the_end_of_a_picture_is_taken_out() -> None:
    for kind in KINDS:
        assert SECRET not in without_metadata(picture(kind) + SECRET)


def test_no_box_of_an_avif_holds_what_is_no_part_of_the_picture() -> None:
    whole = picture("AVIF")
    free = box(b"free", SECRET)
    cleaned = without_metadata(whole + free + box(b"uuid", bytes(16) + SECRET) + box(b"mdat", b""))
    assert SECRET not in cleaned
    assert Image.open(io.BytesIO(cleaned)).tobytes() == Image.open(io.BytesIO(whole)).tobytes()


def test_a_segment_of_a_jpeg_that_only_begins_as_adobes_is_taken_out() -> None:
    told = b"Adobe" + bytes(7) + SECRET
    whole = picture("JPEG")
    more = whole[:2] + b"\xff\xee" + struct.pack(">H", len(told) + 2) + told + whole[2:]
    assert without_metadata(more) == without_metadata(whole)


@given(st.sampled_from(KINDS).map(picture), st.data())
def test_a_damaged_picture_is_read_to_its_end(whole: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(4, len(whole) - 1))
    damaged = whole[:at] + data.draw(st.binary(max_size=4)) + whole[at + data.draw(st.integers(0, 4)) :]
    assert isinstance(without_metadata(damaged), bytes)


def box(kind: bytes, content: bytes) -> bytes:
    """Return a piece of an AVIF."""
    return struct.pack(">I", len(content) + 8) + kind + content


def test_a_list_of_places_that_has_no_end_takes_no_time() -> None:
    places = b"\2\0\0\0" + b"\x44\0" + struct.pack(">I", 2**32 - 1)
    endless = box(b"ftyp", b"avif\0\0\0\0") + box(b"meta", b"\0\0\0\0" + box(b"iloc", places + b"\xff" * 40))
    assert kind_of(endless) == "avif"
    assert without_metadata(endless) == endless


def test_a_kind_is_told_by_bytes() -> None:
    assert [kind_of(picture(kind)) for kind in KINDS] == ["jpg", "png", "webp", "avif", "gif"]
    assert kind_of(b"RIFF\0\0\0\0WAVEfmt ") is None
