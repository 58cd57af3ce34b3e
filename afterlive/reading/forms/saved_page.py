"""Saved web pages: the page's own structure, with what its data adds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.reading.rules import html_page as pages
from afterlive.reading.rules import page_structure
from afterlive.reading.source import page_data
from afterlive.reading.source.html_blocks import address
from afterlive.reading.source.images import Images, beside
from afterlive.reading.source.page_source import PageSource
from afterlive.reading.steps import data_match, html_as_text, html_fields
from afterlive.reading.steps.html_live_blog import live_blog, with_facts
from afterlive.reading.steps.html_repeats import without_repeats
from afterlive.reading.steps.html_surroundings import surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from afterlive.model import Facts, LiveBlog
    from afterlive.reading.rules.html_page import HtmlPage
    from afterlive.reading.rules.page_structure import Region
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
    return read_html(document.text, PageSource(document.path, facts, Images(beside(document.path))))


def read_html(html: str, capture: PageSource) -> LiveBlog:
    """Read a page from its HTML."""
    page = pages.page(html)
    data = page_data.read(page.root)
    data = replace(data, updates=data_match.believed(data.updates))
    url = capture.facts.source or data.url or capture.base
    return read_page(page, data, replace(capture, base=_base(page.root, url)))


def read_page(page: HtmlPage, data: Linked, capture: PageSource) -> LiveBlog:
    """Read a page, and find where its updates are."""
    regions = page_structure.regions(page, data)
    if regions or data.updates:
        return read_regions(page, regions, data, capture)
    around = surroundings(page, (), data.title)
    date = capture.facts.date or around.date or (data.published.date() if data.published else None)
    known = replace(capture.facts, date=date, language=capture.facts.language or data.language)
    return with_facts(html_as_text.read(page, known, capture), data, capture.facts)


def read_regions(page: HtmlPage, regions: Sequence[Region], data: Linked, capture: PageSource) -> LiveBlog:
    """Read a page whose updates are where `regions` says."""
    around = surroundings(page, regions, data.title)
    drafts, repeated = without_repeats(page, html_fields.drafts(page, regions))
    around = around._replace(dropped=(*around.dropped, *repeated))
    return live_blog(drafts, around, data, capture)


def _base(root: HtmlElement, url: str | None) -> str | None:
    own = next((element.get("href") for element in root.iter("base") if element.get("href")), None)
    return address(own, url) or url
