"""Files and folders appear whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from afterlive import atomic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def _private() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


def test_a_file_is_written_with_its_folders_and_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "file"
    atomic.write(file, b"one")
    atomic.write(str(file), b"two")
    assert file.read_bytes() == b"two"
    assert [*file.parent.iterdir()] == [file]


def test_a_file_that_holds_these_bytes_is_left_alone(tmp_path: Path) -> None:
    assert atomic.write_changed(tmp_path / "file", b"one")
    before = (tmp_path / "file").stat()
    assert not atomic.write_changed(tmp_path / "file", b"one")
    assert (tmp_path / "file").stat() == before


def test_what_cant_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "folder" / "full").mkdir(parents=True)
    with pytest.raises(OSError, match="folder"):
        atomic.write(tmp_path / "folder", b"")
    assert [*tmp_path.iterdir()] == [tmp_path / "folder"]


@pytest.mark.parametrize("name", ["file", "folder"])
def test_what_is_interrupted_leaves_nothing(tmp_path: Path, name: str) -> None:
    def make(*, interrupted: bool) -> None:
        with atomic.appearing(tmp_path / name) as temporary:
            atomic.write(temporary / "inside" if name == "folder" else temporary, b"half")
            assert not (tmp_path / name).exists()
            if interrupted:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(interrupted=True)
    assert [*tmp_path.iterdir()] == []
    make(interrupted=False)
    assert [*tmp_path.iterdir()] == [tmp_path / name]


def test_what_was_killed_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / ".afterlive-half").mkdir()
    (tmp_path / ".afterlive-half" / "file").touch()
    (tmp_path / ".afterlive-file").touch()
    (tmp_path / ".other").touch()
    atomic.sweep(tmp_path)
    assert [*tmp_path.iterdir()] == [tmp_path / ".other"]


@pytest.mark.usefixtures("_private")
def test_a_keeper_s_umask_is_kept(tmp_path: Path) -> None:
    atomic.write(tmp_path / "file", b"")
    with atomic.appearing(tmp_path / "folder") as temporary:
        temporary.mkdir()
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "folder").stat().st_mode & 0o777 == 0o700
