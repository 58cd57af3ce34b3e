"""What content/ holds is on the site that was built from it."""

import pytest
from keeping import House

from afterlive import archive

PAGE = "<!doctype html><title>{title}</title><article id={slug}><h1>{title}</h1><p>{text}</p></article>"
UPDATES = {
    "smoke-over-the-town": (
        "Smoke over the town",
        "Residents should keep their <a href=x>windows</a> closed.",
    ),
    "ferries-are-cancelled": (
        "Ferries are cancelled",
        "No ferry will sail before noon, the port said.<p>Passengers are asked to stay at home.",
    ),
    "the-fire-is-out": ("The fire is out", "The last flames were put out at twenty to eleven."),
}
LEAD = ("Fire at the harbour", "Two warehouses are burning at the harbour.")


@pytest.fixture
def built(fire: House) -> House:
    """A house with a site, as simple as can be."""
    site = fire.root / "output" / "fire"
    site.mkdir(parents=True)
    pages = {slug: PAGE.format(slug=slug, title=title, text=text) for slug, (title, text) in UPDATES.items()}
    for slug, page in pages.items():
        (site / f"{slug}.html").write_text(page)
    stream = PAGE.format(slug="lead", title=LEAD[0], text=LEAD[1]) + "".join(pages.values())
    (site / "index.html").write_text(stream)
    texts = fire.root / "output" / "search" / "texts" / "fire"
    texts.mkdir(parents=True)
    (texts / "0.js").write_text(repr([f"fire/{slug}.html" for slug in ("index", *UPDATES)]).replace("'", '"'))
    return fire


def missing(house: House) -> list[str]:
    return list(archive.unpublished(house.content, house.root / "output", list))


def test_a_site_that_has_everything_lacks_nothing(built: House) -> None:
    assert missing(built) == []


def test_a_table_is_shown_by_its_cells(built: House) -> None:
    article = next(built.folder.glob("*-the-fire-is-out.md"))
    article.write_text(
        article.read_text() + "\n| Ward | Votes |\n| --- | --- |\n| North | |\n| | 12 · 13 |\n"
    )
    page = built.root / "output/fire/the-fire-is-out.html"
    assert missing(built) == ["fire: 1 page changed since the site was built"]
    table = "<table><tr><th>Ward<th>Votes<tr><td>North<td><tr><td><td>12 · 13</table></article>"
    page.write_text(page.read_text().replace("</article>", table))
    assert missing(built) == []
    page.write_text(page.read_text().replace("North", "South"))
    assert missing(built) == ["fire/the-fire-is-out.html does not have all of the words of its article"]


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        (
            "fire/the-fire-is-out.html",
            "last flames",
            "flames",
            "does not have all of the words of its article",
        ),
        ("fire/the-fire-is-out.html", "The fire is out", "", "does not have all of the words of its article"),
        ("fire/index.html", "id=the-fire-is-out", "", "is in no part of the stream"),
        ("search/texts/fire/0.js", "fire/the-fire-is-out.html", "", "is not in the index of the search"),
    ],
)
def test_what_a_site_lacks_is_named(built: House, file: str, old: str, new: str, problem: str) -> None:
    path = built.root / "output" / file
    path.write_text(path.read_text().replace(old, new))
    assert missing(built) == [f"fire/the-fire-is-out.html {problem}"]


def test_a_permalink_without_a_page_is_named(built: House) -> None:
    with (built.folder / "permalinks.txt").open("a") as permalinks:
        permalinks.write("smoke\n")
    assert missing(built) == ["fire/smoke.html was a permalink and has no page any more"]


def test_of_pages_that_wait_for_a_build_only_the_number_is_said(built: House) -> None:
    archive.rename(built.content, "fire", "blaze", list)
    assert missing(built) == ["blaze: 4 pages changed since the site was built"]


def test_a_page_that_is_older_than_its_article_waits_for_a_build(built: House) -> None:
    article = next(built.folder.glob("*the-fire-is-out.md"))
    article.write_text(article.read_text().replace("put out", "put out at last"))
    assert missing(built) == ["fire: 1 page changed since the site was built"]
