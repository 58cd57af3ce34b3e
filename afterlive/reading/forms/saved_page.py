"""Saved web pages: the page's own structure, with what its data adds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.reading.rules import html_page as pages
from afterlive.reading.source import page_data
from afterlive.reading.source.html_blocks import address
from afterlive.reading.source.images import Images, beside
from afterlive.reading.source.page_source import PageSource
from afterlive.reading.source.provenance import ARCHIVE, REPLAYED, provenance_of, unwrap
from afterlive.reading.steps import data_match, web_page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from afterlive.model import Facts, LiveBlog
    from afterlive.reading.source.document import Document

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
    return read_html(document.text, PageSource(document.path, facts, Images(beside(document.path))))


def read_html(html: str, source: PageSource) -> LiveBlog:
    """Read a page from its HTML."""
    page = pages.page(html)
    told = source.provenance if source.provenance.url else provenance_of(html, page.root)
    if told.tool == ARCHIVE or REPLAYED.match(page_data.read(page.root).url or ""):
        unwrap(page.root)
    data = page_data.read(page.root)
    data = replace(data, updates=data_match.believed(data.updates), url=data.url or told.url)
    url = source.facts.source or told.url or data.url
    return web_page.read(page, data, replace(source, provenance=told, base=_base(page.root, url)))


def _base(root: HtmlElement, url: str | None) -> str | None:
    own = next((element.get("href") for element in root.iter("base") if element.get("href")), None)
    return address(own, url) or url
