"""A review's steps: what is said of lines, taken back, and kept."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from afterlive import archive
from afterlive.archive import facts
from afterlive.cli import main
from afterlive.errors import DocumentError
from afterlive.model import Facts, NamedLine
from afterlive.reading.rules.line_names import LineNames
from afterlive.review import corrected_facts
from afterlive.review.session import OutdatedError, Review

if TYPE_CHECKING:
    from collections.abc import Callable

FIRE = """\
Fire at the harbour
2024-03-03
Two warehouses are burning at the harbour.
10:40 GMT
The fire is out
The last flames were put out at twenty to eleven.
Photo: Ida Holm
10:15 GMT
Ferries are cancelled
No ferry will sail before noon, the port said.
Passengers are asked to stay at home.
Photo: Per Lund
"""
PAGE = """<!doctype html><html lang="en"><title>Fire at the harbour</title><h1>Fire at the harbour</h1>
<article><time datetime="2024-03-03T10:15:00Z">10:15</time><h2>Ferries are cancelled</h2>
<p>No ferry will sail before noon, the port said.</p><img src="https://courier.example/quay.jpg">
<p>Passengers are asked to stay at home.</p></article>"""


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "documents/2024-03-03-fire.txt"
    path.parent.mkdir()
    path.write_text(FIRE)
    return path


@pytest.fixture
def review(document: Path, tmp_path: Path) -> Review:
    return Review(document, tmp_path / "content")


def _say(review: Review, version: int, key: str, *lines: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - of JSON
    return review.say({"version": version, "key": key, "lines": list(lines), **more})


def test_a_step_of_500_updates_takes_less_than_a_second_of_a_slow_processor(tmp_path: Path) -> None:
    path = tmp_path / "2024-03-03-storm.txt"
    updates = (
        f"{at // 60:02}:{at % 60:02} GMT\nRain in town {at}\nIt rains in {at} streets.\n" for at in range(500)
    )
    path.write_text("The storm, live\n2024-03-03\n" + "".join(updates))
    review = Review(path, tmp_path / "content")
    begun = time.process_time()
    _say(review, 0, "headlines", 10)
    _say(review, 1, "join", 700)
    assert (time.process_time() - begun) / 2 < 1  # 0.15 on a machine of 2026


def test_a_step_reads_the_document_again_and_undo_takes_it_back(review: Review) -> None:
    before = review.document()
    assert before["rows"][8] == ("headline", 1, False)
    after = _say(review, 0, "starts", 11)
    assert (after["message"], after["rows"][10], after["kept"]) == (
        "3 updates now, 1 more.",
        ("paragraph", 1, True),
        False,
    )
    taken_back = review.undo({"version": 1})
    assert (taken_back["rows"], taken_back["kept"]) == (before["rows"], True)
    with pytest.raises(DocumentError, match="nothing to take back"):
        review.undo({"version": 2})


def test_what_a_step_contradicts_is_taken_back() -> None:
    lines: list[Any] = ["a"]
    said = corrected_facts.told(Facts(), "starts", lines)
    assert corrected_facts.told(said, "join", lines) == Facts()
    assert corrected_facts.told(Facts(drop=("a", "b")), "keep", lines) == Facts(drop=("b",), keep=("a",))
    assert corrected_facts.told(Facts(key=("a",)), "key", lines) == Facts()
    tagged = corrected_facts.told(Facts(), "tags", ["a", "b"], "sea")
    assert tagged == Facts(tags=(("sea", ("a", "b")),))
    assert corrected_facts.told(tagged, "tags", ["a", "b"], "sea") == Facts()


def test_a_line_is_one_thing_and_the_reason_to_leave_it_out_can_be_changed() -> None:
    lines: list[Any] = ["a"]
    caption = corrected_facts.told(Facts(), "captions", lines)
    advert = corrected_facts.told(caption, "drop", lines, "an advert")
    assert advert == Facts(drop=(NamedLine("a", why="an advert"),))
    assert corrected_facts.told(advert, "drop", lines) == Facts(drop=("a",))
    assert corrected_facts.told(advert, "stamps", lines) == Facts(stamps=("a",))


def test_key_events_of_the_document_and_of_the_keeper_are_taken_back(document: Path, tmp_path: Path) -> None:
    document.write_text(FIRE.replace("10:40 GMT", "10:40 GMT Key event"))
    review = Review(document, tmp_path / "content")
    shown = []
    for version, line in enumerate((9, 10, 6, 6)):
        shown.append([update["key"] for update in _say(review, version, "key", line)["updates"]])
    assert shown == [[True, True], [True, False], [False, False], [True, False]]


def test_what_is_said_of_a_line_by_name_goes_before_a_pattern(review: Review) -> None:
    _say(review, 0, "drop", 7, like=True)
    rows = _say(review, 1, "keep", 12)["rows"]
    assert [rows[line - 1][0] for line in (7, 12)] == ["left out: left out by the keeper", "caption"]


def test_no_headline_and_is_text_said_of_many_lines_mean_those_that_they_change(
    review: Review, document: Path
) -> None:
    _say(review, 0, "drop", 11)
    _say(review, 1, "not_headlines", *range(5, 12))
    after = _say(review, 2, "keep", *range(5, 12))
    assert [after["rows"][line - 1][0] for line in (5, 9, 11)] == ["paragraph"] * 3
    review.keep({"version": 3})
    said = facts.from_toml(document.with_suffix(".toml"))
    assert said == Facts(
        not_headlines=("The fire is out", "Ferries are cancelled"), keep=(FIRE.splitlines()[10],)
    )


@pytest.mark.parametrize(
    ("texts", "number", "expected"),
    [
        (["Share", "Rain", "Share"], 1, [1, 3]),
        (["Photo: A B", "Rain", "Photo: C D"], 3, [1, 3]),
        (["3 comments", "Rain", "17 comments"], 1, [1, 3]),
        (["Rain", "Sun"], 1, [1]),
        (["92:00 – The end", "12:40 – Goal", "At 12:40"], 1, [1, 2]),
        (["tea9:15AM Rain", "sun10:02AM Sun", "10:30AM It is 9:15"], 2, [1, 2, 3]),
        (["In 2019 it rained", "In 2020 not"], 1, [1]),
        (["UPDATE FULL TIME: The end", "UPDATE 76 MINS: Try!", "UPDATE soon"], 1, [1, 2]),
    ],
)
def test_lines_are_alike_by_their_words_their_label_or_but_for_numbers(
    texts: list[str], number: int, expected: list[int]
) -> None:
    names = LineNames(texts)
    assert names.numbers(corrected_facts.alike(names, number, texts[number - 1])) == expected


def test_all_lines_like_one_are_left_out_in_one_step(review: Review) -> None:
    assert review.alike(7) == {"lines": [7, 12]}
    after = _say(review, 0, "drop", 7, like=True)
    assert [after["rows"][line - 1][0] for line in (7, 12)] == ["left out: left out by the keeper"] * 2


def test_a_picture_that_stands_in_no_line_is_left_out_and_shown_again(tmp_path: Path) -> None:
    path = tmp_path / "documents/2024-03-03-fire.html"
    path.parent.mkdir()
    path.write_text(PAGE)
    review = Review(path, tmp_path / "content")
    before = review.document()
    assert (before["pictures"], before["rows"][5]) == (
        [{"words": "quay.jpg", "above": 4}],
        ("embed", 1, False),
    )
    with pytest.raises(DocumentError, match="a picture can only be left out"):
        _say(review, 0, "headlines", 6)
    assert _say(review, 0, "drop", 6, words="an advert")["rows"][5] == ("left out: an advert", 0, False)
    assert _say(review, 1, "keep", 6)["rows"] == before["rows"]
    assert not path.with_suffix(".toml").exists()
    several = _say(review, 2, "drop", 4, 5, 6, like=True)["rows"]
    assert [several[line - 1][0] for line in (4, 5, 6)] == ["left out: left out by the keeper"] * 3
    _say(review, 3, "keep", 4, 5, 6)
    _say(review, 4, "captions", 4, 6)
    _say(review, 5, "drop", 6)
    review.keep({"version": 6})
    assert (
        'drop = [{ picture = "https://courier.example/quay.jpg" }]' in path.with_suffix(".toml").read_text()
    )
    assert archive.verify(tmp_path / "content", list)[0].missing == ()


def test_keep_writes_the_toml_beside_its_comments_and_imports(document: Path, tmp_path: Path) -> None:
    toml = document.with_suffix(".toml")
    toml.write_text(
        '# from the Courier\nkey = [\n    "The fire is out",\n]\n[tags]\nsea = ["The fire is out"]\n'
    )
    review = Review(document, tmp_path / "content")
    _say(review, 0, "starts", 11)
    _say(review, 1, "tags", 9, words="port, noon")
    told = review.tell({"version": 2, "key": "timezone", "value": "Europe/London"})
    assert told["facts"]["timezone"]["said"] == "Europe/London"
    kept = review.keep({"version": 3})
    assert (kept["kept"], kept["message"]) == (
        True,
        f"Kept: {tmp_path / 'content/2024-03-03-fire'}, 3 updates, 6 files written.",
    )
    assert toml.read_text() == (
        '# from the Courier\nkey = [\n    "The fire is out",\n]\ntimezone = "Europe/London"\n'
        'starts = ["Passengers are asked to stay at home."]\n\n[tags]\n"sea" = ["The fire is out"]\n'
        '"port noon" = ["Ferries are cancelled"]\n'
    )
    assert archive.verify(tmp_path / "content", list)[0].missing == ()


@pytest.mark.usefixtures("document")
def test_an_import_that_fails_says_what_is_written(tmp_path: Path) -> None:
    other = tmp_path / "2024-03-03-fire.txt"
    other.write_text(FIRE.replace("Two", "Three"))
    review = Review(other, tmp_path / "content")
    _say(review, 0, "starts", 11)
    with pytest.raises(
        DocumentError, match=r"2024-03-03-fire\.toml is written, but not imported: .*is another"
    ):
        review.keep({"version": 1})


def test_what_was_edited_by_hand_is_shown(review: Review, tmp_path: Path) -> None:
    review.keep({"version": 0})
    article = tmp_path / "content/2024-03-03-fire/0001-ferries-are-cancelled.md"
    article.write_text(article.read_text().replace("noon", "one"))
    shown = Review(tmp_path / "documents/2024-03-03-fire.txt", tmp_path / "content").document()
    assert [update["edited"] for update in shown["updates"]] == [None, article.name]


def test_a_window_that_shows_what_no_longer_stands_is_told(review: Review) -> None:
    _say(review, 0, "starts", 11)
    with pytest.raises(OutdatedError, match="Another window has changed it"):
        _say(review, 0, "drop", 7)


@pytest.mark.parametrize(
    "step",
    [
        lambda review: _say(review, 0, "starts"),
        lambda review: _say(review, 0, "starts", 99),
        lambda review: _say(review, 0, "anyway", 7),
        lambda review: _say(review, 0, "tags", 7, words=" , "),
        lambda review: _say(review, 0, "starts", lines=["7"]),
        lambda review: review.tell({"version": 0, "key": "headlines", "value": "x"}),
        lambda review: review.tell({"version": 0, "key": "timezone", "value": "Atlantis"}),
        lambda review: review.tell({"version": 0, "key": "date", "value": "yesterday"}),
        lambda review: review.accept({"version": 0, "warning": "no such"}),
        lambda review: review.alike(0),
    ],
)
def test_a_step_that_cannot_be_changes_nothing(review: Review, step: Callable[[Review], object]) -> None:
    before = review.document()
    with pytest.raises(DocumentError):
        step(review)
    assert review.document() == before


def test_a_warning_is_accepted_once(document: Path, tmp_path: Path) -> None:
    document.write_text(FIRE.replace(" GMT", ""))
    review = Review(document, tmp_path / "content")
    (warning,) = review.document()["warnings"]
    assert review.accept({"version": 0, "warning": warning})["warnings"] == []
    review.keep({"version": 1})
    assert facts.from_toml(document.with_suffix(".toml")).accepted == (warning,)


def test_a_line_that_comes_again_is_named_by_the_line_before(document: Path, tmp_path: Path) -> None:
    document.write_text(FIRE.replace("Photo: Per Lund", "Photo: Ida Holm"))
    review = Review(document, tmp_path / "content")
    _say(review, 0, "drop", 12)
    review.keep({"version": 1})
    named = NamedLine("Photo: Ida Holm", after="Passengers are asked to stay at home.")
    assert facts.from_toml(document.with_suffix(".toml")).drop == (named,)


def test_a_second_review_is_told_and_a_killed_one_loses_nothing_that_was_kept(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "content"
    asked = ["review", str(document), "--no-browser", "--into", str(content)]
    first = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "afterlive", *asked],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    try:
        assert first.stdout is not None
        address = first.stdout.readline().split()[-1]
        assert main(asked) == 2
        _post(f"{address}say", {"version": 0, "key": "starts", "lines": [11]})
        assert "3 updates" in _post(f"{address}keep", {"version": 1})["message"]
        _post(f"{address}say", {"version": 1, "key": "drop", "lines": [7]})
    finally:
        first.kill()
        first.communicate()
    assert facts.from_toml(document.with_suffix(".toml")) == Facts(
        starts=("Passengers are asked to stay at home.",)
    )
    assert [each.missing for each in archive.verify(content, list)] == [()]
    assert len(list(content.glob("*/000[1-9]*.md"))) == 3
    monkeypatch.setattr("afterlive.review.server.ReviewServer.serve_forever", lambda *_: None)
    assert main(asked) == 0


def _post(address: str, asked: dict[str, Any]) -> dict[str, Any]:
    request = urllib.request.Request(  # noqa: S310 - http on this machine
        address, json.dumps(asked).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - as above
        found: dict[str, Any] = json.load(answer)
    return found


def test_a_live_blog_is_reviewed_by_its_folder(
    review: Review, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    review.keep({"version": 0})
    monkeypatch.setattr("afterlive.review.server.ReviewServer.serve_forever", lambda *_: None)
    monkeypatch.chdir(tmp_path)
    assert main(["review", "2024-03-03-fire", "--no-browser"]) == 0
    assert capsys.readouterr().out.startswith("Review documents/2024-03-03-fire.txt at http://127.0.0.1:")
    assert main(["review", "2024-03-04-fire", "--no-browser"]) == 2
    assert "does not exist" in capsys.readouterr().err


def test_a_text_in_which_nothing_marks_an_update_is_split_in_review(tmp_path: Path) -> None:
    document = tmp_path / "2024-03-03-rain.txt"
    document.write_text("Rain fell on the hills of Linga all day.\nIt stopped at night.\n")
    review = Review(document, tmp_path / "content")
    assert review.document()["updates"] == []
    with pytest.raises(DocumentError, match="not imported"):
        review.keep({"version": 0})
    _say(review, 0, "starts", 1)
    _say(review, 1, "starts", 2)
    assert "2 updates" in review.keep({"version": 2})["message"]
