"""What stands outside the site stays as it is, and what isn't published stays out of it."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from pelican.plugins import signals
from rebuilding import build, two_live_blogs, update

from afterlive.errors import DocumentError
from afterlive.packing.built_site import open_site

if TYPE_CHECKING:
    from collections.abc import Iterator

CAPE = "2031-05-01-cape"
LAMP = "![The lamp]({static}images/lamp.png)"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the articles of two live blogs, and the site that was built of them."""
    two_live_blogs(tmp_path)
    build(tmp_path)
    return tmp_path


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "keep.txt").write_text("mine", "utf-8")
    return folder


@pytest.mark.parametrize("name", ["album", "2031-05-01-cape", "2031-05-01-cape/images", "theme"])
def test_a_link_in_the_site_is_refused_in_one_line_and_not_followed(
    tmp_path: Path, outside: Path, name: str
) -> None:
    two_live_blogs(tmp_path)
    link = tmp_path / "output" / name
    link.parent.mkdir(parents=True)
    link.symlink_to(outside, target_is_directory=True)
    with pytest.raises(DocumentError, match="is a link") as raised:
        build(tmp_path)
    assert str(link) in str(raised.value)
    assert "\n" not in str(raised.value)
    assert [file.read_text("utf-8") for file in outside.iterdir()] == ["mine"]
    assert link.is_symlink()


def test_a_folder_that_became_a_link_since_the_last_build_is_refused(site: Path) -> None:
    (site / "output" / CAPE).rename(site / "moved")
    (site / "output" / CAPE).symlink_to(site / "moved", target_is_directory=True)
    before = {file: file.read_bytes() for file in (site / "moved").rglob("*") if file.is_file()}
    with pytest.raises(DocumentError, match="is a link"):
        build(site)
    assert {file: file.read_bytes() for file in (site / "moved").rglob("*") if file.is_file()} == before


def test_no_package_is_made_through_a_link(site: Path, outside: Path) -> None:
    (site / "output" / CAPE / "keep.txt").symlink_to(outside / "keep.txt")
    with pytest.raises(DocumentError, match=r"keep\.txt: is a link"):
        open_site(site / "output")


@pytest.fixture(params=[None, "/dev/shm"], ids=["this disk", "another disk"])  # noqa: S108 - a disk in memory
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A folder on this disk, or on another one."""
    disk = Path(request.param or tmp_path)
    if not disk.is_dir() or (request.param and disk.stat().st_dev == tmp_path.stat().st_dev):
        pytest.skip("there is no other disk here")
    with TemporaryDirectory(dir=disk) as folder:
        yield Path(folder)


def test_the_site_itself_may_stand_behind_a_link(tmp_path: Path, elsewhere: Path) -> None:
    two_live_blogs(tmp_path)
    (elsewhere / "old.html").write_text("", "utf-8")
    (tmp_path / "output").symlink_to(elsewhere, target_is_directory=True)
    assert f"{CAPE}/index.html" in build(tmp_path)
    assert (elsewhere / "index.html").is_file()
    assert not (elsewhere / "old.html").exists()


def test_links_in_what_pelican_is_told_to_retain_are_left_alone(tmp_path: Path, outside: Path) -> None:
    two_live_blogs(tmp_path)
    (tmp_path / "output/.git").mkdir(parents=True)
    (tmp_path / "output/.git/objects").symlink_to(outside, target_is_directory=True)
    build(tmp_path, OUTPUT_RETENTION=[".git"])
    assert (outside / "keep.txt").read_text("utf-8") == "mine"


def read_by_pelican(_generator: object) -> None:
    """A plugin's receiver, by which articles go through Pelican's own readers."""


@pytest.fixture(params=[False, True], ids=["read by Afterlive", "read by Pelican"])
def plugin(request: pytest.FixtureRequest) -> None:
    if request.param:
        signals.article_generator_pretaxonomy.connect(read_by_pelican)
        request.addfinalizer(lambda: signals.article_generator_pretaxonomy.disconnect(read_by_pelican))  # noqa: PT021 - the fixture has nothing to yield


@pytest.mark.usefixtures("plugin")
def test_pictures_of_what_is_not_published_are_not_in_the_site(tmp_path: Path) -> None:
    two_live_blogs(tmp_path)
    folder = tmp_path / "content" / CAPE
    (folder / "images").mkdir()
    for name in ("lamp", "draft", "hidden", "removed"):
        (folder / f"images/{name}.png").write_bytes(name.encode())
    changed = {
        1: update(1, LAMP),
        2: update(2, "![]({static}images/draft.png)").replace("Tags:", "Status: draft\nTags:"),
        3: update(3, "![]({static}images/hidden.png)").replace("Tags:", "Status: hidden\nTags:"),
        4: update(4, f"{LAMP} ![]({{static}}images/removed.png)").replace("Tags:", "Removed: asked\nTags:"),
    }
    for number, text in changed.items():
        (folder / f"{number:04}.md").write_text(text, "utf-8")
    made = build(tmp_path)
    pictures = [path for path in made if path.startswith(f"{CAPE}/images/")]
    assert pictures == [f"{CAPE}/images/lamp.png"]
    kept = json.loads(made[f"{CAPE}/offline.json"])["files"]
    assert [path for path in kept if path.endswith(".png")] == pictures
    assert not [path for path, data in made.items() if b"removed.png" in data or b"draft.png" in data]
