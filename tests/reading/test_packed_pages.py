"""Saved pages in one file: Safari's, and those that somebody zipped."""

from __future__ import annotations

import plistlib
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from web_archives import BLOG, FIRE, PNG

from afterlive import reading
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path

    from afterlive.model import LiveBlog

TITLES = ["Smoke over the town", "Ferries are cancelled", "The fire is out"]
SAVED = FIRE.replace(b'src="quay.png"', b'src="./Fire_files/Quay.png"')
PICTURE = "https://courier.example/fire/quay.png"


def read(data: bytes, folder: Path, name: str) -> LiveBlog:
    path = folder / name
    path.write_bytes(data)
    return reading.read(path)


def archive(page: bytes = FIRE, *, form: plistlib.PlistFormat = plistlib.FMT_BINARY, **more: Any) -> bytes:  # noqa: ANN401 - as loose as the form
    main = {"WebResourceData": page, "WebResourceURL": BLOG, "WebResourceTextEncodingName": "UTF-8"}
    parts = [{"WebResourceData": PNG, "WebResourceURL": PICTURE, "WebResourceMIMEType": "image/png"}]
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": parts, **more}, fmt=form)


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_page_of_safari_is_read_with_its_pictures_and_its_address(
    form: plistlib.PlistFormat, tmp_path: Path
) -> None:
    live_blog = read(archive(form=form), tmp_path, "fire.webarchive")
    assert [update.title for update in live_blog.updates] == TITLES
    assert [asset.data for asset in live_blog.assets] == [PNG]
    assert live_blog.url == BLOG


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (archive()[:-40], "a .webarchive that is damaged"),
        (plistlib.dumps({"WebMainResource": [1], "WebSubresources": 3}), "a .webarchive without a page"),
        (archive(b"<p>Nothing happened.</p>"), "no update"),
        (
            plistlib.dumps({"Name": "Fire"}, fmt=plistlib.FMT_BINARY),
            "a property list of Apple without a page",
        ),
    ],
)
def test_what_is_no_page_of_safari_is_refused_in_one_line(data: bytes, why: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=why):
        read(data, tmp_path, "fire.webarchive")


@pytest.mark.parametrize(
    "names",
    [
        ("Fire.html", "Fire_files/Quay.png"),
        ("saved/Fire.html", "saved/Fire_files/quay.PNG"),
        ("Fire.htm", "Fire_files/quay.png", "__MACOSX/._Fire.htm", ".DS_Store", "Fire_files/frame.html"),
    ],
)
def test_a_page_that_was_zipped_with_its_folder_is_read_with_its_pictures(
    names: tuple[str, ...], tmp_path: Path
) -> None:
    page, picture, *others = names
    data = zipped({page: SAVED, picture: PNG, **dict.fromkeys(others, b"<p>x</p>")})
    live_blog = read(data, tmp_path, "fire.zip")
    assert [update.title for update in live_blog.updates] == TITLES
    assert [asset.data for asset in live_blog.assets] == [PNG]


def test_a_zip_of_several_pages_or_of_other_files_is_no_saved_page(tmp_path: Path) -> None:
    for other in ("b.html", "data/tweets.js", "messages.json"):
        with pytest.raises(DocumentError, match="a packed file"):
            read(zipped({"a.html": SAVED, other: b"x"}), tmp_path, "fire.zip")


def test_names_in_a_zip_lead_nowhere_but_into_it(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG + b"secret")
    names = ("../secret.png", str(tmp_path / "secret.png"), "Fire_files/../../secret.png", "/etc/hostname")
    for name in names:
        page = SAVED.replace(b"./Fire_files/Quay.png", name.encode())
        data = zipped({"in/Fire.html": page, "in/Fire_files/" + "a/" * 5000 + "x.png": PNG})
        assert read(data, tmp_path, "fire.zip").assets == ()


def test_a_page_in_a_zip_that_unpacks_to_too_much_or_is_damaged_is_refused(tmp_path: Path) -> None:
    bomb = zipped({"Fire.html": SAVED + b" " * 110_000_000})
    with pytest.raises(DocumentError, match=r"Fire\.html in it is larger than 100 MB"):
        read(bomb, tmp_path, "fire.zip")
    data = bytearray(zipped({"Fire.html": SAVED}))
    data[60:90] = b"\xff" * 30
    with pytest.raises(DocumentError, match=r"Fire\.html in it can't be unpacked"):
        read(bytes(data), tmp_path, "fire.zip")
