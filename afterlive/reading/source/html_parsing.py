"""Make a tree of HTML, unless it is too much for one."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import lxml.html
from lxml import etree

from afterlive.errors import DocumentError
from afterlive.reading.source.document import MAX_IN_PAGE, check_length

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

MAX_DEPTH = 256
"""How deep elements may nest; browsers go to 512, publishers to about 60."""
MAX_ATTRIBUTES = 1000
"""Of one element; making the tree compares each with each."""
MAX_ELEMENTS = 200_000
"""Of a page; the longest live blogs have about 50,000."""
STEP = 1_000_000
"""Characters that are measured at once."""
CODE = frozenset({"script", "style"})
"""Elements whose text counts for nothing."""


class _Measure:
    """Count what the parser finds, before a tree is made of it; raise `DocumentError` for too much."""

    def __init__(self) -> None:
        self.elements = self.depth = self.characters = 0
        self.in_code = False

    def start(self, tag: str | bytes, attrib: Mapping[str | bytes, str | bytes]) -> None:
        self.in_code = tag in CODE
        self.elements += 1
        self.depth += 1
        if len(attrib) > MAX_ATTRIBUTES:
            raise DocumentError(f"an element has more than {MAX_ATTRIBUTES} attributes: save the page again")
        if self.elements > MAX_ELEMENTS:
            raise DocumentError(f"more than {MAX_ELEMENTS} elements: save the live blog in several parts")
        if self.depth > MAX_DEPTH:
            raise DocumentError(f"elements are nested more than {MAX_DEPTH} deep: save the page again")

    def end(self, _tag: str | bytes) -> None:
        self.in_code = False
        self.depth -= 1

    def data(self, data: str | bytes) -> None:
        self.characters += 0 if self.in_code else len(data)
        check_length(self.characters, MAX_IN_PAGE)

    def comment(self, text: str | bytes) -> None:
        pass

    def close(self) -> None:
        pass


def _measure(html: str) -> None:
    """Raise `DocumentError` for HTML that is too much to make a tree of."""
    parser = etree.HTMLParser(target=_Measure(), encoding="utf-8", huge_tree=True)
    for begin in range(0, len(html), STEP):
        parser.feed(html[begin : begin + STEP].encode(errors="replace"))
    with suppress(etree.LxmlError):  # nothing in it
        parser.close()


def parse(html: str) -> HtmlElement:
    """Return the root element of a page or of a piece of one, or raise `DocumentError`."""
    _measure(html)
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
        return lxml.html.document_fromstring(html.encode(errors="replace"), parser=parser)
    except etree.ParserError:
        return lxml.html.Element("html")
