"""OpenDocument's texts (.odt) as HTML, without what was deleted, hidden or said in comments."""

from __future__ import annotations

import re
from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from lxml import etree

from afterlive.errors import DocumentError
from afterlive.reading.source.word import COMMENTS, DELETED, HIDDEN, OfficeText

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element as Element  # the class has no public name

    from afterlive.reading.source.packed import Packed

LEFT: Mapping[str, str] = {
    "deletion": DELETED,
    "annotation": COMMENTS,
    "hidden-text": HIDDEN,
    "hidden-paragraph": HIDDEN,
}
UNREAD = frozenset({"tracked-changes", "forms", "sequence-decls", "desc", "title", "event-listeners", *LEFT})
"""Elements whose text isn't shown."""
TAGS: Mapping[str, str] = {
    "p": "p",
    "list": "ul",
    "list-item": "li",
    "list-header": "li",
    "table": "table",
    "table-row": "tr",
    "table-cell": "td",
    "note-body": "blockquote",
}
STYLED = frozenset({"p", "span"})
BREAKS: Mapping[str, str] = {"line-break": "<br>", "tab": " ", "s": " "}
EMPHASIS: Mapping[tuple[str, str], str] = {
    ("font-weight", "bold"): "b",
    ("font-style", "italic"): "i",
    ("text-line-through-style", "solid"): "s",
}
UNSEEN = "template"
"""The element of HTML that no reader sees."""
LEVELS = range(1, 7)
LOCKED = re.compile(rb"<(?:\w+:)?encryption-data\b")


def read(packed: Packed) -> OfficeText:
    """Return the text of an OpenDocument, or raise `DocumentError`."""
    if "META-INF/manifest.xml" in packed.names and LOCKED.search(packed.read("META-INF/manifest.xml")):
        raise DocumentError("locked by a password: save it without one")
    root = packed.xml("content.xml")
    body = next((each for each in root.iter("{*}text") if _name(each.getparent()) == "body"), None)
    if body is None:
        raise DocumentError("an OpenDocument that holds no text: open it, and copy its text into a .txt file")
    styles = _styles(root)
    left = Counter(what for each in root.iter(etree.Element) if (what := _left(each, styles)))
    html = "".join(_inner(body, styles))
    named = [name for name in packed.names if name.startswith("Pictures/")]
    pictures = {name: packed.read(name) for name in named if escape(name) in html}
    return OfficeText(f"<html><body>{html}</body></html>", pictures, left)


def _styles(root: Element) -> dict[str, tuple[str, ...]]:
    """Return what styles of text are in HTML, by their names; none for one that hides it."""
    found = {}
    for style in root.iter("{*}style"):
        said = {
            (etree.QName(key).localname, value)
            for properties in style.iterchildren("{*}text-properties")
            for key, value in properties.attrib.items()
        }
        tags = tuple(tag for mark, tag in EMPHASIS.items() if mark in said)
        found[_said(style, "name")] = (UNSEEN,) if ("display", "none") in said else tags
    return found


def _left(element: Element, styles: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return why an element is no text for readers; None for all that is."""
    hidden = _name(element) in STYLED and UNSEEN in styles.get(_said(element, "style-name"), ())
    return HIDDEN if hidden else LEFT.get(_name(element))


def _inner(element: Element, styles: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    yield escape(_spaced(element.text))
    for child in element:
        if isinstance(child.tag, str) and _name(child) not in UNREAD:
            yield from _outer(child, styles)
        yield escape(_spaced(child.tail))


def _outer(element: Element, styles: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    name = _name(element)
    inner = "".join(_inner(element, styles))
    if name in BREAKS:
        yield BREAKS[name]
    elif name == "h":
        level = _said(element, "outline-level")
        tag = f"h{level if level.isdecimal() and int(level) in LEVELS else 6}"
        yield f"<{tag}>{inner}</{tag}>"
    elif name == "a":
        yield f'<a href="{escape(_said(element, "href"))}">{inner}</a>'
    elif name == "image":
        frame = element.getparent()
        told = [] if frame is None else [frame.findtext(f"{{*}}{each}") for each in ("desc", "title")]
        words = next((text for text in told if text), "")
        yield f'<img src="{escape(_said(element, "href"))}" alt="{escape(words)}">'
    elif name == "note-citation":
        yield f"<sup>{inner}</sup>"
    else:
        tags = styles.get(_said(element, "style-name"), ()) if name in STYLED else ()
        tags = ((TAGS[name],) if name in TAGS else ()) + tags
        yield "".join(f"<{tag}>" for tag in tags) + inner + "".join(f"</{tag}>" for tag in reversed(tags))


def _name(element: Element | None) -> str:
    return "" if element is None else etree.QName(element).localname


def _said(element: Element, name: str) -> str:
    """Return an attribute by its name without namespace."""
    return next(
        (str(value) for key, value in element.attrib.items() if etree.QName(key).localname == name), ""
    )


def _spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")
