"""Documents that are packed, tables and exports of several files: damaged, they are read or refused."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from random import Random
from typing import TYPE_CHECKING

import pytest
from forms import damaged, hold
from office_samples import docx, drawn, odt, packed, paragraph
from test_types import JSON, places, replaced

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROUNDS = 400 if "TORTURE" in os.environ else 25
WORD = (
    paragraph("10:00")
    + paragraph("It lifts.")
    + paragraph("09:05")
    + paragraph("The first ferry left.")
    + paragraph(drawn('r:embed="p1"', "quay"))
)
OPEN = """<text:h text:outline-level="1">Fog</text:h><text:p>10:00</text:p><text:p>It lifts.</text:p>
<text:p>09:05</text:p><text:p>A <text:s/><text:span
text:style-name="B">ferry</text:span></text:p>
<draw:frame><draw:image xlink:href="Pictures/quay.png"/></draw:frame>"""
TABLE = "Year,Month,Day,Time,Headline,Text,Media,Type\n2031,5,4,9:05,Fog,No boat,https://f.example/f.jpg,\n"
THREAD = "Thread by @f on Thread Reader App\n@f\nMay 4, 2031 • 1 tweets • 1 min read\nFog.\n• • •\n"
INSIDE: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "fog.docx": (WORD, lambda body: docx("", **_with(docx(""), "word/document.xml", body))),
    "fog.odt": (OPEN, lambda body: odt("", **_with(odt(""), "content.xml", body))),
    "fog.csv": (TABLE, lambda body: body),
    "fog.txt": (THREAD, lambda body: body),
}


def _with(archive: bytes, name: str, body: bytes) -> dict[str, bytes]:
    """Return a file of a zip with a body put into it, be that XML or not."""
    with zipfile.ZipFile(io.BytesIO(archive)) as held:
        text = held.read(name)
    for empty in (b"<w:body></w:body>", b"<office:text></office:text>"):
        begin, end = empty.split(b"><")
        text = text.replace(empty, begin + b">" + body + b"<" + end)
    return {name: text}


@pytest.mark.parametrize("name", INSIDE)
def test_whatever_is_inside_is_read_or_refused_in_one_line(tmp_path: Path, name: str) -> None:
    text, pack = INSIDE[name]
    chance = Random(name)  # noqa: S311 - no secret hangs on it
    path = tmp_path / name
    for _ in range(ROUNDS):
        path.write_bytes(pack(damaged(text, chance)))
        hold(path)
    path.write_bytes(pack(text.encode()))
    assert hold(path)


def test_a_cell_of_any_kind_is_read_or_refused_in_one_line(tmp_path: Path) -> None:
    header, row = csv.reader(TABLE.splitlines())
    path = tmp_path / "fog.csv"
    for column in range(len(header)):
        for value in (
            "",
            "0",
            "-1",
            "99",
            "1e9",
            "\0",
            "٣",
            "x" * 5000,
            "=1+1",
            "24:00",
            "99:99 PM",
            "<p>",
            "²",
        ):
            written = io.StringIO()
            csv.writer(written).writerows([header, [*row[:column], value, *row[column + 1 :]]])
            path.write_text(written.getvalue(), "utf-8")
            hold(path)


ACTOR = {"id": "https://f.example/users/i", "name": "Ida"}
NOTE = {"type": "Note", "id": "1", "content": "Fog.", "attributedTo": ACTOR["id"], "to": "as:Public",
        "published": "2031-05-04T08:00:00Z"}  # fmt: skip
VERSIONS = {"editTweetIds": ["0", "1"]}
TWEET = {
    "id_str": "1",
    "created_at": "Sun May 04 08:00:05 +0000 2031",
    "full_text": "Fog.",
    "edit_info": {"initial": VERSIONS, "edit": {"editControlInitial": VERSIONS}},
}
ACCOUNT = [{"account": {"username": "i", "accountDisplayName": "Ida"}}]
OUTBOX = json.dumps({"orderedItems": [{"type": "Create", "object": NOTE}]})
TWEETS = "window.YTD.tweets.part0 = "
EXPORTS: dict[str, tuple[object, Callable[[str], dict[str, str | bytes]]]] = {
    "actor": (ACTOR, lambda text: {"actor.json": text, "outbox.json": OUTBOX}),
    "account": (
        ACCOUNT,
        lambda text: {
            "account.js": f"window.YTD.account.part0 = {text}",
            "tweets.js": TWEETS + json.dumps([{"tweet": TWEET}]),
        },
    ),
    "tweet": (TWEET, lambda text: {"tweets.js": TWEETS + '[{"tweet": ' + text + "}]"}),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_a_value_of_any_type_in_a_file_of_an_export_is_read_or_refused(tmp_path: Path, name: str) -> None:
    valid, files = EXPORTS[name]
    path = tmp_path / "fog.zip"
    read = 0
    for at in places(valid):
        for other in JSON:
            path.write_bytes(packed(files(json.dumps(replaced(valid, at, other)))))
            read += hold(path) is not None
    assert read > 10
