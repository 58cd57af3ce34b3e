"""Every line of a document is in exactly one article, in order, or dropped with a reason."""

import pytest
from keeping import FIRE, House

from afterlive import archive
from afterlive.archive.article_file import dump, parse

SMOKE = "0001-smoke-over-the-town.md"
FERRIES = "0002-ferries-are-cancelled.md"


def reimported(text: str) -> str:
    """Return an article as importing would have written it, were its text the document's."""
    article = parse(text)
    return dump(article.having(Digest=article.digest))


def test_nothing_is_lost_by_importing(fire: House) -> None:
    (proof,) = archive.verify(fire.content, list)
    assert (proof.document, proof.lines, proof.missing, proof.edited) == ("documents/fire.txt", 13, (), ())


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("Passengers are asked to stay at home.", "", "line 10 is not as"),
        ("asked to stay", "told to stay", "line 10 is not as"),
        ("before noon", "before  noon, they think", "line 9 is not as"),
        ("Title: Ferries", "Title: All ferries", "line 8 is not as"),
        ("Stamp: 10:15 GMT\n", "", "line 7 is not as"),
        ("#L7-L10", "#L7-L9", "line 10 is in no article: Passengers are asked"),
        ("#L7-L10", "#L7-L11", "line 11 is in 2 articles"),
    ],
)
def test_a_line_that_an_article_lost_is_found(fire: House, old: str, new: str, problem: str) -> None:
    fire.edit(FERRIES, old, new)
    (fire.folder / FERRIES).write_text(reimported(fire.article(FERRIES)))
    assert any(line.startswith(problem) for line in fire.missing())


def test_the_title_of_a_page_that_the_keeper_calls_otherwise_is_dropped(house: House) -> None:
    page = "<main><h1>Fire at the port</h1>" + "".join(
        f"<article><time datetime='2024-03-03T1{hour}:00Z'>1{hour}:00</time><p>Report {hour}.</p></article>"
        for hour in (2, 1, 0)
    )
    house.document(
        f"<!doctype html><html><body>{page}</main></body></html>", "fire.html", 'title = "Fire!"\n'
    )
    house.run()
    assert house.missing() == []
    assert "Title: Fire!" in house.article("0000-lead.md")
    assert "the keeper gives another title" in (house.folder / "dropped.jsonl").read_text()


def test_paragraphs_in_another_order_are_found(fire: House) -> None:
    head, first, second = fire.article(FERRIES).strip().split("\n\n")
    (fire.folder / FERRIES).write_text(reimported(f"{head}\n\n{second}\n\n{first}\n"))
    assert fire.missing()


def test_a_missing_article_is_found(fire: House) -> None:
    (fire.folder / FERRIES).unlink()
    assert [line.split(":")[0] for line in fire.missing()] == [
        f"line {number} is in no article" for number in (7, 8, 9, 10)
    ]


def test_a_line_that_was_dropped_without_record_is_found(fire: House) -> None:
    (fire.folder / "dropped.jsonl").write_text("")
    assert fire.missing() == ["line 2 is in no article: 2024-03-03"]


def test_a_document_that_changed_or_was_not_imported_is_found(fire: House) -> None:
    fire.document(FIRE.replace("noon", "three"))
    fire.document(FIRE, "other.txt")
    assert fire.missing() == [
        "changed since it was imported: run afterlive import",
        "not imported yet: run afterlive import",
    ]


def test_articles_edited_by_hand_are_listed_and_no_failure(fire: House) -> None:
    fire.edit(FERRIES, "before noon", "before three")
    (proof,) = archive.verify(fire.content, list)
    assert (proof.missing, proof.edited) == ((), (FERRIES,))
