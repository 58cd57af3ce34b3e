"""Pictures, cards and embeds that stand in no line, as a keeper leaves them out in the `.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from web_archives import png

from afterlive import archive
from afterlive.archive.folder import load
from afterlive.cli import main
from afterlive.errors import DocumentError
from afterlive.model import Facts
from afterlive.reading import RepeatedRead
from afterlive.reading.forms import json_lines

if TYPE_CHECKING:
    from keeping import House

ADVERT = "https://ads.example/2024/banner.jpg?size=2"
HALL = "https://courier.example/hall.jpg"
FILM = "https://www.youtube.com/watch?v=fire2024"
NEWER = """<article id="b{0}"><time datetime="2024-03-03T11:{0}:00Z">11:{0}</time>
<h2>News {0} of the fire</h2><p>It rained at {0} past.</p><img src="https://courier.example/{0}/banner-{0}.jpg"></article>
"""
PAGE = f"""<!doctype html><html lang="en"><title>Fire at the harbour</title><body><h1>Fire at the harbour</h1>
<p>Two warehouses are burning at the harbour.</p>
<figure><img src="{HALL}"></figure>
<article id="b1"><time datetime="2024-03-03T10:40:00Z">10:40</time><h2>The fire is out</h2>
<p>The last flames were put out.</p><img src="fire_files/quay.png" alt="The quay">
<p>She thanked the crews.</p><img src="{ADVERT}"><iframe src="{FILM}"></iframe></article>
<article id="b2"><time datetime="2024-03-03T10:15:00Z">10:15</time><h2>Ferries are cancelled</h2>
<img src="{ADVERT}"><p>No ferry will sail before noon.</p></article></body></html>
"""


@pytest.fixture
def page(house: House) -> House:
    path = house.document(PAGE, "fire.html")
    (path.parent / "fire_files").mkdir()
    (path.parent / "fire_files/quay.png").write_bytes(png(1))
    return house


def _shown(house: House) -> list[str]:
    live_blog = archive.read(house.root / "documents/fire.html")
    parts = [live_blog.lead, *(update.blocks for update in live_blog.updates)]
    return [block.text for blocks in parts for block in blocks if block.lines is None]


def _left_out(house: House) -> list[tuple[str, str]]:
    dropped = archive.read(house.root / "documents/fire.html").dropped
    return [(each.text, each.reason) for each in dropped if not each.line]


def test_what_stands_in_no_line_is_told_with_its_place(page: House) -> None:
    path = page.root / "documents/fire.html"
    lines = RepeatedRead(path).lines(Facts())
    assert [
        (each.words, each.kind, each.position, lines[each.above - 1])
        for each in RepeatedRead(path).pictures(Facts())
    ] == [
        ("hall.jpg", "embed", 0, "Two warehouses are burning at the harbour."),
        ("The quay", "picture", 2, "The last flames were put out."),
        ("banner.jpg", "embed", 2, "She thanked the crews."),
        (FILM, "embed", 2, "She thanked the crews."),
        ("banner.jpg", "embed", 1, "Ferries are cancelled"),
    ]


@pytest.mark.parametrize("name", [ADVERT, "banner.jpg"])
def test_a_picture_is_left_out_wherever_it_is_shown_and_nothing_is_lost(page: House, name: str) -> None:
    page.document(PAGE, "fire.html", f'drop = [{{ picture = "{name}", why = "an advert" }}]\n')
    assert _shown(page) == [HALL, "The quay", FILM]
    assert _left_out(page) == [(ADVERT, "an advert")] * 2
    page.run()
    assert page.missing() == []
    assert "banner" not in "".join(article.text for article in load(page.folder).values())


def test_the_file_of_a_picture_that_is_left_out_is_not_kept_and_comes_with_it(page: House) -> None:
    (picture,) = archive.read(page.root / "documents/fire.html").assets
    toml = page.root / "documents/fire.toml"
    toml.write_text(f'drop = [{{ picture = "{picture.name}" }}]\n')
    page.run()
    assert not (page.folder / "images").exists()
    assert _left_out(page) == [(picture.name, "left out by the keeper")]
    assert page.missing() == []
    toml.unlink()
    page.run()
    assert (page.folder / "images" / picture.name).exists()
    assert page.missing() == []


def test_a_picture_stays_left_out_when_the_document_grows(page: House) -> None:
    before = _shown(page)
    newer = "".join(NEWER.format(minute) for minute in range(59, 49, -1))
    toml = f'drop = [{{ picture = "{ADVERT}" }}]\n'
    page.document(PAGE.replace('<article id="b1">', f'{newer}<article id="b1">'), "fire.html", toml)
    shown = _shown(page)
    assert [text for text in shown if text in before] == [HALL, "The quay", FILM]
    assert len(shown) == 3 + 10
    assert _left_out(page) == [(ADVERT, "left out by the keeper")] * 2


def test_a_name_of_no_picture_is_told_with_the_nearest(page: House) -> None:
    page.document(PAGE, "fire.html", 'drop = [{ picture = "baner.jpg" }]\n')
    (warning,) = (
        each for each in archive.read(page.root / "documents/fire.html").warnings if "baner" in each
    )
    assert warning == (
        f"drop names a picture that is not in the document: “baner.jpg”; the nearest is “{ADVERT}”"
    )


def test_an_update_that_is_nothing_but_a_picture_goes_with_it(house: House) -> None:
    only = '<article id="b3"><time datetime="2024-03-03T10:50:00Z"></time><img src="{0}"></article>'
    text = PAGE.replace(
        '<article id="b1">', only.format("https://courier.example/x.jpg") + '<article id="b1">'
    )
    path = house.document(text, "fire.html")
    assert len(archive.read(path).updates) == 3
    house.document(text, "fire.html", 'drop = [{ picture = "x.jpg" }]\n')
    assert len(archive.read(path).updates) == 2
    house.run()
    assert house.missing() == []


def test_a_dry_run_shows_the_pictures_that_are_left_out(
    page: House, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ('picture = "banner.jpg"', 'line = "She thanked the crews."')
    drop = ", ".join(f'{{ {name}, why = "an advert" }}' for name in names)
    path = page.document(PAGE, "fire.html", f"drop = [{drop}]\n")
    assert main(["import", str(path), "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "  left out, an advert: 1 line, 2 pictures\n" in shown
    assert f"        picture: {ADVERT}\n" in shown


def test_an_export_says_which_pictures_are_left_out(page: House) -> None:
    path = page.document(PAGE, "fire.html", 'drop = [{ picture = "banner.jpg" }]\n')
    exported = page.document(json_lines.dump_jsonl(archive.read(path)), "again.jsonl")
    assert archive.read(exported).dropped == archive.read(path).dropped
    page.run()
    assert page.missing() == []


def test_only_drop_names_pictures(page: House) -> None:
    page.document(PAGE, "fire.html", 'starts = [{ picture = "banner.jpg" }]\n')
    with pytest.raises(DocumentError, match="starts must be"):
        archive.read(page.root / "documents/fire.html")
