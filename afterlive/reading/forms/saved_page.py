"""Saved web pages: the page's own structure, with what its data adds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.addresses import leads
from afterlive.model import Facts
from afterlive.reading.rules import html_page as pages
from afterlive.reading.source import html_media, page_data
from afterlive.reading.source.fetched_pictures import fetched_for
from afterlive.reading.source.html_blocks import address
from afterlive.reading.source.images import Images, beside
from afterlive.reading.source.page_source import PageSource
from afterlive.reading.source.provenance import ARCHIVE, REPLAYED, noted_in, provenance_of, unwrap
from afterlive.reading.source.saved_elements import restore_frames
from afterlive.reading.source.web_archive import absolute
from afterlive.reading.steps import data_match, web_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from afterlive.model import LiveBlog
    from afterlive.reading.rules.html_page import HtmlPage
    from afterlive.reading.source.document import Document
    from afterlive.reading.source.page_data import Linked

IS_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|main|article|section|div|p)\b",
    re.IGNORECASE | re.DOTALL,
)
OPENING = 5000
"""Characters that tell whether a document is HTML."""


def recognises(document: Document) -> bool:
    """Tell whether a document is HTML."""
    return IS_HTML.match(document.text[:OPENING]) is not None


def lines(document: Document) -> tuple[str, ...]:
    """Return the visible blocks of text."""
    return pages.page(document.text).lines


def read(document: Document, facts: Facts) -> LiveBlog:
    """Read a saved page, or raise `DocumentError`."""
    with fetched_for(document.path) as fetched:
        return read_html(document.text, _source(document, facts, fetched))


def wanted(document: Document) -> list[list[str]]:
    """Return the addresses of each picture that a saved page lacks. Raises `DocumentError`."""
    with fetched_for(document.path) as fetched:
        return wanted_of(document.text, _source(document, Facts(anyway=True), fetched))


def _source(document: Document, facts: Facts, fetched: Callable[[str], bytes | None] | None) -> PageSource:
    load = beside(document.path)

    def origin(name: str) -> str | None:
        page = load(name) if html_media.SAVED.match(name) else None
        noted = noted_in(page[:OPENING].decode(errors="replace")) if page else None
        return noted and noted.url

    return PageSource(document.path, facts, Images(load), fetched=fetched, origin=origin)


def read_html(html: str, source: PageSource) -> LiveBlog:
    """Read a page from its HTML."""
    return _read(*_opened(html, source))


def wanted_of(html: str, source: PageSource) -> list[list[str]]:
    """Return, for each picture that a live blog lacks, the addresses where it may be found."""
    asked: set[str] = set()
    there = source.fetched

    def note(url: str) -> bytes | None:
        asked.add(url)
        return there(url) if there else None

    page, data, source = _opened(html, replace(source, fetched=note))
    _read(page, data, source)
    missing = {url for url in asked if not (there and there(url)) and leads(url).where == "web"}
    found: dict[str, list[str]] = {}
    for element in page.root.iter():
        if html_media.is_picture(element) and not html_media.is_icon(element):
            urls = [absolute(each, source.base or "") for each in html_media.shown(element)]
            if urls and missing.issuperset(urls):
                found.setdefault(urls[0], urls)
    return list(found.values())


def _opened(html: str, source: PageSource) -> tuple[HtmlPage, Linked, PageSource]:
    """Return a page, what it says of itself in data, and where it comes from."""
    page = pages.page(html)
    restore_frames(page.root, source.origin)
    told = source.provenance if source.provenance.url else provenance_of(html, page.root)
    if told.tool == ARCHIVE or REPLAYED.match(page_data.read(page.root).url or ""):
        unwrap(page.root)
    data = page_data.read(page.root)
    data = replace(data, updates=data_match.believed(data.updates), url=data.url or told.url)
    base = _base(page.root, source.facts.source or told.url or data.url)
    return page, data, replace(source, provenance=told, base=base)


def _read(page: HtmlPage, data: Linked, source: PageSource) -> LiveBlog:
    images, fetched = source.images, source.fetched
    images.expect(html_media.captioned(page.root))
    if fetched:
        images.also(lambda address: fetched(absolute(address, source.base or "")))
    return web_page.read(page, data, source)


def _base(root: HtmlElement, url: str | None) -> str | None:
    own = next((element.get("href") for element in root.iter("base") if element.get("href")), None)
    return address(own, url) or url
