"""What word processors write: .docx and .odt, read as the page that their text makes."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from afterlive.reading.forms import saved_page
from afterlive.reading.rules.html_page import page
from afterlive.reading.source import opendocument, packed, word
from afterlive.reading.source.images import Images
from afterlive.reading.source.page_source import PageSource

if TYPE_CHECKING:
    from afterlive.model import Facts, LiveBlog
    from afterlive.reading.source.document import Document
    from afterlive.reading.source.word import OfficeText

TEXT = re.compile(rb"application/vnd\.oasis\.opendocument\.text(?:-template|-master)?\s*")


def recognises(document: Document) -> bool:
    """Tell whether a document is a text of Word or an OpenDocument."""
    return _is_word(document) or _is_open(document)


def lines(document: Document) -> tuple[str, ...]:
    """Return the visible blocks of text."""
    return page(_text(document).html).lines


def read(document: Document, facts: Facts) -> LiveBlog:
    """Read a text of a word processor, or raise `DocumentError`."""
    text = _text(document)
    live_blog = saved_page.read_html(text.html, PageSource(document.path, facts, Images(text.pictures.get)))
    left = ", ".join(f"{number} {what}" for what, number in sorted(text.left.items()) if number)
    warnings = (f"left in the document, as no text for readers: {left}",) if left else ()
    return replace(live_blog, warnings=(*warnings, *live_blog.warnings))


def _is_word(document: Document) -> bool:
    return any(map(word.MAIN.fullmatch, packed.names(document)))


def _is_open(document: Document) -> bool:
    if not {"mimetype", "content.xml"} <= packed.names(document):
        return False
    return TEXT.fullmatch(packed.files(document).read("mimetype")) is not None


@lru_cache(maxsize=1)
def _text(document: Document) -> OfficeText:
    held = packed.files(document)
    return word.read(held) if _is_word(document) else opendocument.read(held)
