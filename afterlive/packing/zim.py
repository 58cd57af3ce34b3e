"""The site as one .zim for Kiwix, with an index of titles and one of all words."""

from __future__ import annotations

import datetime as dt
import hashlib
import mmap
import os
import re
import sys
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

from babel.core import get_global
from libzim.writer import Creator, Hint, IndexData, Item, StringProvider

from afterlive.atomic import appearing
from afterlive.errors import DocumentError
from afterlive.packing.built_site import BuiltSite, contents, media_type, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import html

    from afterlive.progress import Track

# What only a web server has a use for.
_FOR_SERVERS = frozenset({"404.html", "offline.html", "sw.js", "manifest.webmanifest", "sitemap.xml"})
_ICON = "theme/icon-48.png"
# As much as Kiwix shows of a title and a description.
_TITLE, _DESCRIPTION = 30, 80
# Bytes of a page's title: one without words is a single term of the index, which takes no more than 245.
_OF_A_PAGE = 200
# Babel has two codes of three letters for some languages; these are ISO 639-2's for libraries.
_OF_LIBRARIES = "alb arm baq bur chi cze dut fre geo ger gre ice mac mao may per rum slo tib wel".split()  # noqa: SIM905 - it reads better

_OWN_WORDS = "//main//text()[not(ancestor::nav or ancestor::figure or ancestor::article[@id])]"


class _ZimText(IndexData):  # type: ignore[misc]  # libzim is an extra, and so untyped to us
    """What of a page is found by its words."""

    def __init__(self, path: str, page: html.HtmlElement) -> None:
        super().__init__()
        self.title: str = page.xpath("string(//h1)")
        # Home, topics and streams repeat what is found on the page of its own.
        repeats = path == "index.html" or path.startswith("topics/")
        words = [] if repeats else page.xpath(_OWN_WORDS)
        self.words = " ".join(" ".join(words).split())

    def has_indexdata(self) -> bool:
        return bool(self.words)

    def get_title(self) -> str:
        return self.title

    def get_content(self) -> str:
        return self.words

    def get_keywords(self) -> str:
        return ""

    def get_wordcount(self) -> int:
        return len(self.words.split())

    def get_geoposition(self) -> None:
        return None


class _File(Item):  # type: ignore[misc]
    """A file of the site."""

    def __init__(self, path: str, data: bytes) -> None:
        super().__init__()
        self.path, self.data = path, data
        is_page = path.endswith(".html")
        self.text = _ZimText(path, parse(data)) if is_page else None
        self.get_indexdata = (lambda: self.text) if is_page else None

    def get_path(self) -> str:
        return self.path

    def get_title(self) -> str:
        title = self.text.title if self.text else self.path
        return title.encode()[:_OF_A_PAGE].decode(errors="ignore")

    def get_mimetype(self) -> str:
        return media_type(self.path)

    def get_contentprovider(self) -> StringProvider:
        return StringProvider(self.data)

    def get_hints(self) -> dict[Hint, bool]:
        return {Hint.FRONT_ARTICLE: self.text is not None}


def pack_zim(site: BuiltSite, dist: Path, track: Track) -> Iterator[Path]:
    """Write the whole site into one file; raises DocumentError where libzim fails, OSError."""
    file = dist / f"{site.slug}.zim"
    with appearing(file) as temporary:
        try:
            with _silence():
                identity = _write(site, temporary, track)
        except RuntimeError as error:
            raise DocumentError(f"libzim can't write {file}, perhaps for want of space: {error}") from None
        _identify(temporary, identity)
    yield file


def _write(site: BuiltSite, file: Path, track: Track) -> bytes:
    """Write the site into a file, and return a digest of it."""
    digest = hashlib.sha256()
    files = [path for path in site.files if path not in _FOR_SERVERS and not path.endswith("/offline.json")]
    languages = _languages(site)
    # One worker, since several would put the files in an order of chance.
    creator = Creator(file).config_indexing(True, languages[0]).config_nbworkers(1)  # noqa: FBT003 - libzim's way
    with creator.set_mainpath("index.html"):
        creator.add_illustration(48, site.read(_ICON))
        for name, value in _metadata(site, languages):
            creator.add_metadata(name, value)
        for path, data in contents(site, files, track):
            digest.update(path.encode() + data)
            creator.add_item(_File(path, data))
    return digest.digest()


@contextmanager
def _silence() -> Iterator[None]:
    """Keep what libzim has to say while it writes from standard output."""
    sys.stdout.flush()
    stdout = os.dup(1)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(stdout, 1)
        os.close(stdout)


def _identify(file: Path, identity: bytes) -> None:
    """Give the file and its two indexes an identity made of what they hold, in place of a random one.

    Offsets are those of https://wiki.openzim.org/wiki/ZIM_file_format; a Xapian database's own
    stands behind its magic words and two bytes of a version.
    """
    with file.open("r+b") as opened, mmap.mmap(opened.fileno(), 0) as data:
        places = [8, *(match.end() for match in re.finditer(rb"\x0f\x0dXapian Glass..", data, re.DOTALL))]
        for place in places:
            data[place : place + 16] = identity[:16]
        with memoryview(data) as view:
            checksum = hashlib.md5(view[:-16], usedforsecurity=False).digest()
        data[-16:] = checksum


def _metadata(site: BuiltSite, languages: list[str]) -> Iterator[tuple[str, str | dt.date]]:
    """Return what https://wiki.openzim.org/wiki/Metadata asks for."""
    yield "Name", site.slug
    yield "Title", shorten(site.name, _TITLE, placeholder="…")
    yield "Description", shorten(site.description, _DESCRIPTION, placeholder="…")
    yield "Language", ",".join(languages)
    yield "Creator", site.name
    yield "Publisher", site.name
    for day in sorted(day for folder in site.live_blogs for day in site.days(folder))[-1:]:
        yield "Date", dt.date.fromisoformat(day)
    if site.licence:
        yield "License", f"{site.licence} {site.licence_url}".strip()
    yield "Source", site.address
    yield "Scraper", f"Afterlive, libzim {version('libzim')}"


def _languages(site: BuiltSite) -> list[str]:
    """Return the languages of the site in three letters, its own first."""
    own = site.language
    others = (site.page(f"{folder}/index.html").get("lang") for folder in site.live_blogs)
    return list(dict.fromkeys(_three_letters(tag.partition("-")[0].lower()) for tag in (own, *others)))


def _three_letters(language: str) -> str:
    aliases = get_global("language_aliases")
    codes = {code for code, short in aliases.items() if short == language and len(code) == 3}  # noqa: PLR2004 - three letters
    return min(codes.difference(_OF_LIBRARIES), default=language)
