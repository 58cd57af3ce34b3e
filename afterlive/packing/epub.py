"""A live blog as an e-book: EPUB 3.3, https://www.w3.org/TR/epub-33/. The same site makes the same bytes."""

from __future__ import annotations

import uuid
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from afterlive.atomic import appearing
from afterlive.direction import direction_of
from afterlive.packing.built_site import media_type
from afterlive.packing.epub_chapters import TITLE_PAGE, Book
from afterlive.packing.zip import packed_file
from afterlive.site.show.phrases import Phrasebook, words_for
from afterlive.site.site_settings import own_theme

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lxml.html import HtmlElement

    from afterlive.packing.built_site import BuiltSite
    from afterlive.packing.epub_chapters import Chapter
    from afterlive.progress import Track

_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
_CONTAINER = f"""\
{_XML}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_ON_TITLE_PAGE = (
    "//header[@class='title']//p[@class='facts'] | //div[@class='lead text'] | //p[@class='provenance']"
)


class _Facts(NamedTuple):
    """What a book says about itself."""

    title: str
    language: str
    contents: str
    """What the language calls a table of contents."""
    dublin_core: list[tuple[str, str]]
    """Elements of https://www.dublincore.org/specifications/dublin-core/dces/, each with its text."""
    modified: str


def pack_epubs(site: BuiltSite, dist: Path, track: Track) -> Iterator[Path]:
    """Write each live blog as an e-book; raises OSError."""
    for live_blog in track(site.live_blogs):
        file = dist / f"{live_blog}.epub"
        with appearing(file) as temporary, ZipFile(temporary, "w") as packed:
            for path, data in _contents(Book(site, live_blog)):
                packed.writestr(packed_file(path), data, ZIP_DEFLATED if packed.filelist else ZIP_STORED, 9)
        yield file


def _contents(book: Book) -> Iterator[tuple[str, bytes]]:
    """Return the files of a book, each with its path: first its type, by which it is known.

    Of chapters that are returned nothing but their names and times is held.
    """
    page = book.site.page(f"{book.live_blog}/index.html")
    language = page.get("lang", "en")
    yield "mimetype", b"application/epub+zip"
    yield "META-INF/container.xml", _CONTAINER.encode()
    yield "book/style.css", files("afterlive.packing").joinpath("epub.css").read_bytes()
    chapters: list[Chapter] = []
    for each in book.chapters():
        document = _document(f"{each.day} {each.hour}", _chapter(each), language)
        yield f"book/{each.name}", document.encode()
        chapters.append(each._replace(body=""))
    facts = _facts(page, book, chapters)
    navigation = _document(facts.contents, _navigation(facts, chapters), language)
    title_page = _document(facts.title, _title_page(page, book, facts), language)
    yield "book/nav.xhtml", navigation.encode()
    yield f"book/{TITLE_PAGE}", title_page.encode()
    documents = ["nav.xhtml", TITLE_PAGE, *(each.name for each in chapters)]
    yield "book/package.opf", _package(facts, documents, book).encode()
    for path, name in book.pictures.items():
        yield f"book/{name}", book.site.read(path)


def _facts(page: HtmlElement, book: Book, chapters: list[Chapter]) -> _Facts:
    def told(name: str) -> list[str]:
        return [str(each) for each in page.xpath(f"//meta[@name='{name}' or @property='{name}']/@content")]

    site, language = book.site, page.get("lang", "en")
    began = told("article:published_time")[0]
    unnamed = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{site.name}/{book.live_blog}')}"
    title = " ".join(page.xpath("string(//h1)").split())
    several = {"creator": told("author"), "date": [began]} | {
        name: told(f"dcterms.{name}") for name in ("publisher", "source", "rights")
    }
    return _Facts(
        title=title,
        language=language,
        contents=words_for(language, Phrasebook(own_theme() / "words"))["contents"],
        dublin_core=[
            ("identifier", f"{site.address}{book.live_blog}/index.html" if site.address else unnamed),
            ("title", title),
            ("language", language),
            *((name, text) for name, texts in several.items() for text in texts),
        ],
        modified=max((chapter.latest for chapter in chapters), default=f"{began}T00:00:00Z"),
    )


def _package(facts: _Facts, documents: list[str], book: Book) -> str:
    names = {"identifier": ' id="id"'}
    elements = [
        f"<dc:{name}{names.get(name, '')}>{escape(text)}</dc:{name}>" for name, text in facts.dublin_core
    ]
    accessible = {
        "accessMode": ["textual", *(["visual"] if book.pictures else [])],
        "accessModeSufficient": ["textual"],
        "accessibilityFeature": ["structuralNavigation", "tableOfContents"],
        "accessibilityHazard": ["none"],
    }
    elements += [f'<meta property="dcterms:modified">{facts.modified}</meta>']
    elements += [
        f'<meta property="schema:{name}">{value}</meta>'
        for name, values in accessible.items()
        for value in values
    ]
    items = [
        f'<item id="f{number}" href="{name}" media-type="{_type(name)}"{_nav(name)}/>'
        for number, name in enumerate([*documents, "style.css", *book.pictures.values()])
    ]
    spine = [f'<itemref idref="f{number}"/>' for number, name in enumerate(documents) if not _nav(name)]
    direction = direction_of(facts.language)
    lines = "\n".join(
        [
            "<metadata>",
            *elements,
            "</metadata>\n<manifest>",
            *items,
            f'</manifest>\n<spine page-progression-direction="{direction}">',
            *spine,
            "</spine>",
        ]
    )
    return (
        f'{_XML}<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'version="3.0" unique-identifier="id" xml:lang={quoteattr(facts.language)} dir="{direction}">\n'
        f"{lines}\n</package>\n"
    )


def _type(name: str) -> str:
    return "application/xhtml+xml" if name.endswith(".xhtml") else media_type(name)


def _nav(name: str) -> str:
    return ' properties="nav"' if name == "nav.xhtml" else ""


def _navigation(facts: _Facts, chapters: list[Chapter]) -> str:
    """Return the table of contents: the days, and the hours of each."""
    days = []
    for _, members in groupby(chapters, key=lambda chapter: chapter.name[:10]):
        hours = list(members)
        lines = [
            f'<li><a href="{each.name}">{escape(f"{each.hour} {each.news}".strip())}</a></li>'
            for each in hours
            if each.hour
        ]
        day = f'<a href="{hours[0].name}">{escape(hours[0].day)}</a>'
        days.append(f"<li>{day}{_list(lines) if lines else ''}</li>")
    whole = _list([f'<li><a href="{TITLE_PAGE}">{escape(facts.title)}</a></li>', *days])
    return f'<nav epub:type="toc">\n<h1>{escape(facts.contents)}</h1>\n{whole}\n</nav>'


def _list(lines: list[str]) -> str:
    return "\n".join(["<ol>", *lines, "</ol>"])


def _title_page(page: HtmlElement, book: Book, facts: _Facts) -> str:
    """Return the page with what is known of the whole, the lead, and whose it all is."""
    whose = [
        f'<p class="facts">{escape(text)}</p>'
        for name, text in (*facts.dublin_core, ("name", book.site.name))
        if name in {"rights", "name"} or (name == "identifier" and book.site.address)
    ]
    parts = [f"<h1>{escape(facts.title)}</h1>", *map(book.xhtml, page.xpath(_ON_TITLE_PAGE)), *whose]
    return "\n".join(filter(None, parts))


def _chapter(chapter: Chapter) -> str:
    day, hour = escape(chapter.day), escape(chapter.hour)
    heading = f'<p class="day">{day}</p>\n<h1>{hour}</h1>' if hour else f"<h1>{day}</h1>"
    return f"{heading}\n{chapter.body}"


def _document(title: str, body: str, language: str) -> str:
    lang, direction = quoteattr(language), direction_of(language)
    return (
        f'{_XML}<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops" lang={lang} xml:lang={lang} dir="{direction}">\n'
        f"<head>\n<title>{escape(title.strip())}</title>\n"
        '<link rel="stylesheet" href="style.css"/>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )
