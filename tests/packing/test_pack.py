"""Packing makes whole files or none, and says in one line what is missing."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import pytest

from afterlive import packing
from afterlive.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

LIVE_BLOGS = ("2031-05-01-lighthouse", "2031-07-12-regatta")


def test_the_command_packs_the_site_and_says_what_it_made(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dist = tmp_path / "dist"
    formats = ["--format", "zip", "--format", "html", "--format", "epub"]
    assert main(["pack", "--site", str(output), "--into", str(dist), *formats]) == 0
    made = ["afterlive.zip", *(f"{name}.{form}" for form in ("html", "epub") for name in LIVE_BLOGS)]
    said = capsys.readouterr().out.splitlines()
    assert [re.sub(r"\d+\.\d kB$", "… kB", line) for line in said] == [
        f"{dist / name}: … kB" for name in made
    ]
    assert sorted(file.name for file in dist.iterdir()) == sorted([*made, "SHA256SUMS"])


def test_the_checksums_are_those_of_all_packages(output: Path, tmp_path: Path) -> None:
    for name in ("zip", "html"):
        list(packing.pack(output, tmp_path, [name], iter))
    made = ["2031-05-01-lighthouse.html", "2031-07-12-regatta.html", "afterlive.zip"]
    assert (tmp_path / "SHA256SUMS").read_text() == "".join(
        f"{hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()}  {name}\n" for name in made
    )


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        (None, "there is no site in {site}: build it first, by `make html`"),
        (
            "<title>Something else</title>",
            "{site}/index.html lacks a name or a description: its theme isn't ours",
        ),
    ],
    ids=["no site", "another site"],
)
def test_without_a_site_there_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], page: str | None, complaint: str
) -> None:
    site = tmp_path / "output"
    if page:
        site.mkdir()
        (site / "index.html").write_text(page)
    assert main(["pack", "--site", str(site), "--into", str(tmp_path / "dist")]) == 2
    assert capsys.readouterr().err == f"afterlive: {complaint.format(site=site)}\n"
    assert not (tmp_path / "dist").exists()


def test_a_site_without_a_live_blog_is_not_packed(
    build_here: Callable[[Mapping[str, str]], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content").mkdir()
    site = build_here({})
    assert main(["pack", "--site", str(site), "--into", str(tmp_path / "dist")]) == 2
    complaint = f"there is no live blog in {site}: import a document, then build it again"
    assert capsys.readouterr().err.splitlines()[-1] == f"afterlive: {complaint}"


def test_a_live_blog_of_a_lead_alone_is_packed(
    build_here: Callable[[Mapping[str, str]], Path], few: Mapping[str, str], tmp_path: Path
) -> None:
    site = build_here({name: text for name, text in few.items() if "0000-lead" in name})
    formats = ["zip", "html", "epub", *(["zim"] if packing.has_libzim() else [])]
    list(packing.pack(site, tmp_path / "dist", formats, iter))
    page = (tmp_path / "dist/2031-05-01-lighthouse.html").read_text(encoding="utf-8")
    assert "no light was seen from the cape" in page


def test_without_libzim_the_rest_is_made_and_a_line_says_how_to_have_it(
    output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "has_libzim", lambda: False)
    assert main(["pack", "--site", str(output), "--into", str(tmp_path)]) == 0
    assert capsys.readouterr().err == "no .zim: it takes libzim; install afterlive[zim], or type `make zim`\n"
    assert (tmp_path / "afterlive.zip").exists()
    assert main(["pack", "--site", str(output), "--into", str(tmp_path), "--format", "zim"]) == 2
    assert capsys.readouterr().err == (
        "afterlive: a .zim can't be made: it takes libzim; install afterlive[zim], or type `make zim`\n"
    )


class PulledOutError(Exception):
    """Something that ends packing in the middle."""


@pytest.mark.parametrize("name", ["zip", "zim"])
def test_what_is_interrupted_leaves_the_old_package_and_nothing_else(
    output: Path, tmp_path: Path, name: str
) -> None:
    if name == "zim":
        pytest.importorskip("libzim")
    old = tmp_path / f"afterlive.{name}"
    old.write_text("yesterday's")

    def interrupted(steps: Sequence[str]) -> Iterator[str]:
        yield from steps[:5]
        raise PulledOutError

    with pytest.raises(PulledOutError):
        list(packing.pack(output, tmp_path, [name], interrupted))
    assert [file.name for file in tmp_path.iterdir()] == [old.name]
    assert old.read_text() == "yesterday's"


def test_what_a_killed_run_left_is_swept_away(output: Path, tmp_path: Path) -> None:
    (tmp_path / ".afterlive-killed").mkdir()
    (tmp_path / ".afterlive-killed/afterlive.zip").write_text("half")
    list(packing.pack(output, tmp_path, ["zip"], iter))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["SHA256SUMS", "afterlive.zip"]
