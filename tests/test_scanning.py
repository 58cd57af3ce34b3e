"""What stands in a folder is scan again only where something was added or removed."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from afterlive.cache.scanning import in_changed_folders, scan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that was left alone for a while."""
    folder = tmp_path / "output"
    for path in ("index.html", "cape/index.html", "cape/images/lamp.svg", "ice/index.html"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path, "utf-8")
    for each in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        os.utime(each, (1_000_000_000, 1_000_000_000))
    return folder


def add_a_file(folder: Path) -> None:
    (folder / "cape/images/pier.svg").write_text("<svg/>", "utf-8")


def add_a_folder(folder: Path) -> None:
    (folder / "cape/sounds/horn").mkdir(parents=True)
    (folder / "cape/sounds/horn/one.ogg").write_text("", "utf-8")


def remove_a_file(folder: Path) -> None:
    (folder / "cape/images/lamp.svg").unlink()


def remove_a_folder(folder: Path) -> None:
    shutil.rmtree(folder / "cape")


def replace_a_file(folder: Path) -> None:
    (folder / "ice/new.html").write_text("thaw", "utf-8")
    (folder / "ice/new.html").replace(folder / "ice/index.html")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda _folder: None, set()),
        (add_a_file, {"cape/images/lamp.svg", "cape/images/pier.svg"}),
        (add_a_folder, {"cape/index.html", "cape/sounds/horn/one.ogg"}),
        (remove_a_file, set()),
        (remove_a_folder, {"index.html"}),
        (replace_a_file, {"ice/index.html"}),
    ],
)
def test_only_changed_folders_are_looked_into(
    folder: Path, change: Callable[[Path], None], expected: set[str]
) -> None:
    before = scan(str(folder)).folders
    change(folder)
    assert set(in_changed_folders(str(folder), before)) == expected


def test_a_folder_that_may_have_changed_just_now_is_looked_into(folder: Path) -> None:
    add_a_file(folder)
    assert set(in_changed_folders(str(folder), scan(str(folder)).folders)) == {
        "cape/images/lamp.svg",
        "cape/images/pier.svg",
    }


def test_a_folder_that_was_not_there_is_looked_into(folder: Path, tmp_path: Path) -> None:
    before = scan(str(tmp_path / "none"))
    assert before == ({}, {}, [])
    assert set(in_changed_folders(str(folder), before.folders)) == set(scan(str(folder)).files)
