"""A file that a browser would run as a part of the site is not brought along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rebuilding import lead, update

from afterlive.errors import DocumentError
from afterlive.site.articles.links import check_files

if TYPE_CHECKING:
    from pathlib import Path

SVG = "<svg xmlns='http://www.w3.org/2000/svg'>{}</svg>"
CAPE = "2031-05-01-cape"
ARTICLE = f"{CAPE}/0001.md"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / CAPE / "images").mkdir(parents=True)
    (tmp_path / CAPE / "0000-lead.md").write_text(lead("The cape"), "utf-8")
    return tmp_path


def put(content: Path, name: str, data: bytes) -> str:
    """Put a file beside an article that links to it, and return its path."""
    (content / CAPE / "images" / name).write_bytes(data)
    (content / ARTICLE).write_text(update(1, f"[x]({{static}}images/{name})"), "utf-8")
    return f"{CAPE}/images/{name}"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("chart.html", b"x"),
        ("chart.XHTML", b"x"),
        ("chart.js", b"alert(1)"),
        ("chart.xml", b"x"),
        ("chart.svgz", b"\x1f\x8b"),
        ("chart.png", b"\xef\xbb\xbf <!doctype html><script>alert(1)</script>"),
        ("chart.pdf", b"\n<html>"),
        ("chart", "<html>".encode("utf-16")),
        ("chart.svg", SVG.format("<script>alert(1)</script>").encode()),
        ("chart.svg", b"no drawing"),
    ],
)
def test_a_file_that_a_browser_would_run_fails_the_build_and_is_named_with_its_line(
    content: Path, name: str, data: bytes
) -> None:
    path = put(content, name, data)
    with pytest.raises(DocumentError, match="a browser would run it") as raised:
        check_files(ARTICLE, [path], str(content))
    assert str(raised.value).startswith(f"{ARTICLE}, line 8: links to '{name}'; ")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("chart.svg", SVG.format("<path d='M0 0'/>").encode()),
        ("chart.png", b"\x89PNG\r\n\x1a\n"),
        ("chart.pdf", b"%PDF-1.7"),
        ("figures.csv", b"a,b\n1,2\n"),
    ],
)
def test_other_files_are_brought_along(content: Path, name: str, data: bytes) -> None:
    check_files(ARTICLE, [put(content, name, data)], str(content))
