"""A live blog, a document or an update gets another name, and every address that it had leads to it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from keeping import FIRE, House, notes, titles
from lxml import html

from afterlive import archive
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Here = Callable[[Mapping[str, str]], Path]

PAGES = ("index", "2024-03-03", "ferries-are-cancelled", "smoke-over-the-town", "the-fire-is-out")
GROWN = FIRE + "09:30 GMT\nFire reported\nThe alarm was raised at half past nine.\n"


def live_blogs(house: House) -> list[str]:
    return sorted(path.parent.name for path in house.content.glob("*/0000-lead.md"))


def leads_to(page: Path) -> str:
    (content,) = html.fromstring(page.read_bytes()).xpath("//meta[@http-equiv='refresh']/@content")
    return str(content).removeprefix("0; url=")


def test_every_address_of_a_renamed_live_blog_leads_to_where_it_is_now(fire: House, build_here: Here) -> None:
    archive.rename(fire.content, "fire", "blaze", list)
    archive.rename(fire.content, "blaze", "harbour", list)
    output = build_here({})
    for folder in ("fire", "blaze"):
        found = {page.stem: leads_to(page) for page in (output / folder).glob("*.html")}
        assert found == {name: f"../harbour/{name}.html" for name in PAGES}
    assert list(archive.unpublished(fire.content, output, list)) == []
    assert fire.missing() == []


def test_a_renamed_live_blog_stays_one_when_it_is_imported_again(house: House) -> None:
    house.document(FIRE, toml='# ours\nslug = "fire"\n')
    house.document(FIRE.replace("10:40", "10:41"), "later.txt", 'live_blog = "fire"\n')
    house.run()
    archive.rename(house.content, "fire", "blaze", list)
    before = house.files()
    assert notes(house.run()) == ""
    assert (live_blogs(house), house.files()) == (["blaze"], before)
    assert (house.root / "documents/fire.toml").read_text() == '# ours\nslug = "blaze"\n'
    assert (house.root / "documents/later.toml").read_text() == 'live_blog = "blaze"\n'


def test_a_live_blog_without_documents_is_renamed(fire: House, build_here: Here) -> None:
    (fire.root / "documents/fire.txt").unlink()
    (fire.folder / "permalinks.txt").unlink()
    archive.rename(fire.content, "fire", "blaze", list)
    assert leads_to(build_here({}) / "fire/index.html") == "../blaze/index.html"


def test_links_of_other_articles_follow_a_renamed_live_blog(fire: House) -> None:
    fire.document(FIRE, "flood.txt")
    fire.run()
    smoke = fire.content / "flood/0001-smoke-over-the-town.md"
    smoke.write_text(smoke.read_text() + "\n[The fire]({filename}../fire/0000-lead.md)\n")
    archive.rename(fire.content, "fire", "blaze", list)
    assert "({filename}../blaze/0000-lead.md)" in smoke.read_text()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("flood", "blaze", "there is no live blog flood in .*; there are fire, storm"),
        ("fire", "storm", "storm is the address of another live blog"),
        ("fire", "gale", "gale is the address of another live blog, storm"),
        ("fire", "search", "search can't be an address"),
        ("fire", "A fire", "A fire can't be an address"),
        ("fire", "", " can't be an address"),
        ("../elsewhere/content/fire", "blaze", "there is no live blog ../elsewhere/content/fire"),
        ("fire/", "blaze", "there is no live blog fire/"),
    ],
)
def test_a_name_that_can_not_be_had_is_refused_and_nothing_changes(
    fire: House, old: str, new: str, problem: str
) -> None:
    fire.document(FIRE.replace("The fire", "The storm"), "gale.txt")
    fire.run()
    archive.rename(fire.content, "gale", "storm", list)
    shutil.copytree(fire.content, fire.root / "elsewhere" / "content")
    before = fire.files()
    with pytest.raises(DocumentError, match=problem):
        archive.rename(fire.content, old, new, list)
    assert fire.files() == before


def test_a_name_that_a_live_blog_had_is_given_back_to_it(fire: House, build_here: Here) -> None:
    archive.rename(fire.content, "fire", "blaze", list)
    archive.rename(fire.content, "blaze", "fire", list)
    assert "Formerly: blaze/\n" in fire.article("0000-lead.md")
    assert leads_to(build_here({}) / "blaze/index.html") == "../fire/index.html"


def test_a_folder_that_was_renamed_by_hand_is_known_again(fire: House) -> None:
    fire.folder.rename(fire.content / "blaze")
    assert notes(fire.run()) == "its folder was called fire: the addresses that it had lead here"
    assert live_blogs(fire) == ["blaze"]
    assert "Formerly: fire/\n" in (fire.content / "blaze/0000-lead.md").read_text()
    assert notes(fire.run()) == ""


def test_a_build_that_would_lose_the_address_of_a_folder_fails(fire: House, build_here: Here) -> None:
    fire.folder.rename(fire.content / "blaze")
    with pytest.raises(
        DocumentError, match=r"^fire/index.html was a permalink .* `Formerly: fire/` into its lead"
    ):
        build_here({})


def test_a_capture_that_names_a_live_blog_by_its_former_name_joins_it(fire: House) -> None:
    archive.rename(fire.content, "fire", "blaze", list)
    fire.document(GROWN, "later.txt", 'live_blog = "fire"\n')
    fire.run()
    assert live_blogs(fire) == ["blaze"]


def test_a_slug_that_changed_in_the_toml_makes_no_second_live_blog(fire: House) -> None:
    fire.document(FIRE, toml='slug = "blaze"\n')
    assert notes(fire.run()) == (
        'fire.toml says slug = "blaze", and it stays fire: its addresses move by afterlive rename fire blaze'
    )
    assert live_blogs(fire) == ["fire"]


@pytest.mark.parametrize("text", [FIRE, GROWN])
def test_a_document_that_was_renamed_is_known_by_what_it_says(fire: House, text: str) -> None:
    (fire.root / "documents/fire.txt").unlink()
    fire.document(text, "2024-03-03-blaze.txt")
    assert "documents/2024-03-03-blaze.txt was renamed" in notes(fire.run())
    assert live_blogs(fire) == ["fire"]
    assert fire.missing() == []


def test_another_document_in_place_of_one_that_is_gone_is_another_live_blog(fire: House) -> None:
    (fire.root / "documents/fire.txt").unlink()
    fire.document(
        "Storm\n2024-04-01\nIt blows.\n10:00 GMT\nA roof is gone\nThe school has none.\n", "storm.txt"
    )
    fire.run()
    assert live_blogs(fire) == ["fire", "storm"]
    assert titles(fire) == ["Smoke over the town", "Ferries are cancelled", "The fire is out"]


@pytest.fixture
def two(fire: House) -> House:
    """A house with the harbour fire and a storm."""
    fire.document(
        "Storm\n2024-03-03\nIt blows.\n11:00 GMT\nA roof is gone\nThe school has none.\n"
        "09:00 GMT\nWaves are high\nSix metres were measured.\n",
        "storm.txt",
    )
    fire.run()
    return fire


def storm(house: House) -> list[str]:
    return [path.name for path in sorted((house.content / "storm").glob("0*.md"))]


def test_an_update_moves_to_where_its_time_belongs_and_its_address_leads_there(
    two: House, build_here: Here
) -> None:
    assert archive.move(two.content, "fire/ferries-are-cancelled", "storm", list) == (
        "storm/ferries-are-cancelled.html"
    )
    assert storm(two)[1:] == [
        "0001-waves-are-high.md",
        "0002-ferries-are-cancelled.md",
        "0003-a-roof-is-gone.md",
    ]
    assert titles(two) == ["Smoke over the town", "The fire is out"]
    output = build_here({})
    assert leads_to(output / "fire/ferries-are-cancelled.html") == "../storm/ferries-are-cancelled.html"
    assert list(archive.unpublished(two.content, output, list)) == []
    assert two.missing() == []


def test_an_update_that_was_moved_follows_its_document_and_does_not_come_back(two: House) -> None:
    archive.move(two.content, "fire/ferries-are-cancelled", "storm", list)
    before = two.files()
    assert notes(two.run()) == ""
    assert two.files() == before
    two.document(GROWN.replace("before noon", "before three"))
    assert notes(two.run()) == ""
    assert titles(two) == ["Fire reported", "Smoke over the town", "The fire is out"]
    assert "before three" in (two.content / "storm/0002-ferries-are-cancelled.md").read_text()
    assert two.missing() == []


def test_an_update_that_was_moved_follows_its_document_while_its_new_live_blog_grows(two: House) -> None:
    archive.move(two.content, "fire/ferries-are-cancelled", "storm", list)
    two.document(FIRE.replace("before noon", "before three"))
    storm_text = (two.root / "documents/storm.txt").read_text()
    two.document(storm_text + "08:00 GMT\nA warning\nThe coast was warned.\n", "storm.txt")
    two.run()
    assert storm(two)[1:] == [
        "0001-a-warning.md",
        "0002-waves-are-high.md",
        "0003-ferries-are-cancelled.md",
        "0004-a-roof-is-gone.md",
    ]
    assert "before three" in (two.content / "storm/0003-ferries-are-cancelled.md").read_text()
    assert two.missing() == []
    assert [report.changed for report in two.run()] == [0, 0]


def test_the_address_of_an_update_that_was_moved_is_not_given_away(two: House) -> None:
    archive.move(two.content, "fire/ferries-are-cancelled", "storm", list)
    two.document(
        FIRE.replace("10:40 GMT", "12:00 GMT\nFerries are cancelled\nThe night boats, too.\n10:40 GMT")
    )
    two.run()
    assert (two.folder / "0003-ferries-are-cancelled-2.md").exists()


def test_an_update_moves_back(two: House, build_here: Here) -> None:
    archive.move(two.content, "fire/ferries-are-cancelled", "storm", list)
    archive.move(two.content, "storm/ferries-are-cancelled", "fire", list)
    assert titles(two) == ["Smoke over the town", "Ferries are cancelled", "The fire is out"]
    assert "Formerly: storm/ferries-are-cancelled\n" in two.article("0002-ferries-are-cancelled.md")
    output = build_here({})
    assert leads_to(output / "storm/ferries-are-cancelled.html") == "../fire/ferries-are-cancelled.html"
    assert two.missing() == []


def test_an_update_that_moves_keeps_its_addresses_in_folders_of_other_names(
    two: House, build_here: Here
) -> None:
    archive.rename(two.content, "fire", "blaze", list)
    archive.move(two.content, "blaze/ferries-are-cancelled", "storm", list)
    archive.rename(two.content, "storm", "gale", list)
    output = build_here({})
    for folder in ("fire", "blaze", "storm"):
        page = output / folder / "ferries-are-cancelled.html"
        assert leads_to(page) == "../gale/ferries-are-cancelled.html"
    assert list(archive.unpublished(two.content, output, list)) == []


def test_an_update_that_was_moved_can_be_taken_down(two: House) -> None:
    archive.move(two.content, "fire/ferries-are-cancelled", "storm", list)
    archive.remove(two.content, "storm/ferries-are-cancelled", "At the port's request.", list)
    assert [name for name, data in two.files().items() if b"erries" in data or "ferries" in name] == []
    assert notes(two.run()) == ""
    assert two.missing() == []


@pytest.mark.parametrize("other", ["fire", "flood"])
def test_an_update_moves_to_another_live_blog_only(two: House, other: str) -> None:
    before = two.files()
    with pytest.raises(DocumentError, match=f"{other} is no other live blog"):
        archive.move(two.content, "fire/ferries-are-cancelled", other, list)
    assert two.files() == before


@pytest.mark.parametrize("fact", ["Publisher: The Courier", "Licence: CC BY 4.0", "Rights: (c) The Courier"])
def test_an_update_moves_nowhere_where_it_would_be_credited_wrongly(two: House, fact: str) -> None:
    lead = two.content / "storm/0000-lead.md"
    lead.write_text(lead.read_text("utf-8").replace("Date:", f"{fact}\nDate:", 1), "utf-8")
    before = two.files()
    with pytest.raises(DocumentError, match=f"differ in {fact.partition(':')[0]}"):
        archive.move(two.content, "fire/ferries-are-cancelled", "storm", list)
    assert two.files() == before


def test_an_update_moves_nowhere_where_another_has_its_id(two: House) -> None:
    for name in ("fire/*ferries-are-cancelled.md", "storm/0001-*.md"):
        (file,) = two.content.glob(name)
        file.write_text(file.read_text("utf-8").replace("Date:", "Id: p0\nDate:", 1), "utf-8")
    with pytest.raises(DocumentError, match="has the same id, p0"):
        archive.move(two.content, "fire/ferries-are-cancelled", "storm", list)
