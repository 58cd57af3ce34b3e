"""Archives of the web and pages in one file, damaged at random: each is read or refused."""

from __future__ import annotations

import os
import plistlib
import time
import zipfile
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING

import pytest
from forms import hold
from web_archives import BLOG, FERRIES, FIRE, PNG, SMOKE, Captured, page, picture, wacz, warc

if TYPE_CHECKING:
    from pathlib import Path

TRIES = 1000 if "TORTURE" in os.environ else 25


def _zipped() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("Fire.html", FIRE)
        file.writestr("Fire_files/quay.png", PNG)
    return buffer.getvalue()


def _plist() -> bytes:
    parts = [{"WebResourceData": PNG, "WebResourceURL": "https://courier.example/fire/quay.png"}]
    main = {"WebResourceData": FIRE, "WebResourceURL": BLOG}
    return plistlib.dumps({"WebMainResource": main, "WebSubresources": parts}, fmt=plistlib.FMT_BINARY)


CAPTURED = [
    Captured(BLOG, FIRE),
    Captured(f"{BLOG}?page=2", page(FERRIES, SMOKE)),
    picture("https://courier.example/fire/quay.png"),
]
WHOLE = {
    "fire.warc": warc(CAPTURED, packed=False),
    "fire.warc.gz": warc(CAPTURED),
    "fire.wacz": wacz({"data.warc": warc(CAPTURED, packed=False)}, [BLOG]),
    "fire.webarchive": _plist(),
    "fire.zip": _zipped(),
}


def _damaged(data: bytes, chance: Random) -> bytes:
    """Return bytes cut, with a part of them gone or twice, or with others in their place."""
    for _ in range(chance.randrange(1, 4)):
        begin = chance.randrange(len(data) + 1)
        end = min(len(data), begin + chance.choice([1, 4, 40, 400]))
        part = chance.choice([b"", data[begin:end] * 2, chance.randbytes(end - begin), b"\xff" * 8, b"9" * 9])
        data = data[:begin] + part + data[end:]
    return data[: chance.randrange(len(data) + 1)] if chance.random() < 0.2 else data


@pytest.mark.parametrize("name", WHOLE)
def test_a_damaged_archive_is_read_or_refused_at_once(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(WHOLE[name])
    assert hold(path)
    for number in range(TRIES):
        path.write_bytes(_damaged(WHOLE[name], Random(f"{name} {number}")))  # noqa: S311 - no secret
        begun = time.process_time()
        hold(path)
        assert time.process_time() - begun < 2, number
