"""What a site is made from, as a BagIt bag that others' tools find whole."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING
from zipfile import ZipFile

import bagit
import pytest

from afterlive.cli import main
from afterlive.errors import DocumentError
from afterlive.packing import BAG, pack

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = "A líne,\r\nand another.\n".encode()


@pytest.fixture
def archive(output: Path, tmp_path: Path) -> Path:
    """A built site beside documents/ and content/."""
    shutil.copytree(output, tmp_path / "output")
    shutil.copytree(output.parent / "content", tmp_path / "content")
    (tmp_path / "documents/fire_files").mkdir(parents=True)
    (tmp_path / "documents/fire (1) ü.html").write_bytes(DOCUMENT)
    (tmp_path / "documents/fire_files/quay.jpg").write_bytes(bytes(3_000_000))
    (tmp_path / "documents/.DS_Store").write_bytes(b"x")
    return tmp_path


def bag(archive: Path) -> Path:
    (file,) = pack(archive / "output", archive / "dist", [BAG], list)
    return file


def test_a_bag_is_valid_and_holds_each_document_as_it_is(archive: Path) -> None:
    file = bag(archive)
    assert file.name == "afterlive-bag.zip"
    ZipFile(file).extractall(archive / "unpacked")
    unpacked = bagit.Bag(str(archive / "unpacked/afterlive-bag"))
    assert unpacked.is_valid()
    assert unpacked.info["Source-Organization"] == "Afterlive"
    data = archive / "unpacked/afterlive-bag/data"
    assert (data / "documents/fire (1) ü.html").read_bytes() == DOCUMENT
    held = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
    kept = [path for name in ("content", "documents") for path in (archive / name).rglob("[!.]*")]
    assert held == {path.relative_to(archive).as_posix() for path in kept if path.is_file()}


def test_names_are_written_as_the_standard_has_them(archive: Path) -> None:
    (archive / "documents/100%.txt").write_bytes(DOCUMENT)
    manifest = ZipFile(bag(archive)).read("afterlive-bag/manifest-sha256.txt").decode()
    assert f"{hashlib.sha256(DOCUMENT).hexdigest()}  data/documents/100%25.txt\n" in manifest


def test_a_bag_that_was_changed_is_found_out(archive: Path) -> None:
    ZipFile(bag(archive)).extractall(archive / "unpacked")
    (archive / "unpacked/afterlive-bag/data/documents/fire_files/quay.jpg").write_bytes(bytes(2_999_999))
    assert not bagit.Bag(str(archive / "unpacked/afterlive-bag")).is_valid()


def test_the_same_files_make_the_same_bytes(archive: Path) -> None:
    first = hashlib.sha256(bag(archive).read_bytes()).digest()
    (archive / "documents/fire_files/quay.jpg").touch()
    assert hashlib.sha256(bag(archive).read_bytes()).digest() == first


def test_a_link_is_refused_in_one_line_and_nothing_is_written(archive: Path) -> None:
    (archive / "documents/link.txt").symlink_to("/etc/hostname")
    with pytest.raises(DocumentError, match=r"documents/link.txt: is a link"):
        bag(archive)
    assert not list((archive / "dist").glob("*"))


def test_without_anything_to_put_in_there_is_no_bag(archive: Path) -> None:
    for name in ("content", "documents"):
        shutil.rmtree(archive / name)
    with pytest.raises(DocumentError, match=r"there is no content/ and no documents/"):
        bag(archive)


def test_the_command_makes_the_bag_alone_or_with_what_else_is_asked(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive)
    assert main(["pack", "--bag"]) == 0
    assert {file.name for file in (archive / "dist").iterdir()} == {"afterlive-bag.zip", "SHA256SUMS"}
    assert main(["pack", "--bag", "--format", "zip"]) == 0
    assert "afterlive.zip" in (archive / "dist/SHA256SUMS").read_text("utf-8")
