"""Pull quotes of a page: words set apart in large type. Articles have them as quotes in bold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afterlive.reading.source.html_inline import around

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from afterlive.reading.source.html_lines import HtmlLine

PULLED = re.compile(r"pull[-_]?quote", re.IGNORECASE)
"""Names of elements that hold a pull quote; `doc-pullquote` is its role in ARIA."""
SPEAKERS = frozenset({"cite", "figcaption", "footer"})
"""Elements of a quote that say whose words it has."""


def holds_one(element: HtmlElement) -> bool:
    """Tell whether an element holds a pull quote."""
    return bool(PULLED.search(f"{element.get('class', '')} {element.get('role', '')}"))


def is_speaker(line: HtmlLine, within: HtmlElement | None) -> bool:
    """Tell whether a line of a pull quote says whose words it has."""
    elements = (run.element for run in line.runs if run.element is not None)
    return all(any(outer.tag in SPEAKERS for outer in around(each, within)) for each in elements)
