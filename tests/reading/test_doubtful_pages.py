"""The places of pages and data that their reader is not sure of, with what says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from afterlive import reading
from afterlive.errors import DocumentError
from afterlive.model import Facts

if TYPE_CHECKING:
    from pathlib import Path

    from afterlive.model import Evidence

# ruff: noqa: E501 - a line of this table is an update
UPDATES = {
    "b3": "<time datetime='2024-03-03T10:40:00Z'>10:40 GMT</time><h2>The fire is out</h2><p>It was put out at noon.</p>",
    "b2": "<time datetime='2024-03-03T10:15:00Z'>10:15 GMT</time><h2>Ferries wait</h2><p>No ferry will sail today.</p>",
    "b1": "<time datetime='2024-03-03T09:50:00Z'>09:50 GMT</time><h2>Smoke over town</h2><p>Keep windows closed.</p>",
}


def _unsure(path: Path, **changed: str) -> list[Evidence]:
    inside = "".join(f'<article id="{name}">{html}</article>' for name, html in (UPDATES | changed).items())
    path.write_text(f"<html><body><main><h1>Fire at the harbour live</h1>{inside}</main></body></html>")
    return list(reading.read(path).unsure)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "fire.html"


@pytest.mark.parametrize(
    ("html", "of", "line", "says"),
    [
        ("<h2>Ferries wait</h2><p>No ferry will sail today.</p>", "time", 5, "no time"),
        (
            "<time datetime='2024-03-03T11:27:00Z'>10:15 GMT</time><h2>Ferries wait</h2><p>None sails.</p>",
            "time",
            5,
            "printed stamp",
        ),
        (UPDATES["b2"].replace("<p>", "<h3>Operators meet</h3><p>"), "title", 7, "two headings"),
        (
            UPDATES["b2"].replace("<p>", "<p>They wait.</p><p>10:05 GMT - "),
            "boundary",
            8,
            "begins with a time",
        ),
        ("<p>Stay in.</p>", "boundary", 5, "a few words"),
        ("<time datetime='2024-03-03T10:15:00Z'>10:15 GMT</time>", "boundary", 5, "left out"),
    ],
)
def test_what_a_page_leaves_open_is_a_place_to_look_at(
    path: Path, html: str, of: str, line: int, says: str
) -> None:
    found = [each for each in _unsure(path, b2=html) if each.of == of]
    assert [each.line for each in found] == [line]
    assert says in found[0].reason


def test_a_page_whose_structure_says_all_has_no_place_to_look_at(path: Path) -> None:
    assert _unsure(path) == []
    told = [(each.of, each.confidence) for each in reading.read(path).updates[0].evidence]
    assert told == [("boundary", 95), ("title", 95), ("time", 90)]


def test_data_is_taken_at_its_word_but_for_the_time_that_it_lacks(tmp_path: Path) -> None:
    feed = tmp_path / "fire.atom"
    entries = "".join(
        f"<entry><id>u{n}</id><title>News {n}</title>{updated}<content>Rain {n}.</content></entry>"
        for n, updated in enumerate(["<updated>2024-03-03T10:15:00Z</updated>"] * 2 + [""])
    )
    feed.write_text(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Fire</title>{entries}</feed>')
    live_blog = reading.read(feed)
    assert [each.of for each in live_blog.unsure] == ["time"]
    assert live_blog.warnings[-1].startswith("1 time to look at: line ")


def test_a_time_with_nothing_but_a_picture_behind_it_is_an_update(path: Path) -> None:
    paragraphs = (
        *("<strong>10.40 </strong>The fire is out.", "It was put out at noon.", "<strong>10.15 </strong>"),
        *(
            '<img src="https://example.org/quay.jpg" alt="The quay">',
            "<strong>09.50 </strong>Smoke over town.",
        ),
    )
    inside = "".join(f"<p>{html}</p>" for html in paragraphs)
    path.write_text(f"<html><body><h1>Fire at the harbour live</h1><div>{inside}</div></body></html>")
    updates = reading.read(path).updates
    assert [(update.stamp, update.blocks[0].text) for update in updates] == [
        ("09.50", "Smoke over town."),
        ("10.15", "The quay"),
        ("10.40", "The fire is out."),
    ]


@pytest.mark.parametrize(
    ("name", "document", "refused"),
    [
        ("rain.txt", "Rain on Linga all day.\n\nIt stopped at night.\n", "no update"),
        ("rain.html", "<html><body><p>Rain on Linga all day.</p><p>It stopped at night.</p>", "no update"),
        (
            "rain.html",
            "<p>Rain on Linga all day.<p>It stopped at night.<ul><li><time>14:05</time><li><time>15:10</time></ul>",
            "the page has no update",
        ),
    ],
)
def test_what_nothing_divides_is_one_update_if_the_keeper_wants_it_anyway(
    tmp_path: Path, name: str, document: str, refused: str
) -> None:
    path = tmp_path / name
    path.write_text(document)
    with pytest.raises(DocumentError, match=refused):
        reading.read(path)
    (update,) = reading.read(path, Facts(anyway=True)).updates
    assert [block.text for block in update.blocks] == ["Rain on Linga all day.", "It stopped at night."]
