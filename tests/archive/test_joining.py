"""Several captures of one live blog become one."""

import pytest
from keeping import FIRE, House, notes, titles

from afterlive.archive.article_file import parse
from afterlive.errors import DocumentError
from afterlive.site.articles.checks import published
from afterlive.site.articles.records import ArticleText, Lead

NO_TEXT = ArticleText("", "")


def test_captures_of_one_live_blog_join(fire: House) -> None:
    older = (
        "Fire at the harbour\n2024-03-03\nTwo warehouses are burning at the harbour.\n"
        "09:50 GMT\nSmoke over the town\nResidents should keep their windows closed.\n"
        "09:30 GMT\nFire reported\nThe alarm was raised at half past nine.\n"
    )
    fire.document(older, "fire-page-2.txt", 'live_blog = "fire"\n')
    fire.run()
    assert titles(fire) == [
        "Fire reported",
        "Smoke over the town",
        "Ferries are cancelled",
        "The fire is out",
    ]
    assert "documents/fire-page-2.txt#" in fire.article("0001-fire-reported.md")
    assert fire.missing() == []
    before = fire.files()
    fire.run()
    assert fire.files() == before


def test_another_text_in_another_capture_is_reported_and_recorded(fire: House) -> None:
    fire.document(
        FIRE.replace("windows closed", "windows and doors closed"), "fire-again.txt", 'live_blog = "fire"\n'
    )
    assert "fire-again.txt has another text of “Smoke over the town”" in notes(fire.run())
    assert "windows and doors closed" in (fire.folder / "dropped.jsonl").read_text()
    assert fire.missing() == []


def test_two_live_blogs_do_not_share_a_folder(fire: House) -> None:
    before = fire.files()
    fire.document(FIRE, "other.txt", 'slug = "fire"\n')
    with pytest.raises(DocumentError, match=r'is another live blog: give --slug NAME; .* live_blog = "fire"'):
        fire.run()
    assert {name: before[name] for name in before} == {name: fire.files()[name] for name in before}


@pytest.mark.parametrize(
    ("pages", "order", "begins"),
    [
        (["1 / 3"], "newest first", False),
        (["3 / 3"], "newest first", True),
        (["1 / 3", "3 / 3"], "newest first", True),
        (["1 / 3", "2 / 3"], "newest first", False),
        (["1 / 3", "2 / 3"], "oldest first", True),
        (["1 / 3", "2 / 3", ""], "newest first", True),
        ([""], "newest first", True),
    ],
)
def test_the_archive_knows_whether_the_page_with_the_beginning_was_captured(
    house: House, pages: list[str], order: str, *, begins: bool
) -> None:
    for number, page in enumerate(pages, 1):
        text = FIRE.replace("The fire is out", f"The fire is out, says {number}") + f"{page}\n"
        toml = f'order = "{order}"\n' + ('live_blog = "fire"\n' if number > 1 else "")
        house.document(text, "fire.txt" if number == 1 else f"page-{number}.txt", toml)
    house.run()
    lead = parse(house.article("0000-lead.md")).metadata
    assert lead.get("Page") == ("\n".join(page.replace("/", "of") for page in pages if page) or None)
    record = published("fire/0000-lead.md", {key.lower(): lead[key] for key in lead}, NO_TEXT, ())
    assert isinstance(record, Lead)
    assert record.begins is begins
