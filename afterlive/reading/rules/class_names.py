"""The words in the names that a page gives its elements."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

AUTHOR = frozenset(
    "author authors byline contributor contributors journalist reporter writer creator username "  # noqa: SIM905 — as one text
    "nickname".split()
)
"""Words in the names of elements that hold authors."""
PICTURE = frozenset(
    ["image", "photo", "picture", "figure", "caption", "credit", "copyright", "photographer", "gallery"]
)
"""Words in the names of elements around pictures."""
AVATAR = frozenset(["avatar", "headshot", "gravatar", "portrait", "mugshot"])
"""Words in the names of pictures of authors."""
LABEL = frozenset(
    ["badge", "label", "tag", "flag", "kicker", "eyebrow", "overline", "pill", "chip", "breaking", "rubric"]
)
"""Words in the names of elements that hold a label beside a headline."""
LEAD = frozenset(
    "lead lede standfirst subtitle subheadline dek deck intro summary vorspann teaser chapo strapline "  # noqa: SIM905 — as one text
    "excerpt subheading entradilla sommario perex ingress".split()
)
"""Words in the names of elements that hold a lead."""
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")


def names(element: HtmlElement) -> frozenset[str]:
    """Return the words that an element's class, id and other names are made of: `live-post`, `isKeyEvent`."""
    return _words(" ".join(attributes(element)))


@lru_cache(maxsize=1024)  # a page has few kinds of elements, and many rules ask of each
def _words(named: str) -> frozenset[str]:
    return frozenset(word.lower() for word in WORD.findall(named))


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
