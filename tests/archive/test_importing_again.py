"""A document is imported again: what nobody edited follows it, and what the keeper wrote stays."""

import pytest
from keeping import FIRE, House, notes, titles

SMOKE = "0001-smoke-over-the-town.md"
FERRIES = "0002-ferries-are-cancelled.md"
OUT = "0003-the-fire-is-out.md"


def test_importing_again_changes_nothing(fire: House) -> None:
    before = fire.files()
    assert [report.changed for report in fire.run()] == [0]
    assert fire.files() == before


def test_articles_that_nobody_edited_follow_the_document(fire: House) -> None:
    fire.document(FIRE.replace("before noon", "before three"))
    assert notes(fire.run()) == ""
    assert "before three" in fire.article(FERRIES)


@pytest.mark.parametrize(
    "grown",
    [
        FIRE.replace("Ferries are cancelled", "All ferries cancelled until noon"),
        FIRE.replace("10:15 GMT\nFerries are cancelled", "10:20 GMT\nAll ferries cancelled until noon"),
    ],
    ids=["at the same minute", "at another"],
)
def test_an_update_whose_headline_was_corrected_is_the_same(fire: House, grown: str) -> None:
    fire.document(grown)
    assert notes(fire.run()) == ""
    assert titles(fire) == ["Smoke over the town", "All ferries cancelled until noon", "The fire is out"]
    assert "Slug: ferries-are-cancelled\n" in fire.article(FERRIES)


def test_updates_of_the_same_few_words_are_told_apart_by_their_times(fire: House) -> None:
    goals = "".join(f"11:{minute} GMT\nGoal {minute}\nIt is in!\n" for minute in (50, 40))
    fire.document(FIRE.replace("10:40 GMT", f"{goals}10:40 GMT"))
    fire.run()
    more = goals.replace("Goal 40", "A goal").replace("11:50 GMT\nGoal 50", "11:55 GMT\nGoal 55")
    fire.document(FIRE.replace("10:40 GMT", f"{more}10:40 GMT"))
    fire.run()
    assert titles(fire)[3:] == ["A goal", "Goal 50", "Goal 55"]


def test_a_live_blog_keeps_its_language_where_its_document_tells_none_any_more(house: House) -> None:
    german = FIRE.replace("Two warehouses are burning at the harbour.", "Am Hafen brennen zwei Lagerhäuser.")
    house.document(german, toml='date = 2024-03-03\nlanguage = "de"')
    house.run()
    house.document("Fire\n10:40 GMT\nXxx\nYyy zzz.\n10:15 GMT\nQqq\nWww rrr.\n", toml="date = 2024-03-03")
    house.run()
    assert "Lang: de\n" in house.article("0000-lead.md")
    assert [report.changed for report in house.run()] == [0]


def test_tags_key_and_slug_are_the_keepers(fire: House) -> None:
    fire.edit(FERRIES, "Slug: ferries-are-cancelled", "Slug: ferries\nTags: sea\nKey: yes")
    fire.document(FIRE.replace("before noon", "before three"))
    assert notes(fire.run()) == ""
    article = fire.article("0002-ferries.md")
    assert "Slug: ferries\n" in article
    assert "Tags: sea\nKey: yes\n" in article
    assert "before three" in article
    assert not (fire.folder / FERRIES).exists()


def test_a_slug_that_another_version_made_stays_even_where_the_text_was_edited(fire: House) -> None:
    fire.edit(FERRIES, "Slug: ferries-are-cancelled", "Slug: ps5-ferries-are-canceled")
    fire.edit(FERRIES, "before noon", "before one")
    fire.document(FIRE.replace("Passengers are", "All are"))
    assert "edited by hand; it stays as edited" in notes(fire.run())
    assert titles(fire) == ["Smoke over the town", "Ferries are cancelled", "The fire is out"]
    assert (fire.folder / "0002-ps5-ferries-are-canceled.md").exists()


def test_every_permalink_is_recorded_for_ever(fire: House) -> None:
    assert fire.article("permalinks.txt").split() == [
        "ferries-are-cancelled",
        "fire/",
        "smoke-over-the-town",
        "the-fire-is-out",
    ]
    fire.edit(FERRIES, "Slug: ferries-are-cancelled", "Slug: ferries\nFormerly: ferries-are-cancelled")
    fire.run()
    assert fire.article("permalinks.txt").split() == [
        "ferries",
        "ferries-are-cancelled",
        "fire/",
        "smoke-over-the-town",
        "the-fire-is-out",
    ]


def test_an_edited_article_stays_and_is_reported_when_the_document_changes(fire: House) -> None:
    fire.edit(FERRIES, "Title: Ferries", "Title: All ferries")
    edited = fire.article(FERRIES)
    assert notes(fire.run()) == ""
    fire.document(FIRE.replace("before noon", "before three"))
    assert f"{FERRIES}: changed in the document, but edited by hand" in notes(fire.run())
    assert fire.article(FERRIES) == edited


def test_newer_updates_come_behind_and_older_ones_renumber(fire: House) -> None:
    fire.edit(FERRIES, "Title: Ferries", "Title: All ferries")
    first = "09:30 GMT\nFire reported\nThe alarm was raised at half past nine.\n"
    last = "11:30 GMT\nFerries sail again\nThe first ferry has left.\n"
    fire.document(FIRE.replace("10:40 GMT", last + "10:40 GMT") + first)
    fire.run()
    assert titles(fire) == [
        "Fire reported",
        "Smoke over the town",
        "All ferries are cancelled",
        "The fire is out",
        "Ferries sail again",
    ]
    assert (fire.folder / "0003-ferries-are-cancelled.md").exists()
    assert "Position: 3\n" in fire.article("0003-ferries-are-cancelled.md")
    assert not (fire.folder / FERRIES).exists()
    assert fire.missing() == []


def test_an_update_that_left_the_document_stays_and_is_reported(fire: House) -> None:
    cut = FIRE.index("10:15 GMT"), FIRE.index("09:50 GMT")
    fire.document(FIRE[: cut[0]] + FIRE[cut[1] :])
    assert f"{FERRIES}: no longer in the document; it stays" in notes(fire.run())
    assert titles(fire)[1] == "Ferries are cancelled"
    assert fire.missing() == []


def test_an_update_taken_down_on_purpose_stays_taken_down(fire: House) -> None:
    text = fire.article(FERRIES)
    (fire.folder / FERRIES).write_text(text.split("\n\n")[0] + "\nRemoved: at the port's request\n")
    fire.document(FIRE.replace("before noon", "before three"))
    assert notes(fire.run()) == ""
    assert "Removed: at the port's request" in fire.article(FERRIES)
    assert "noon" not in fire.article(FERRIES)
    assert fire.missing() == []


def test_an_update_that_the_keeper_wrote_is_left_alone(fire: House) -> None:
    own = "Title: A word of the keeper\nDate: 2024-03-04\nSlug: a-word\nKind: update\nPosition: 4\n\nHello.\n"
    (fire.folder / "0004-a-word.md").write_text(own)
    assert notes(fire.run()) == ""
    assert fire.article("0004-a-word.md") == own


def test_a_renamed_document_stays_the_document_of_its_live_blog(fire: House) -> None:
    before = [path.name for path in sorted(fire.folder.iterdir())]
    documents = fire.root / "documents"
    for path in sorted(documents.iterdir()):
        path.rename(path.with_name(f"harbour{path.suffix}"))
    assert "documents/harbour.txt was renamed" in notes(fire.run())
    assert [path.name for path in sorted(fire.folder.iterdir())] == before
    assert [path.name for path in fire.content.iterdir() if path.is_dir()] == ["fire"]
    assert fire.missing() == []
    assert "renamed" not in notes(fire.run())
