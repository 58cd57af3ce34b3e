"""An archive that is built in groups, one after another, is byte for byte what is built at once."""

from __future__ import annotations

import os
import random
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from rebuilding import HOSTED, ROOT, build, from_nothing, lead, update

from afterlive.errors import DocumentError
from afterlive.site.build.group import group_of

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("2031-05-01-cape", "2031-07-12-regatta", "2032-01-01-ice", "2032-02-03-quay", "2033-03-04-dam")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Live blogs that link to each other, one with a former name, one with a moved update and a picture."""
    for number, name in enumerate(NAMES):
        folder = tmp_path / "content" / name
        (folder / "images").mkdir(parents=True)
        (folder / "images/lamp.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
        formerly = "Formerly: harbour/\n" if number == 1 else ""
        (folder / "0000-lead.md").write_text(lead(name).replace("Lang:", f"{formerly}Lang:"), "utf-8")
        other = NAMES[number - 1]
        for each in range(1, 5):
            text = f"Word{each} of {name}; [more]({{filename}}/{other}/0000-lead.md)."
            tags = "" if number % 2 else "Ice"
            (folder / f"{each:04}.md").write_text(update(each, text, tags), "utf-8")
    moved = update(5, "![A lamp]({static}images/lamp.svg)").replace(
        "Slug:", f"Formerly: {NAMES[2]}/ship\nSlug:"
    )
    (tmp_path / "content" / NAMES[0] / "0005.md").write_text(moved, "utf-8")
    pages = tmp_path / "content/pages"
    pages.mkdir()
    page = f"Title: Imprint\nSlug: imprint\n\n[A boat]({{filename}}/{NAMES[3]}/0002.md)\n"
    (pages / "imprint.md").write_text(page, "utf-8")
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    return tmp_path


def build_group(folder: Path, number: int, count: int, **changed: Any) -> None:  # noqa: ANN401 - settings are anything
    output = str(folder / f"groups/{number}/site")
    build(folder, OUTPUT_PATH=output, GROUP=f"{number}/{count}", **changed)


def join(folder: Path, count: int, **changed: Any) -> dict[str, bytes]:  # noqa: ANN401 - likewise
    groups = [str(folder / f"groups/{number}") for number in range(1, count + 1)]
    return build(folder, JOIN=groups, **changed)


@pytest.mark.parametrize("seed", range(1, 21 if "TORTURE" in os.environ else 2))
def test_random_groups_joined_are_what_is_built_at_once(
    site: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    drawn = random.Random(seed)  # noqa: S311 - nothing secret
    count = drawn.randint(2, 3)
    of = {name: drawn.randint(1, count) for name in NAMES}
    monkeypatch.setattr("afterlive.site.group_generators.group_of", lambda name, _count: of[name])
    for number in range(1, count + 1):
        build_group(site, number, count, **HOSTED)
    assert join(site, count, **HOSTED) == from_nothing(site, **HOSTED)

    name = drawn.choice(NAMES)  # one group is built again
    (site / "content" / name / "0009.md").write_text(update(9, "A zealous boat.", "Quay"), "utf-8")
    (site / "content" / name / "0003.md").unlink()
    build_group(site, of[name], count, **HOSTED)
    assert join(site, count, **HOSTED) == from_nothing(site, **HOSTED)


def test_a_live_blog_stays_in_its_group() -> None:
    assert [group_of(name, 10) for name in NAMES] == [5, 9, 4, 10, 1]


def test_groups_that_do_not_make_a_whole_are_refused_in_a_line(site: Path) -> None:
    build_group(site, 1, 2)
    with pytest.raises(DocumentError, match="groups/2: is no group that was built to its end"):
        join(site, 2)
    with pytest.raises(DocumentError, match="group 2/2 is missing"):
        join(site, 1)
    build_group(site, 2, 2, SITENAME="Another")
    with pytest.raises(DocumentError, match="groups/2: was built otherwise than"):
        join(site, 2)
    build_group(site, 2, 2)
    with pytest.raises(DocumentError, match="groups/1: was built by another version"):
        join(site, 2, SITENAME="Another")
    assert not (site / "output/index.html").exists()
