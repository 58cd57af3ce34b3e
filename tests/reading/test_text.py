"""Plain text: every form of document that is known, each in a few lines."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from outlines import CASES, Case, cases, outline

from afterlive.errors import DocumentError
from afterlive.model import Facts
from afterlive.reading import lines_of, read

if TYPE_CHECKING:
    from pathlib import Path

    from afterlive.model import LiveBlog


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return tmp_path / "document.txt"


ANYWAY = Facts(anyway=True)


def _read(document: Path, text: str, facts: Facts = Facts()) -> LiveBlog:  # noqa: B008 — frozen
    document.write_text(text, encoding="utf-8")
    return read(document, facts)


@pytest.mark.parametrize(
    "case", [case for path in sorted(CASES.glob("*.md")) for case in cases(path)], ids=lambda case: case.name
)
def test_a_document_is_read_as_its_outline_says(document: Path, case: Case) -> None:
    assert outline(_read(document, case.document)) == case.expected


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "no text"),
        (b"Power is out\x00\x00\x00", "no text"),
        (b"Rain fell on the hills of Linga all day.\nIt stopped at night.\n", "no update"),
        (b".", "no update"),
    ],
)
def test_what_is_no_live_blog_is_one_line_that_says_so(document: Path, data: bytes, message: str) -> None:
    document.write_bytes(data)
    with pytest.raises(DocumentError, match=message):
        read(document)


def test_a_folder_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="a folder"):
        read(tmp_path)
    with pytest.raises(DocumentError, match="does not exist"):
        read(tmp_path / "nowhere.txt")


TITLES = ["Ärzte auf den Inseln", "Brücke geöffnet"]
TEXT = (
    "10:15\nÄrzte auf den Inseln\nZwei Ärzte sind da.\n10:05\nBrücke geöffnet\nDie Brücke ist wieder offen.\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(document: Path, encoding: str) -> None:
    document.write_bytes(TEXT.encode(encoding))
    assert [update.title for update in read(document).updates] == TITLES[::-1]


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_newlines(document: Path, newline: str) -> None:
    document.write_bytes(TEXT.replace("\n", newline).encode())
    assert [update.lines for update in read(document).updates] == [(4, 5, 6), (1, 2, 3)]


def test_only_newlines_end_lines(document: Path) -> None:
    text = "10:15\nPower\x0bis out\u2028in town\n10:05\nRain\x1c falls\nIt rains.\n"
    assert len(_read(document, text).updates) == 2
    assert lines_of(document) == ("10:15", "Poweris out\u2028in town", "10:05", "Rain falls", "It rains.")


PLAIN = """A storm has hit the islands, and thousands are without power.
Ferries stop until Sunday
No ferry will sail before Sunday, the operator said.
Two towns
Linga and Port Sorrel are without power, the grid company said.
"""


def test_the_keeper_names_headlines(document: Path) -> None:
    facts = Facts(headlines=("No ferry will sail  before Sunday, the operator said.", "Two towns"))
    titles = [update.title for update in _read(document, PLAIN, facts).updates]
    assert titles == [
        "Two towns",
        "No ferry will sail before Sunday, the operator said.",
        "Ferries stop until Sunday",
    ]


def test_the_keeper_names_what_is_no_headline(document: Path) -> None:
    facts = Facts(not_headlines=("Two towns",))
    assert [update.title for update in _read(document, PLAIN, facts).updates] == ["Ferries stop until Sunday"]


def test_the_keeper_names_the_order(document: Path) -> None:
    facts = Facts(order="oldest first")
    titles = [update.title for update in _read(document, PLAIN, facts).updates]
    assert titles == ["Ferries stop until Sunday", "Two towns"]


def test_date_and_zone_of_the_keeper_make_times(document: Path) -> None:
    facts = Facts(date=dt.date(2024, 7, 2), timezone="Europe/Berlin")
    live_blog = _read(document, "00:15\nRain\nIt rains.\n23:50\nSun\nIt shines.\n", facts)
    assert [str(update.time) for update in live_blog.updates] == [
        "2024-07-02 23:50:00+02:00",
        "2024-07-03 00:15:00+02:00",
    ]


def test_paragraphs_with_nothing_between_them_are_not_guessed_at(document: Path) -> None:
    live_blog = _read(document, "Rain falls on both islands\n" + "It rains here, and there.\n" * 12, ANYWAY)
    assert live_blog.warnings == (
        (
            "12 paragraphs under “Rain falls on both islands” have neither headline nor time between them:"
            " It rains here, and there. …"
        ),
    )


def test_a_zone_that_there_is_not(document: Path) -> None:
    with pytest.raises(DocumentError, match="Atlantis/Poseidonis is no time zone"):
        _read(document, TEXT, Facts(timezone="Atlantis/Poseidonis"))


def test_a_number_and_a_stamp_that_is_glued_to_it_are_no_part_of_a_headline(document: Path) -> None:
    document.write_text(
        "The causeway vote\n"
        + "".join(
            f"{number}. {title}published at {clock} Greenwich Mean Time 10 December 2031\n"
            f"Nothing more is known of it so far, the port said.\n"
            for number, (title, clock) in enumerate(
                [
                    ("Bus drives through the fog", "14:57"),
                    ("What do the islanders want?", "13:08"),
                    ("Farrow: this is about the tide", "12:31"),
                    ("Welcome back", "12:00"),
                ],
                1,
            )
        ),
        "utf-8",
    )
    updates = read(document).updates
    assert [(update.title, update.time and update.time.isoformat()) for update in updates] == [
        ("Welcome back", "2031-12-10T12:00:00+00:00"),
        ("Farrow: this is about the tide", "2031-12-10T12:31:00+00:00"),
        ("What do the islanders want?", "2031-12-10T13:08:00+00:00"),
        ("Bus drives through the fog", "2031-12-10T14:57:00+00:00"),
    ]


def test_the_zone_of_the_pages_own_time_holds_where_no_stamp_names_one_and_is_said(document: Path) -> None:
    document.write_text(
        "Fire at the harbour: latest\nBy Ida Holm\n5:00PM GMT 3 Mar 2031\nTwo warehouses are burning.\n"
        "16.40 The fire is out. The last flames were put out at twenty to five.\n"
        "15.50 There is smoke over the town, and residents keep their windows closed.\n"
        "15.20 The first warehouse is burning, and nobody knows why.\n",
        "utf-8",
    )
    live_blog = read(document)
    assert [update.time and update.time.isoformat() for update in live_blog.updates] == [
        "2031-03-03T15:20:00+00:00",
        "2031-03-03T15:50:00+00:00",
        "2031-03-03T16:40:00+00:00",
    ]
    assert "The zone of the stamps is taken from the page's own time: UTC." in live_blog.warnings


def test_the_dash_of_who_speaks_stays(tmp_path: Path) -> None:
    document = tmp_path / "storm.txt"
    document.write_text(
        "La tempête en direct\n\n14:05\nLe port ferme\n– Nous sommes prêts, dit le maire.\n\n"
        "13:20\nLa route est coupée\n– Personne ne passe, dit Jo Kern.\n",
        "utf-8",
    )
    texts = [block.text for update in read(document).updates for block in update.blocks]
    assert texts == ["– Personne ne passe, dit Jo Kern.", "– Nous sommes prêts, dit le maire."]


def test_a_list_of_copied_text_is_a_list(tmp_path: Path) -> None:
    document = tmp_path / "storm.txt"
    document.write_text(
        "Storm, live\n\n14:05\nWhat we know\n• The port is *closed*.\n- Nobody is missing.\n\n"
        "13:20\nThe road is cut\nNobody gets through.\n",
        "utf-8",
    )
    blocks = [(block.kind, block.markdown) for block in read(document).updates[-1].blocks]
    assert blocks == [("item", "- The port is \\*closed\\*."), ("item", "- Nobody is missing.")]
