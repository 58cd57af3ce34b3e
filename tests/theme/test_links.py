"""Every link of the site leads where it should, on a disk and under any path of a server."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from links import faults

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent.parent
CONTENT = ROOT / "content"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A site of two pages and a style without a fault."""
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/style.css").write_text("h1 { background: url('dot.svg') }")
    (tmp_path / "theme/dot.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "cape").mkdir()
    (tmp_path / "index.html").write_text('<a id="top" href="cape/boats.html#lamp">Boats</a>')
    (tmp_path / "cape/boats.html").write_text(
        '<link rel="stylesheet" href="../theme/style.css"><a href="../index.html#top">Home</a>'
        '<h1 id="lamp">Boats</h1><a href="https://elsewhere.example/">Elsewhere</a>'
    )
    (tmp_path / "404.html").write_text('<a href="/archive/index.html">Home</a>')
    return tmp_path


def test_a_tree_without_a_fault_has_none(tree: Path) -> None:
    assert faults(tree, "/archive/") == []


@pytest.mark.parametrize(
    ("added", "fault"),
    [
        ('<a href="../cape/nowhere.html">', "../cape/nowhere.html leads nowhere"),
        ('<a href="Boats.html">', "Boats.html leads nowhere"),
        ('<a href="../cape">', "../cape leads to a folder"),
        ('<a href="../cape/">', "../cape/ leads to a folder"),
        ('<a href="..">', ".. leads to a folder"),
        ('<a href="../../outside.html">', "../../outside.html leads nowhere"),
        ('<a href="#Lamp">', "#Lamp leads to no place in the page"),
        ('<a href="../index.html#lamp">', "../index.html#lamp leads to no place in the page"),
        ('<a href="/archive/index.html">', "/archive/index.html begins at the server's root"),
        ('<svg><a href="gone.html"><rect/></a></svg>', "gone.html leads nowhere"),
        ('<form action="gone.html"></form>', "gone.html leads nowhere"),
        ('<link rel="next" href="gone.html">', "gone.html leads nowhere"),
        ('<img src="gone.png">', "gone.png leads nowhere"),
        (
            '<img src="https://far.example/a.png">',
            "https://far.example/a.png loads from elsewhere",
        ),
        ('<script src="//far.example/a.js"></script>', "//far.example/a.js loads from elsewhere"),
        ('<p id="lamp">', "the id lamp comes twice"),
    ],
)
def test_a_fault_is_named(tree: Path, added: str, fault: str) -> None:
    page = tree / "cape/boats.html"
    page.write_text(page.read_text() + added)
    assert faults(tree, "/archive/") == [f"cape/boats.html: {fault}"]


def test_a_style_is_looked_at_too(tree: Path) -> None:
    (tree / "theme/style.css").write_text('@import "more.css"; p { background: url(//far.example/a.png) }')
    assert faults(tree, "/archive/") == [
        "theme/style.css: more.css leads nowhere",
        "theme/style.css: //far.example/a.png loads from elsewhere",
    ]


def test_the_site_of_the_small_archive_has_no_fault(output: Path) -> None:
    assert faults(output) == []


def test_the_site_of_this_repository_has_no_fault(build: Callable, tmp_path: Path) -> None:
    """Whoever's archive it is: Git keeps no empty folder, so that of one that begins may be missing."""
    if CONTENT.is_dir():
        shutil.copytree(CONTENT, tmp_path / "content")
    (tmp_path / "content").mkdir(exist_ok=True)
    done = build({}, "publishconf.py", SITEURL="https://live.example/some/project")
    assert done.returncode == 0, done.stdout
    assert faults(tmp_path / "output", "/some/project/") == []
