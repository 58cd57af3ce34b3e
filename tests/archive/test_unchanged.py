"""What stands as it was imported isn't read again, and whatever changed is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from keeping import FIRE, House, notes

from afterlive.archive import importing
from afterlive.cache.imports import Imports

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from afterlive.archive.capture import Capture

OUT = "0003-the-fire-is-out.md"
FLOOD = FIRE.replace("Fire at the harbour", "Flood at the quay")
MORE = "Title: More\nDate: 2024-03-03\nKind: update\nPosition: 4\nSlug: more\n\nBy hand.\n"


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that were read."""
    read: list[str] = []
    capture: Callable[[Path], Capture] = importing.capture

    def noted(path: Path) -> Capture:
        read.append(path.name)
        return capture(path)

    monkeypatch.setattr(importing, "capture", noted)
    return read


@pytest.fixture
def two(house: House) -> House:
    """A keeper's folder with two live blogs, imported an hour ago."""
    house.document(FIRE)
    house.document(FLOOD, "flood.txt")
    house.run()
    house.settle()
    return house


def test_nothing_is_read_where_nothing_changed(two: House, read_again: list[str]) -> None:
    assert [(report.updates, report.changed) for report in two.run()] == [(3, 0), (3, 0)]
    assert read_again == []
    assert Imports.of(two.content).reports() == two.run()


@pytest.mark.parametrize(
    "change",
    [
        lambda house: house.document(FIRE.replace("before noon", "before night")),
        lambda house: house.document(FIRE, toml='title = "Fire!"\n'),
        lambda house: house.edit(OUT, "last flames", "very last flames"),
        lambda house: (house.folder / OUT).unlink(),
        lambda house: (house.folder / "0004-more.md").write_text(MORE, "utf-8"),
    ],
    ids=["document", "facts", "article", "no article", "another article"],
)
def test_only_the_live_blog_that_changed_is_read_again(
    two: House, read_again: list[str], change: Callable[[House], object]
) -> None:
    change(two)
    assert Imports.of(two.content).reports() is None
    two.run()
    assert read_again == ["fire.txt"]


def test_what_was_removed_comes_back(two: House) -> None:
    (two.folder / OUT).unlink()
    two.run()
    assert "The last flames" in two.article(OUT)


def test_what_was_written_just_now_may_change_unseen_and_is_read_again(
    house: House, read_again: list[str]
) -> None:
    house.document(FIRE)
    house.run()
    house.run()
    assert read_again == ["fire.txt", "fire.txt"]


def test_a_note_is_repeated_as_long_as_it_holds(two: House) -> None:
    two.edit(OUT, "last flames", "very last flames")
    two.document(FIRE.replace("last flames", "last of the flames"))
    two.run()
    two.settle()
    assert "edited by hand" in notes(Imports.of(two.content).reports() or [])


def test_another_version_reads_all_again(
    two: House, read_again: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterlive.cache.imports.version_of", lambda _settings: "another")
    two.run()
    assert read_again == ["fire.txt", "flood.txt"]
