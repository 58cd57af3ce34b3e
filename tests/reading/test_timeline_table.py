"""Tables of TimelineJS, as .csv of any kind and as .xlsx."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from data_samples import LINK, PICTURE

from afterlive import reading
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path

    from afterlive.model import LiveBlog

HEADER = [
    "Year", "Month", "Day", "Time", "End Year", "Display Date", "Headline", "Text",
    "Media", "Media Credit", "Media Caption", "Alt Text", "Type", "Group",
]  # fmt: skip
ROWS: list[dict[str, Any]] = [
    {"Headline": "Fog on the fjord", "Text": "<p>Boats wait</p>", "Type": "title"},
    {"Year": 2031, "Month": 5, "Day": 4, "Time": "21:05:12", "Headline": "Fog", "Text": f"No boat: {LINK}"},
    {"Year": 2031, "Month": 5, "Day": 4, "Time": "9:40 AM", "Headline": "One <i>leaves</i>",
     "Text": "At\nlast", "Media": PICTURE, "Media Caption": "The quay", "Media Credit": "Ida Holm",
     "Group": "sea"},
    {"Year": 2031, "Month": 5, "Day": 5, "Headline": "Sun", "Text": "All leave", "Display Date": "On Monday",
     "Media": "https://v.example/1", "Media Caption": "Film"},
    {"Year": 2031, "Headline": "A year", "Type": "era"},
]  # fmt: skip


def table(delimiter: str) -> bytes:
    def cell(row: dict[str, Any], name: str) -> str:
        return '"' + str(row.get(name, "")).replace('"', '""') + '"'

    rows = [delimiter.join(cell(row, name) for name in HEADER) for row in ROWS]
    return ("\ufeff" + "\r\n".join([delimiter.join(HEADER), *rows])).encode()


def sheet(rows: list[list[Any]]) -> bytes:
    book, held = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(held)
    return held.getvalue()


IN_CELLS = [{**row, "Time": dt.time(21, 5, 12)} if row.get("Time") == "21:05:12" else row for row in ROWS]
TABLES = {
    "comma.csv": table(","),
    "semicolon.csv": table(";"),
    "tab.tsv": table("\t"),
    "sheet.xlsx": sheet([HEADER, *([row.get(name) for name in HEADER] for row in IN_CELLS)]),
}


def read(name: str, data: bytes, folder: Path) -> LiveBlog:
    (folder / name).write_bytes(data)
    return reading.read(folder / name)


@pytest.mark.parametrize("name", TABLES)
def test_each_row_of_a_table_is_an_update(name: str, tmp_path: Path) -> None:
    live_blog = read(name, TABLES[name], tmp_path)
    assert (live_blog.title, [block.text for block in live_blog.lead]) == ("Fog on the fjord", ["Boats wait"])
    morning, evening, monday = live_blog.updates
    assert [str(update.time) for update in (morning, evening)] == [
        "2031-05-04 09:40:00",
        "2031-05-04 21:05:12",
    ]
    assert (monday.time, monday.date, monday.stamp) == (None, dt.date(2031, 5, 5), "On Monday")
    assert [update.title for update in live_blog.updates] == ["One leaves", "Fog", "Sun"]
    assert [block.markdown for block in evening.blocks] == [f"No boat: [{LINK}]({LINK})"]
    assert [block.markdown for block in morning.blocks][1:] == [f"[The quay · Ida Holm]({PICTURE})"]
    assert (morning.tags, [block.text for block in monday.blocks]) == (("sea",), ["All leave", "Film"])
    assert [each.text for each in live_blog.dropped] == ["Era 5"]


def test_a_table_of_the_first_versions_has_its_day_in_one_column(tmp_path: Path) -> None:
    text = "Start Date,End Date,Headline,Text\n5/4/2031 9:40:00,,Fog,No boat\n2031-05-05,,Sun,All leave\n"
    first, second = read("fog.csv", text.encode(), tmp_path).updates
    assert (str(first.time), str(second.date)) == ("2031-05-04 09:40:00", "2031-05-05")


BOMB = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha">]><d>&a;</d>'


def with_bomb() -> bytes:
    import zipfile  # noqa: PLC0415 - only this test packs

    held = io.BytesIO(TABLES["sheet.xlsx"])
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("xl/sharedStrings2.xml", BOMB)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("other.xlsx", sheet([["Time", "Text"], ["09:00", "Fog"]]), "a spreadsheet without"),
        ("bomb.xlsx", with_bomb(), "names entities"),
        ("long.csv", b'Year,Headline,Text\n2031,Fog,"' + b"x" * 10_000_001 + b'"', "a table that is broken"),
        ("empty.csv", b"Year,Headline,Text\n", "holds no update"),
    ],
)  # fmt: skip
def test_a_table_that_is_none_of_a_live_blog_is_refused(
    name: str, data: bytes, said: str, tmp_path: Path
) -> None:
    with pytest.raises(DocumentError, match=said):
        read(name, data, tmp_path)


def test_a_spreadsheet_says_what_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(DocumentError, match=r'pip install "afterlive\[xlsx\]", or save it as .csv'):
        read("fog.xlsx", TABLES["sheet.xlsx"], tmp_path)
