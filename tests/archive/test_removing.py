"""Taking down is taking down: no word of an update is left, its place stays, and nothing brings it back."""

from __future__ import annotations

import json
import subprocess
import zipfile
from typing import TYPE_CHECKING

import pytest
from keeping import FIRE, House, notes, titles

from afterlive import archive
from afterlive.archive.folder import load
from afterlive.errors import DocumentError
from afterlive.packing import pack
from afterlive.reading.forms import json_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FERRIES = "fire/ferries-are-cancelled"
WORDS = ("ferr", "noon", "passenger", "tern")
"""Of the update that is taken down, and of its picture's name."""
WHY = "At the port's request."
PIXEL = b"\x89PNG\r\n\x1a\n" + bytes(40)

PAGE = """\
<html lang="en"><head><title>Fire at the harbour</title>
<meta property="article:published_time" content="2024-03-03T09:00:00+00:00">
<script>window.state = {"text": "No ferry will sail before noon"}</script></head>
<body><h1>Fire at the harbour</h1><p>Two warehouses are burning at the harbour.</p>
<article class="update" id="b3"><time datetime="2024-03-03T10:40:00Z">10:40</time><h2>The fire is out</h2>
<p>The last flames were put out at <b>twenty</b> to eleven.</p></article>
<article class="update" id="ferries"><time datetime="2024-03-03T10:15:00Z">10:15</time>
<h2>Ferries are cancelled</h2><p>No <b>ferry</b> will sail before noon, the port said.</p>
<p>Passengers are asked to stay at home.</p><img src="fire_files/tern.png" alt="A tern"></article>
<article class="update" id="b1"><time datetime="2024-03-03T09:50:00Z">09:50</time><h2>Smoke over the town</h2>
<p>Residents should keep their windows closed.</p><img src="fire_files/smoke.png" alt="Smoke"></article>
</body></html>
"""
ENTRIES = [
    ("The fire is out", "10:40", "The last flames were put out at twenty to eleven."),
    (
        "Ferries are cancelled",
        "10:15",
        "No ferry will sail before noon. Passengers are asked to stay at home.",
    ),
    ("Smoke over the town", "09:50", "Residents should keep their windows closed."),
]
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Fire at the harbour</title><id>urn:fire</id>'
    + "".join(
        f"<entry><title>{title}</title><id>urn:{title}</id><published>2024-03-03T{time}:00Z</published>"
        f"<content>{text}</content></entry>"
        for title, time, text in ENTRIES
    )
    + "</feed>"
)
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Fire at the harbour",
        "items": [
            {
                "id": title,
                "url": f"https://courier.example/{title.replace(' ', '-')}",
                "title": title,
                "content_text": text,
                "date_published": f"2024-03-03T{time}:00Z",
            }
            for title, time, text in ENTRIES
        ],
    }
)
MARKDOWN = "# Fire at the harbour\n\n3 March 2024\n\n" + "".join(
    f"## {time} {title}\n\n{text}\n\n" for title, time, text in ENTRIES
)
DOCUMENTS = {
    "fire.txt": FIRE,
    "fire.html": PAGE,
    "fire.atom": ATOM,
    "fire.json": JSON_FEED,
    "fire.md": MARKDOWN,
}


def take_down(house: House, name: str = FERRIES, *, keep_address: bool = False) -> archive.Removal:
    return archive.remove(house.content, name, WHY, list, keep_address=keep_address)


def everything(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the path of each file below a folder with its text; of a package, what is packed."""
    for path in sorted(path for path in root.rglob("*") if path.is_file() and ".git" not in path.parts):
        name = str(path.relative_to(root))
        if path.suffix in {".zip", ".epub"}:
            with zipfile.ZipFile(path) as packed:
                yield from (
                    (f"{name}/{each}", packed.read(each).decode("utf-8", "replace"))
                    for each in packed.namelist()
                )
        else:
            yield name, path.read_bytes().decode("utf-8", "replace")


def places(root: Path) -> list[str]:
    """Return where words of the update are found, in names of files and in what they hold."""
    return [
        f"{name}: {word}"
        for name, text in everything(root)
        if not name.startswith("output/theme/") and "/theme/" not in name
        for word in WORDS
        if word in name.casefold() or word in text.casefold()
    ]


def test_a_page_with_a_drawing_lets_another_of_its_updates_go(house: House) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120" width="300" height="120" role="img">'
        "<title>Wind</title>" + "<rect width='40' height='50'/><text y='60'>Knots</text>" * 9 + "</svg>"
    )
    house.document(PAGE.replace('<img src="fire_files/smoke.png" alt="Smoke">', svg), "fire.html")
    house.run()
    drawing = {path.name: path.read_bytes() for path in (house.folder / "images").iterdir()}
    assert [name.rpartition(".")[2] for name in drawing] == ["svg"]
    take_down(house)
    assert {path.name: path.read_bytes() for path in (house.folder / "images").iterdir()} == drawing
    assert [(report.changed, report.notes) for report in house.run()] == [(0, [])]


def test_no_name_of_a_picture_that_was_left_out_of_an_update_is_left(house: House) -> None:
    house.document(PAGE.replace('"fire_files/tern.png"', '"https://courier.example/tern.png"'), "fire.html")
    (house.root / "documents/fire.toml").write_text('drop = [{ picture = "tern.png" }]\n')
    house.run()
    take_down(house)
    assert places(house.root) == []
    assert house.missing() == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_word_of_an_update_is_left_in_any_form_of_document(house: House, name: str) -> None:
    house.document(DOCUMENTS[name], name)
    if name == "fire.html":
        for picture in ("tern", "smoke"):
            (house.root / "documents/fire_files").mkdir(exist_ok=True)
            (house.root / f"documents/fire_files/{picture}.png").write_bytes(PIXEL + picture.encode())
    house.run()
    before = {article.title: article for article in load(house.folder).values()}
    slug = before["Ferries are cancelled"].metadata["Slug"]
    take_down(house, f"fire/{slug}")
    assert places(house.root) == []
    after = {article.title: article for article in load(house.folder).values()}
    removed = after.pop("")
    assert removed.metadata["Removed"] == WHY
    assert removed.metadata["Date"] == before.pop("Ferries are cancelled").metadata["Date"]
    assert {title: (each.text, each.digest) for title, each in after.items()} == {
        title: (each.text, each.digest) for title, each in before.items()
    }
    assert not any(each.is_edited for each in after.values())
    assert house.missing() == []
    assert [(report.changed, report.notes) for report in house.run()] == [(0, [])]
    assert f"\nTaken down: {WHY}\n" in json_lines.dump_text(archive.liveblog(house.folder))


def test_no_word_is_left_when_the_site_is_built_and_packed_again(
    fire: House, build_here: Callable[[dict[str, str]], Path]
) -> None:
    def build() -> None:
        output = build_here({})
        list(pack(output, fire.root / "dist", ["zip", "html", "epub"], list))

    fire.edit("0002-ferries-are-cancelled.md", "Kind:", "Tags: Ferries\nKey: yes\nKind:")
    build()
    assert places(fire.root)
    take_down(fire)
    build()
    assert places(fire.root) == []
    page = (fire.root / "output/fire/taken-down.html").read_text("utf-8")
    assert "At the port's request." in page.replace("&#39;", "'")


def test_no_package_is_left_under_a_name_that_a_live_blog_had(
    fire: House, build_here: Callable[[dict[str, str]], Path]
) -> None:
    for live_blog in ("fire", "blaze"):
        output = build_here({})
        list(pack(output, fire.root / "dist", ["zip", "html", "epub"], list))
        assert (fire.root / f"dist/{live_blog}.html").exists()
        if live_blog == "fire":
            archive.rename(fire.content, "fire", "blaze", list)
            take_down(fire, "blaze/ferries-are-cancelled")
    assert places(fire.root) == []


def test_a_text_keeps_all_other_lines_and_says_why_these_are_gone(fire: House) -> None:
    take_down(fire)
    lines = (fire.root / "documents/fire.txt").read_text("utf-8").split("\n")
    mark = f"[Taken down from this archive: {WHY}]"
    assert lines == [*FIRE.split("\n")[:6], mark, "", "", "", *FIRE.split("\n")[10:]]
    assert fire.article("0000-lead.md").count(f"taken down: {WHY}") == 1
    assert f'"reason": "taken down: {WHY}"' in fire.article("dropped.jsonl")


def test_a_text_that_would_be_read_otherwise_becomes_json_lines(fire: House) -> None:
    smoke = fire.article("0001-smoke-over-the-town.md").partition("Document:")[0]
    for slug in ("ferries-are-cancelled", "the-fire-is-out"):
        take_down(fire, f"fire/{slug}")
    # One stamp alone is no pattern.
    assert [path.name for path in (fire.root / "documents").iterdir()] == ["fire.jsonl"]
    assert fire.article("0001-smoke-over-the-town.md").partition("Document:")[0] == smoke
    assert titles(fire) == ["Smoke over the town", "", ""]
    assert fire.missing() == []


def test_what_repeats_the_update_goes_with_it(house: House) -> None:
    house.document(FIRE.replace("2024-03-03\n", "2024-03-03\nKey events\n- Ferries are cancelled\n"))
    house.run()
    take_down(house)
    assert places(house.root) == []


def test_a_toml_no_longer_names_lines_of_it(house: House) -> None:
    toml = (
        'title = "Fire"\nheadlines = ["Ferries are cancelled", "The fire is out"]\n'
        'key = [{ line = "09:50 GMT", after = "Passengers are asked to stay at home." }]\n'
        '[tags]\nsea = ["Ferries are cancelled"]\n'
    )
    house.document(FIRE, toml=toml)
    house.run()
    take_down(house)
    assert places(house.root) == []
    assert house.missing() == []
    assert "Key: yes" in house.article("0001-smoke-over-the-town.md")
    assert notes(house.run()) == ""


def test_a_document_that_grew_does_not_bring_it_back(fire: House) -> None:
    take_down(fire)
    first = "09:30 GMT\nFire reported\nThe alarm was raised at half past nine.\n"
    fire.document(FIRE.replace("before noon", "before three") + first)
    assert "was taken down, and stays so; the document has it again" in notes(fire.run())
    assert titles(fire) == ["Fire reported", "Smoke over the town", "", "The fire is out"]
    assert "noon" not in fire.article("0003-taken-down.md")
    take_down(fire)
    assert places(fire.root) == []
    assert titles(fire) == ["Fire reported", "Smoke over the town", "", "The fire is out"]
    assert fire.missing() == []


def test_an_update_with_the_same_headline_at_another_time_is_another(fire: House) -> None:
    take_down(fire)
    fire.document(
        FIRE.replace("10:40 GMT", "12:00 GMT\nFerries are cancelled\nThe night boats, too.\n10:40 GMT")
    )
    fire.run()
    assert titles(fire)[-1] == "Ferries are cancelled"


def test_the_address_without_its_words_is_kept_by_its_digest(fire: House) -> None:
    removal = take_down(fire)
    assert removal.former == ("fire/ferries-are-cancelled.html",)
    assert fire.article("permalinks.txt").split() == [
        "241d11faa35f6da8f8b8",
        "fire/",
        "smoke-over-the-town",
        "taken-down",
        "the-fire-is-out",
    ]


def test_the_address_stays_where_the_keeper_says_so(fire: House) -> None:
    removal = take_down(fire, keep_address=True)
    assert (removal.page, removal.former) == ("fire/ferries-are-cancelled.html", ())
    assert f"Removed: {WHY}" in fire.article("0002-ferries-are-cancelled.md")


def test_an_edited_update_goes_with_the_words_that_its_document_has(fire: House) -> None:
    fire.edit("0002-ferries-are-cancelled.md", "Title: Ferries are", "Title: The ferry is")
    take_down(fire, "fire/0002-ferries-are-cancelled.md")
    assert places(fire.root) == []


def test_each_capture_of_the_live_blog_loses_it(house: House) -> None:
    house.document(FIRE)
    house.document(FIRE.replace("asked to stay", "told to stay"), "later.txt", 'live_blog = "fire"\n')
    house.run()
    take_down(house)
    assert places(house.root) == []
    assert house.missing() == []


def test_other_places_that_say_the_same_are_named(house: House) -> None:
    house.document(FIRE.replace("windows closed.", "windows closed. Passengers are asked to stay at home."))
    house.run()
    removal = take_down(house)
    assert removal.left == (
        f"{house.content}/fire/0001-smoke-over-the-town.md, line 11",
        f"{house.root}/documents/fire.txt, line 13",
    )


def test_the_only_update_of_a_document_is_not_taken_out_of_it(house: House) -> None:
    house.document(FIRE[FIRE.index("10:15") : FIRE.index("09:50")], "2024-03-03-fire.txt")
    house.run()
    before = house.files()
    with pytest.raises(DocumentError, match="holds no other update: delete it"):
        take_down(house, "2024-03-03-fire/ferries-are-cancelled")
    assert house.files() == before


@pytest.mark.parametrize(
    ("name", "why", "problem"),
    [
        ("fire", WHY, "name an update by"),
        ("flood/ferries-are-cancelled", WHY, "name an update by"),
        ("fire/../fire/ferries-are-cancelled", WHY, "name an update by"),
        ("../content/fire/ferries-are-cancelled", WHY, "name an update by"),
        ("fire/trains-are-cancelled", WHY, "has no update trains-are-cancelled"),
        (FERRIES, " ", "say why"),
    ],
)
def test_what_cannot_be_taken_down_is_said_and_nothing_changes(
    fire: House, name: str, why: str, problem: str
) -> None:
    before = fire.files()
    with pytest.raises(DocumentError, match=problem):
        archive.remove(fire.content, name, why, list)
    assert fire.files() == before


def test_taking_down_twice_is_said(fire: House) -> None:
    take_down(fire)
    with pytest.raises(DocumentError, match=r"is taken down already: At the port's request\."):
        take_down(fire)


def test_all_versions_that_git_has_of_it_are_listed_and_none_that_is_used_now(fire: House) -> None:
    def git(*arguments: str) -> str:
        told = ["git", "-c", "user.name=K", "-c", "user.email=k@example.org", *arguments]
        done = subprocess.run(told, cwd=fire.root, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
        return done.stdout

    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Import")
    old = git(
        "rev-parse", "HEAD:documents/fire.txt", "HEAD:content/fire/0002-ferries-are-cancelled.md"
    ).split()
    assert take_down(fire).history == 4
    listed = (fire.root / ".cache/taken-down").read_text("utf-8").split()
    assert set(old) < set(listed)
    now = git("hash-object", *(str(path) for path in fire.folder.glob("*.*")), "documents/fire.txt").split()
    assert not set(now) & set(listed)
