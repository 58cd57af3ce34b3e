"""What is gone, could not be remembered or came by another way leaves nothing wrong in the next build."""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

import pytest
from rebuilding import HOSTED, ROOT, build, from_nothing, lead, two_live_blogs, update

from afterlive import atomic
from afterlive.cache.store import Store
from afterlive.errors import DocumentError


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the articles of two live blogs, and the site that was built of them."""
    two_live_blogs(tmp_path)
    build(tmp_path)
    return tmp_path


def add_to_the_regatta(site: Path) -> None:
    (site / "content/2031-07-12-regatta/0009.md").write_text(update(9, "A zealous boat."), "utf-8")


def add_to_the_cape(site: Path) -> None:
    (site / "content/2031-05-01-cape/0009.md").write_text(update(9, "Another boat.", "Ice"), "utf-8")


CHANGES = (add_to_the_regatta, add_to_the_cape)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """The site after each of these changes, from nothing."""
    folder = tmp_path_factory.mktemp("changed")
    two_live_blogs(folder)
    sites = []
    for change in CHANGES:
        change(folder)
        sites.append(from_nothing(folder))
    return sites


def test_what_pelican_adds_to_a_site_that_was_left_alone_is_kept_offline(tmp_path: Path) -> None:
    folder = tmp_path / "content/2031-05-01-cape"
    (folder / "images").mkdir(parents=True)
    (folder / "0000-lead.md").write_text(lead("The cape"), "utf-8")
    (folder / "images/lamp.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    build(tmp_path, **HOSTED)
    for made in filter(Path.is_dir, (tmp_path / "output").rglob("*")):
        os.utime(made, (1_000_000_000, 1_000_000_000))
    (folder / "0001.md").write_text(update(1, "![The lamp]({static}images/lamp.svg)"), "utf-8")
    after = build(tmp_path, **HOSTED)
    kept = json.loads(after["2031-05-01-cape/offline.json"])["files"]
    assert {path for path in after if path.startswith("2031-05-01-cape/")} == {
        *kept,
        "2031-05-01-cape/offline.json",
    }
    assert "2031-05-01-cape/images/lamp.svg" in kept


def test_a_word_that_is_gone_is_found_no_more(site: Path) -> None:
    article = site / "content/2031-05-01-cape/0003.md"
    # No other word begins with a digit.
    before = update(3, "All of us are well.").replace("Boat 3", "The boat")
    article.write_text(f"{before.rstrip()} It was 1888.\n", "utf-8")
    assert any(b"1888" in content for path, content in build(site).items() if path.startswith("search/"))
    article.write_text(before, "utf-8")
    assert build(site) == from_nothing(site)


def test_a_live_blog_that_is_removed_together_with_the_output_is_gone(site: Path) -> None:
    shutil.rmtree(site / "content/2031-05-01-cape")
    shutil.rmtree(site / "output")
    assert build(site) == from_nothing(site)


def test_a_file_in_the_place_of_a_folder_is_copied(site: Path) -> None:
    extra = site / "content/extra/fonts"
    extra.mkdir(parents=True)
    (extra / "one.txt").write_text("one", "utf-8")
    build(site)
    shutil.rmtree(extra)
    extra.write_text("none", "utf-8")
    assert build(site) == from_nothing(site)


@pytest.mark.parametrize(
    "kind",
    [
        "articles",
        "known",
        "segments",
        "index",
        "manifests",
        "outlines",
        "sections",
        "section_html",
        "entries",
    ],
)
def test_what_could_not_be_remembered_is_not_taken_for_what_is(
    site: Path, changed: list[dict[str, bytes]], monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    _leave_no_room_for(kind, monkeypatch)
    CHANGES[0](site)
    assert build(site) == changed[0]
    monkeypatch.undo()
    CHANGES[1](site)
    assert build(site) == changed[1]


def test_a_search_index_that_finds_no_room_fails_the_build_in_one_line_and_the_next_is_right(
    site: Path, changed: list[dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    _leave_no_room_for("shards", monkeypatch)
    CHANGES[0](site)
    with pytest.raises(DocumentError, match="make room on the disk"):
        build(site)
    monkeypatch.undo()
    assert build(site) == changed[0]


def _leave_no_room_for(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each attempt to save something of this kind fail."""
    save = Store.save

    def fail(self: Store, of_kind: str, name: str, value: object) -> bool:
        with monkeypatch.context() as patch:
            if of_kind == kind:
                patch.setattr(atomic, "write", _no_room)
            return save(self, of_kind, name, value)

    monkeypatch.setattr(Store, "save", fail)


def _no_room(_file: Path, _data: bytes) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")
