"""HTML of the site as the schema of EPUB takes it, which is stricter than browsers; no word of it is lost."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LEVELS = {"h3": "h2", "h4": "h3"}
"""The headline of an update, and the headings in its text: the title of a chapter is an `h1`."""
_EVERYWHERE = {"class": ".*", "dir": "auto|ltr|rtl", "lang": "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"}
_COUNT = r"[1-9]\d{0,4}"
_ATTRIBUTES = {
    "a": {"href": ".+"},
    "img": {"alt": "(?s:.*)", "src": ".+", "width": _COUNT, "height": _COUNT},
    "ol": {"start": r"-?\d{1,9}"},
    "td": {"colspan": _COUNT, "rowspan": _COUNT},
    "th": {"colspan": _COUNT, "rowspan": _COUNT, "scope": "(col|row)(group)?"},
    "time": {"datetime": ".+"},
}
_PHRASES = frozenset(
    "abbr b bdi cite code del em i ins kbd mark q s small span strong sub sup u".split()  # noqa: SIM905 — names read best as one text
)
_BLOCKS = ["blockquote", "div", "dl", "figure", "h2", "h3", "hr", "li", "ol", "p", "pre", "table", "ul"]
_LISTS = ("ol", "ul")


def set_right(root: HtmlElement) -> None:
    """Give an element, and all in it, only such attributes and places as the schema allows."""
    for element in root.iter(etree.Element):
        element.tag = _LEVELS.get(element.tag, element.tag)
        _place(element)
    for element in root.iter(*_PHRASES):
        if next(element.iterdescendants(*_BLOCKS), None) is not None:
            element.tag = "div"
    for element in root.iter(etree.Element):
        known = {**_EVERYWHERE, **_ATTRIBUTES.get(element.tag, {})}
        for name, value in element.attrib.items():
            if not re.fullmatch(known.get(name, "(?!)"), value) or (
                name == "datetime" and not _is_time(value)
            ):
                del element.attrib[name]


def _place(element: HtmlElement) -> None:
    """Make an element that stands where it can't be another one."""
    parent = element.getparent()
    within = parent.tag if parent is not None else ""
    if within in _LISTS and element.tag != "li":
        element.tag = "li"
    elif (
        (element.tag == "li" and within not in _LISTS)
        or (element.tag in {"dt", "dd"} and within != "dl")
        or (element.tag == "figcaption" and (within != "figure" or element.getnext() is not None))
        or (element.tag == "dl" and (len(element) == 0 or element[0].tag != "dt"))
    ):
        element.tag = "div"
    elif element.tag == "caption" and parent is not None and parent.index(element):
        parent.insert(0, element)


def _is_time(value: str) -> bool:
    with suppress(ValueError):
        return bool(dt.datetime.fromisoformat(value))
    return False
