"""Pages saved as one file."""

import base64
import datetime as dt
from pathlib import Path

import pytest

from afterlive import reading
from afterlive.errors import DocumentError
from afterlive.model import LiveBlog

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 2000
PAGE = """<html><body><h1>Harbour fire</h1>
<div class=3D"post" id=3D"u2"><time>09:12</time><h2>Smoke warning lifted</h2><p>Open your windows=2E</p>
<img src=3D"quay.png" alt=3D"The quay"></div>
<div class=3D"post" id=3D"u1"><time>08:40</time><h2>More engines</h2><p>Two more are here=2E</p></div>
</body></html>
"""
MHTML = f"""From: <Saved by Blink>
Date: Sun, 3 Mar 2024 10:30:00 +0100
Snapshot-Content-Location: https://courier.example/fire/live
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="cut"

--cut
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable
Content-Location: https://courier.example/fire/live

{PAGE}
--cut
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://courier.example/fire/quay.png

{base64.b64encode(PNG).decode()}
--cut--
""".replace("\n", "\r\n")


def read(text: str, folder: Path) -> LiveBlog:
    path = folder / "fire.mhtml"
    path.write_bytes(text.encode())
    return reading.read(path)


def test_the_page_is_read_with_the_images_in_its_other_parts(tmp_path: Path) -> None:
    live_blog = read(MHTML, tmp_path)
    assert [update.title for update in live_blog.updates] == ["More engines", "Smoke warning lifted"]
    assert [block.kind for block in live_blog.updates[1].blocks] == ["paragraph", "image"]
    assert [asset.data for asset in live_blog.assets] == [PNG]


@pytest.mark.parametrize("text", [MHTML[:300], MHTML.replace("text/html; charset=utf-8", "text/csv")])
def test_a_file_without_a_whole_page_reads_or_says_what_is_wrong(text: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"fire\.mhtml: "):
        read(text, tmp_path)


def test_the_capture_is_the_mail_s_own(tmp_path: Path) -> None:
    live_blog = read(MHTML, tmp_path)
    assert live_blog.captured == dt.datetime(2024, 3, 3, 9, 30, tzinfo=dt.UTC)
    assert (live_blog.captured_by, live_blog.url) == ("Blink", "https://courier.example/fire/live")
