"""HTML that is nothing but paragraphs of bare text, read without a parser: most updates of exports are."""

from __future__ import annotations

import re
from html import unescape

from afterlive.reading.source.html_lines import INVISIBLE

_PARAGRAPH = r"<p>(?P<text>(?:[^<&]|&(?:amp|lt|gt|quot|nbsp|#39);)*+)</p>"
_PARAGRAPHS = re.compile(rf"(?:\s*+{_PARAGRAPH.replace('?P<text>', '?:')})++\s*+")
_TEXT = re.compile(_PARAGRAPH)


def paragraphs_of(html: str) -> list[str] | None:
    """Return the text of each paragraph that shows something; None where there is more than paragraphs."""
    if not _PARAGRAPHS.fullmatch(html) or INVISIBLE.search(html):
        return None
    texts = (" ".join(unescape(match["text"]).split()) for match in _TEXT.finditer(html))
    return [text for text in texts if text]
