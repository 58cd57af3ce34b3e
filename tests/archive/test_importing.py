"""Documents become articles, one import at a time, and one that is interrupted does no harm."""

import contextlib
import datetime as dt
import os
from pathlib import Path

import pytest
from keeping import FIRE, House, titles

from afterlive.archive.importing import LOCK
from afterlive.cache.lock import locked
from afterlive.errors import DocumentError

SMOKE = "0001-smoke-over-the-town.md"
FERRIES = "0002-ferries-are-cancelled.md"
OUT = "0003-the-fire-is-out.md"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no umask")
def test_what_a_keeper_keeps_from_others_stays_kept_from_them(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.document(FIRE)
    before = os.umask(0o077)
    try:
        house.run()
    finally:
        os.umask(before)
    written = [house.content, *house.content.rglob("*")]
    assert [path.name for path in written if path.stat().st_mode & 0o077] == []


def test_a_document_becomes_a_folder_of_articles(fire: House) -> None:
    assert sorted(path.name for path in fire.folder.iterdir()) == [
        "0000-lead.md", SMOKE, FERRIES, OUT, "dropped.jsonl", "permalinks.txt",
    ]  # fmt: skip
    assert fire.article(FERRIES).splitlines() == [
        "Title: Ferries are cancelled",
        "Date: 2024-03-03T10:15+00:00",
        "Slug: ferries-are-cancelled",
        "Kind: update",
        "Position: 2",
        "Precision: minute",
        "Stamp: 10:15 GMT",
        "Document: documents/fire.txt#L7-L10",
        fire.article(FERRIES).splitlines()[8],
        "",
        "No ferry will sail before noon, the port said.",
        "",
        "Passengers are asked to stay at home.",
    ]
    lead = fire.article("0000-lead.md")
    assert "Title: Fire at the harbour\n" in lead
    assert lead.endswith("\n\nTwo warehouses are burning at the harbour.\n")


def test_what_looks_like_markup_stays_text(house: House) -> None:
    house.document(
        FIRE.replace(
            "No ferry will sail before noon, the port said.", "# 1 * <b>No</b> ferry_will_sail &amp; so on."
        )
    )
    house.run()
    assert "\\# 1 \\* &lt;b>No&lt;/b> ferry\\_will\\_sail &amp;amp; so on." in house.article(FERRIES)
    assert house.missing() == []


def test_a_live_blog_without_a_lead_is_imported(house: House) -> None:
    house.document(FIRE[FIRE.index("10:40") :], "2024-03-03-fire.txt")
    house.run()
    house.run()
    assert house.missing() == []


def test_a_stamp_that_touches_a_name_is_accounted_for(house: House) -> None:
    house.document(
        """\
Fire at the harbour, live
3 March 2024
The fire is out
10:40Frances Watkins
The last flames were put out at twenty to eleven.
Ferries are cancelled
10:15Frances Watkins
No ferry will sail before noon, the port said.
Smoke over the town
09:50Pat Doyle
Residents should keep their windows closed.
"""
    )
    house.run()
    assert titles(house) == ["Smoke over the town", "Ferries are cancelled", "The fire is out"]
    assert house.missing() == []


def test_equal_headlines_have_their_own_permalinks(house: House) -> None:
    house.document(FIRE.replace("The fire is out", "Smoke over the town"))
    house.run()
    assert (house.folder / "0003-smoke-over-the-town-2.md").exists()
    before = house.files()
    house.run()
    assert house.files() == before


def test_a_document_from_elsewhere_is_kept_with_what_was_told(
    house: House, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "saved.txt"
    elsewhere.write_text(FIRE)
    house.bring(elsewhere, title="Harbour fire", date=dt.date(2024, 3, 4), slug="harbour-fire")
    assert (house.root / "documents/saved.txt").read_text() == FIRE
    assert (house.root / "documents/saved.toml").read_text() == (
        'title = "Harbour fire"\ndate = 2024-03-04\nslug = "harbour-fire"\n'
    )
    assert (house.content / "harbour-fire/0000-lead.md").exists()
    before = house.files()
    house.run()
    assert house.files() == before


def test_what_is_told_does_not_contradict_the_toml(house: House) -> None:
    path = house.document(FIRE, toml='title = "Fire"\n')
    with pytest.raises(DocumentError, match=r"^fire.toml says title = Fire: change it there$"):
        house.bring(path, title="Smoke")


def test_a_document_of_the_same_name_is_not_overwritten(
    fire: House, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = fire.files()
    other = tmp_path_factory.mktemp("elsewhere") / "fire.txt"
    other.write_text(FIRE.replace("harbour", "station"))
    with pytest.raises(DocumentError, match=r"fire.txt is another document: rename fire.txt$"):
        fire.bring(other)
    assert fire.files() == before


def test_without_any_date_nothing_is_imported(house: House) -> None:
    house.document(FIRE.replace("2024-03-03\n", ""))
    with pytest.raises(
        DocumentError, match=r"fire.txt: nothing says of which day this is: give --date 2025-08-21"
    ):
        house.run()
    assert not house.content.exists()


def test_the_day_may_stand_in_the_files_name(house: House) -> None:
    house.document(FIRE.replace("2024-03-03\n", ""), "2024-03-03-fire.txt")
    house.run()
    assert "Date: 2024-03-03T10:15+00:00" in (house.content / "2024-03-03-fire" / FERRIES).read_text()


def test_a_broken_article_is_named(fire: House) -> None:
    fire.edit(SMOKE, "Position: 1", "Position: first")
    with pytest.raises(DocumentError, match=f"{SMOKE}: Position, Date or the encoding is broken"):
        fire.run()


def test_what_an_interrupted_import_left_is_swept_away(fire: House) -> None:
    (fire.content / ".afterlive-half").mkdir()
    fire.run()
    assert not (fire.content / ".afterlive-half").exists()


def test_two_imports_do_not_write_at_once(fire: House) -> None:
    with (
        locked(fire.content / LOCK, "import", wait=False),
        pytest.raises(DocumentError, match="another import of this archive is running"),
    ):
        fire.run()


@pytest.mark.parametrize("fault", range(4))
def test_an_interrupted_import_is_ended_by_the_next(
    fire: House, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    first = "09:30 GMT\nFire reported\nThe alarm was raised at half past nine.\n"
    fire.document(FIRE + first)
    calls = iter(range(100))
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if next(calls) == fault:
            raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", failing)
        with contextlib.suppress(KeyboardInterrupt):
            fire.run()
    fire.run()
    assert titles(fire) == [
        "Fire reported",
        "Smoke over the town",
        "Ferries are cancelled",
        "The fire is out",
    ]
    assert len(list(fire.folder.glob("*.md"))) == 5
    assert fire.missing() == []


def test_a_document_may_have_spaces_in_its_name(house: House) -> None:
    house.document(FIRE, "2024-03-03 fire at the port.txt")
    house.run()
    assert [(report.changed, report.notes) for report in house.run()] == [(0, [])]
    assert house.missing() == []
