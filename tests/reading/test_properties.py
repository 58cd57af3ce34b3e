"""What holds of every plain text, however it was cut, mixed or damaged."""

from __future__ import annotations

import re
import time
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from outlines import CASES, cases

from afterlive.errors import DocumentError
from afterlive.reading import lines_of, read

if TYPE_CHECKING:
    from pathlib import Path

    from afterlive.model import LiveBlog

DOCUMENTS = [case.document for path in sorted(CASES.glob("*.md")) for case in cases(path)]
LINES = sorted({line for document in DOCUMENTS for line in document.split("\n")})
mixed = st.lists(st.sampled_from(LINES) | st.text(max_size=40), max_size=40).map("\n".join)
damaged = st.builds(
    lambda text, start, length, inserted: text[:start] + inserted + text[start + length :],
    st.sampled_from(DOCUMENTS),
    st.integers(0, 600),
    st.integers(0, 600),
    st.text(max_size=10),
)
anything = mixed | damaged | st.text()
on_one_file = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return tmp_path / "document.txt"


def _read(document: Path, text: str) -> LiveBlog | None:
    """Return what is read, or None where it is one line that says what is wrong."""
    document.write_bytes(text.encode("utf-8", "replace"))
    return _of_bytes(document)


def _of_bytes(document: Path) -> LiveBlog | None:
    try:
        return read(document)
    except DocumentError as error:
        message = str(error)
    assert "\n" not in message
    return None


def _words(text: str) -> set[str]:
    """Return words and numbers, which a stamp glued to a headline parts: `Sunday14:05`."""
    return set(re.findall(r"[^\W\d]+|\d+", text))


def test_a_damaged_document_is_mostly_read(document: Path) -> None:
    read = []

    @on_one_file
    @given(damaged)
    def check(text: str) -> None:
        read.append(_read(document, text) is not None)

    check()
    assert sum(read) > len(read) * 3 / 4


@on_one_file
@given(anything)
def test_every_line_is_in_the_lead_in_one_update_or_dropped(document: Path, text: str) -> None:
    if live_blog := _read(document, text):
        lines = lines_of(document)
        kept = [
            *live_blog.lead_lines,
            *chain.from_iterable(update.lines for update in live_blog.updates),
        ]
        dropped = {each.line for each in live_blog.dropped} - set(kept)
        written = [number for number, line in enumerate(lines, 1) if line.strip()]
        assert sorted([*kept, *dropped]) == written
        in_part = [each for each in live_blog.dropped if each.line in kept]
        assert all(" ".join(lines[each.line - 1].split()) != each.text for each in in_part)


@on_one_file
@given(anything)
@example("Ferries cancelled until Sunday14:05\nBoats stop13:05\nFog over the pier12:05\nRain11:05\n")
def test_every_word_of_an_update_s_lines_is_in_the_update(document: Path, text: str) -> None:
    if live_blog := _read(document, text):
        lines = lines_of(document)
        for update in live_blog.updates:
            record = [update.stamp or "", update.title or "", *(block.text for block in update.blocks)]
            for number in update.lines:
                dropped = [each.text for each in live_blog.dropped if each.line == number]
                assert _words(lines[number - 1]) <= _words(" ".join([*record, *dropped]))


@on_one_file
@given(anything)
def test_the_blocks_of_an_update_are_lines_of_the_document_in_order(document: Path, text: str) -> None:
    if live_blog := _read(document, text):
        lines = lines_of(document)
        for blocks in (live_blog.lead, *(update.blocks for update in live_blog.updates)):
            numbers = [block.lines[0] for block in blocks if block.lines]
            assert numbers == sorted(set(numbers))
            for block in blocks:
                assert block.lines
                assert block.text in " ".join(lines[block.lines[0] - 1].split())


@on_one_file
@given(anything)
def test_updates_are_numbered_in_the_order_of_the_document(document: Path, text: str) -> None:
    if live_blog := _read(document, text):
        assert [update.position for update in live_blog.updates] == list(range(1, len(live_blog.updates) + 1))
        firsts = [min(update.lines) for update in live_blog.updates if update.lines]
        assert firsts == sorted(firsts, reverse=live_blog.order == "newest first")


@on_one_file
@given(anything)
def test_reading_twice_gives_the_same(document: Path, text: str) -> None:
    assert _read(document, text) == _read(document, text)


@on_one_file
@given(st.binary(max_size=200))
def test_any_bytes_are_a_live_blog_or_an_error(document: Path, data: bytes) -> None:
    document.write_bytes(data)
    _of_bytes(document)


@pytest.mark.parametrize(
    "line",
    [
        "a" * 100_000,
        "a " * 50_000,
        "A. " * 33_333,
        "“" * 33_333,
        "Ann Bell " * 10_000,
        "By Ann Bell, " * 6_666,
        "12:31 " * 16_666,
        "1 / " * 23_333,
        "(" * 100_000,
        "ago 1" * 20_000,
        "/Getty" * 16_666,
        "http://" * 13_333,
    ],
    ids=lambda line: line[:12],
)
def test_a_long_line_takes_no_long_time(document: Path, line: str) -> None:
    start = time.process_time()
    _read(document, f"10:15\nPower is out\n{line}\n10:05\nRain\n{line}")
    _read(document, f"Power is out in two towns\n{line}\nRain falls on the hills\n{line}")
    assert time.process_time() - start < 2  # seconds, for two documents of 200,000 characters


def test_time_and_lines_grow_together(document: Path) -> None:
    def seconds(updates: int) -> float:
        text = "".join(
            f"{at // 60 % 24:02}:{at % 60:02}\nRain in town {at}\nIt rains.\n" for at in range(updates)
        )
        start = time.process_time()
        _read(document, text)
        return time.process_time() - start

    seconds(100)  # what is found once is found
    assert seconds(1600) < 8 * seconds(400) + 0.1
