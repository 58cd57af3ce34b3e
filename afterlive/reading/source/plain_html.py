"""HTML that is nothing but paragraphs of bare text, read without a parser: most updates of exports are."""

from __future__ import annotations

import re
from html import unescape

from afterlive.reading.source.html_lines import INVISIBLE

_TEXT = r"[^<&]*+(?:&(?:amp|lt|gt|quot|nbsp|#39);[^<&]*+)*+"
_PARAGRAPHS = re.compile(rf"(?:\s*+<p>{_TEXT}</p>)++\s*+")
_PARAGRAPH = re.compile(rf"<p>({_TEXT})</p>")


def paragraphs_of(html: str) -> list[str] | None:
    """Return the text of each paragraph that shows something; None where there is more than paragraphs."""
    if not _PARAGRAPHS.fullmatch(html) or INVISIBLE.search(html):
        return None
    texts = (" ".join(unescape(text).split()) for text in _PARAGRAPH.findall(html))
    return [text for text in texts if text]
