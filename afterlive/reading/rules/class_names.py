"""The words in the names that a page gives its elements."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

AUTHOR = frozenset(
    ["author", "authors", "byline", "contributor", "contributors", "journalist", "reporter", "writer"]
)
"""Words in the names of elements that hold authors."""
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")


def names(element: HtmlElement) -> frozenset[str]:
    """Return the words that an element's class, id and other names are made of: `live-post`, `isKeyEvent`."""
    return frozenset(word.lower() for word in WORD.findall(" ".join(attributes(element))))


def attributes(element: HtmlElement) -> list[str]:
    """Return the names that a page gives an element."""
    kept = (
        "class",
        "id",
        "role",
        "itemprop",
        "rel",
        "data-type",
        "data-component",
        "data-testid",
        "data-block-type",
    )
    return [value for name in kept if (value := element.get(name))]


def make(element: HtmlElement) -> tuple[str, str]:
    """Return what elements of one kind have in common: the tag and the first class."""
    return str(element.tag), next(iter(element.get("class", "").split()), "")
