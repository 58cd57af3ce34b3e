"""The site as a .zip is the site, with its licence and checksums, in the same bytes every time."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from afterlive.packing import pack

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def packed(output: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    dist = tmp_path_factory.mktemp("dist")
    assert [file.name for file in pack(output, dist, ["zip"], iter)] == ["afterlive.zip"]
    return dist / "afterlive.zip"


def test_every_file_of_the_site_is_in_one_folder(packed: Path, output: Path, tmp_path: Path) -> None:
    ZipFile(packed).extractall(tmp_path)
    assert [folder.name for folder in tmp_path.iterdir()] == ["afterlive"]
    unpacked = {
        file.relative_to(tmp_path / "afterlive"): file.read_bytes()
        for file in tmp_path.rglob("*")
        if file.is_file()
    }
    site = {file.relative_to(output): file.read_bytes() for file in output.rglob("*") if file.is_file()}
    assert site.items() <= unpacked.items()
    assert sorted(str(path) for path in unpacked.keys() - site.keys()) == ["LICENCE.txt", "SHA256SUMS"]


def test_the_checksums_are_those_of_every_other_file(packed: Path) -> None:
    with ZipFile(packed) as archive:
        sums = archive.read("afterlive/SHA256SUMS").decode().splitlines()
        named = {name: digest for digest, name in (line.split("  ") for line in sums)}
        there = {name.removeprefix("afterlive/") for name in archive.namelist()}
        assert there - named.keys() == {"SHA256SUMS"}
        for name, digest in named.items():
            assert hashlib.sha256(archive.read(f"afterlive/{name}")).hexdigest() == digest


def test_the_licence_of_the_whole_is_inside_where_there_is_one(
    packed: Path, output: Path, tmp_path: Path
) -> None:
    licence = ZipFile(packed).read("afterlive/LICENCE.txt").decode()
    assert licence.startswith("Afterlive: no licence holds for the whole\n")
    assert "AGPL-3.0-or-later" in licence
    shutil.copytree(output, tmp_path / "output")
    home = tmp_path / "output/index.html"
    link = '<a href="https://licence.example/" rel="license">Free</a>'
    home.write_text(home.read_text("utf-8").replace("</footer>", f"{link}</footer>"), "utf-8")
    list(pack(tmp_path / "output", tmp_path, ["zip"], iter))
    licence = ZipFile(tmp_path / "afterlive.zip").read("afterlive/LICENCE.txt").decode()
    assert licence.startswith("Afterlive: Free, https://licence.example/\n")


def test_the_same_site_makes_the_same_bytes(packed: Path, output: Path, tmp_path: Path) -> None:
    for file in output.rglob("*.html"):
        file.touch()
    list(pack(output, tmp_path, ["zip"], iter))
    assert (tmp_path / "afterlive.zip").read_bytes() == packed.read_bytes()
