"""What must hold of every document on its way through content/ and out again."""

from __future__ import annotations

import contextlib
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from afterlive import archive
from afterlive.errors import DocumentError
from afterlive.reading.forms import json_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKS = [
    "*",
    "_",
    "`",
    "<b>",
    "</p>",
    "&amp;",
    "#",
    ">",
    "1.",
    "-",
    "[x](y)",
    "\\",
    "{",
    "|",
    "“",
    "”",
    "…",
    "é",
    "Київ",
]
words = st.text("abcdefgh", min_size=2, max_size=8) | st.sampled_from(MARKS)
sentences = st.lists(words, min_size=4, max_size=20).map(lambda found: f"Then {' '.join(found)} ended.")
headlines = st.lists(words, min_size=3, max_size=7).map(lambda found: f"About {' '.join(found)} today")


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A live blog, newest first: a title, a lead, updates with a stamp and sometimes a headline."""
    minutes = sorted(draw(st.sets(st.integers(0, 24 * 60 - 1), min_size=2, max_size=6)), reverse=True)
    lines = [draw(headlines), *draw(st.lists(sentences, min_size=1, max_size=3))]
    headed = draw(st.booleans())
    for minute in minutes:
        lines.append(f"{minute // 60:02}:{minute % 60:02} GMT")
        if headed:
            lines.append(draw(headlines))
        lines += draw(st.lists(sentences, min_size=1, max_size=3))
    return "\n".join(lines) + "\n"


@contextmanager
def imported(document: str) -> Iterator[Path]:
    """Give a folder in which the document was imported."""
    with tempfile.TemporaryDirectory() as root:
        path = Path(root) / "documents" / "2024-03-03-fire.txt"
        path.parent.mkdir()
        path.write_text(document, "utf-8")
        archive.import_folder(Path(root) / "content", list)
        yield Path(root)


EXAMPLES = 200 if "TORTURE" in os.environ else 20
few = settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])


@few
@example(
    "About aa 1. é today\nThen aa ended.\n00:01 GMT\nThen aa aa ended.\n00:00 GMT\nThen aa aa aa ended.\n"
)
@given(documents())
def test_export_gives_the_lines_of_the_document_back(document: str) -> None:
    with imported(document) as root:
        liveblog = archive.liveblog(root / "content" / "2024-03-03-fire")
    dropped = [line.text for line in liveblog.dropped]
    kept = [line for line in document.splitlines() if line not in dropped]
    printed = [line for line in json_lines.dump_text(liveblog).splitlines() if line]
    named = liveblog.title in document.splitlines()  # if not, it goes by the name of its folder
    assert (printed if named else printed[1:]) == kept


@few
@given(documents())
def test_nothing_is_lost_and_importing_twice_changes_nothing(document: str) -> None:
    with imported(document) as root:
        before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
        assert [proof.missing for proof in archive.verify(root / "content", list)] == [()]
        assert [report.changed for report in archive.import_folder(root / "content", list)] == [0]
        assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


anything = st.binary(max_size=400) | st.text(max_size=400).map(str.encode)
cut_short = st.tuples(documents(), st.integers(0, 400)).map(lambda pair: pair[0].encode()[: pair[1]])


@few
@given(anything | cut_short)
def test_anything_is_a_live_blog_or_a_document_error(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as root:
        path = Path(root) / "document.txt"
        path.write_bytes(data)
        liveblog = None
        with contextlib.suppress(DocumentError):
            liveblog = archive.read(path)
        assert liveblog is None or liveblog.updates
