"""Drawings that stand in a page itself, `<svg>`, as files of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from lxml import etree

from afterlive.svg import ATTRIBUTES, ELEMENTS, SVG

if TYPE_CHECKING:
    from lxml.etree import _Element as Node
    from lxml.html import HtmlElement

SHAPES = frozenset("path rect circle ellipse line polyline polygon".split())  # noqa: SIM905 — read best as one text
STYLED = frozenset(("fill", "stroke", "style"))
CASED = {name.lower(): name for name in (*ELEMENTS, *ATTRIBUTES)}
"""Names as SVG writes them; a parser of HTML has them in small letters."""


def is_drawing(element: HtmlElement) -> bool:
    """Tell whether an `<svg>` has words in it or is what a figure shows; signs and icons aren't."""
    around = [outer.tag for outer in element.iterancestors()]
    if element.get("aria-hidden") == "true" or not {"a", "button", "header", "nav"}.isdisjoint(around):
        return False
    has_words = any("".join(text.itertext()).strip() for text in element.iter("text"))
    return has_words or "figure" in around


def address_of(element: HtmlElement) -> str:
    """Return a drawing as an address that holds all of it, `data:image/svg+xml,…`."""
    root = _copied(element)
    return f"data:image/svg+xml,{quote(etree.tostring(root, encoding='unicode'))}"


def title_of(element: HtmlElement) -> str:
    """Return what a drawing calls itself; nothing if it doesn't."""
    return next(("".join(title.itertext()) for title in element.iter("title")), "")


def is_styled(element: HtmlElement) -> bool:
    """Tell whether a drawing says how all of it looks; what the page's stylesheet colours would be black."""
    if next(element.iter("style"), None) is not None:
        return True
    shapes = [each for each in element.iter() if each.tag in SHAPES]
    return bool(shapes) and not any(
        "class" in shape.attrib
        and STYLED.isdisjoint(name for outer in _up(shape, element) for name in outer.attrib)
        for shape in shapes
    )


def _up(shape: HtmlElement, root: HtmlElement) -> list[HtmlElement]:
    """Return a shape and what is around it in its drawing."""
    outer = [shape]
    while outer[-1] is not root and (parent := outer[-1].getparent()) is not None:
        outer.append(parent)
    return outer


def _copied(element: HtmlElement) -> Node:
    """Return an element of SVG with what is in it, in the case and the namespace of SVG."""
    node = etree.Element(SVG + CASED.get(element.tag, element.tag), nsmap={None: SVG.strip("{}")})  # type: ignore[dict-item]  # the stubs lack None
    for written, value in element.attrib.items():
        name = written.removeprefix("xlink:")
        if name in CASED or name == "href":
            node.set(CASED.get(name, name), value)
    node.text = element.text
    for inner in element:
        if inner.tag in CASED:
            copy = _copied(inner)
            copy.tail = inner.tail
            node.append(copy)
    return node
