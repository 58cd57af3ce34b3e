"""What else of a live blog a page names: its further pages, the data that it shows, its form for phones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urldefrag, urlsplit

from afterlive.addresses import leads
from afterlive.reading.rules import furniture
from afterlive.reading.source.page_addresses import is_further, live_blog_of, number_of
from afterlive.reading.source.web_archive import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

CONTROL = "control of the page"
"""What furniture such as `Load more` is called."""
NEXT = frozenset({"next", "prev", "previous"})
DATA = re.compile(r"data-(?:[\w-]*-)?(?:url|src|href|endpoint|feed|api|source|json)")
"""Attributes that name what a script would load."""
IS_DATA = re.compile(r"\.json(?:$|[?#])|/wp-json/.*(?:liveblog|get-entries)", re.IGNORECASE)
JSON = frozenset({"application/json", "application/ld+json"})
MAX_DATA = 5
"""So much data is fetched of a page."""


class Named(NamedTuple):
    """The addresses that a page names."""

    further: list[str]
    """Other pages of the live blog, in the order of their numbers."""
    data: list[str]
    amp: str | None


def named(root: HtmlElement, url: str) -> Named:
    """Return what a page, which was at an address, names of its live blog."""
    given = (each.get("href", "") for each in root.iter("base"))
    base = absolute(next(filter(None, given), ""), url)
    further = dict.fromkeys(_further(root, url, base))
    data = dict.fromkeys(_data(root, base))
    amp = (each.get("href", "") for each in root.iter("link") if "amphtml" in _rel(each))
    return Named(
        sorted(further, key=number_of),
        [*data][:MAX_DATA],
        next((found for each in amp if (found := _web(each, base))), None),
    )


def _further(root: HtmlElement, url: str, base: str) -> Iterator[str]:
    """Yield other pages of the live blog: those called so, and links to its address with another number."""
    for element in root.iter("a", "link"):
        found = _web(element.get("href", ""), base)
        if not found or urlsplit(found).netloc != urlsplit(url).netloc or found == urldefrag(url).url:
            continue
        is_next = bool(_rel(element) & NEXT) and _is_below(found, url)
        if is_next or (element.tag == "a" and (is_further(found, url) or _is_control(element, found, url))):
            yield found


def _is_control(element: HtmlElement, found: str, url: str) -> bool:
    """Tell whether a link is one of the page's controls, such as `Older`, to the page with another query."""
    is_here = urlsplit(found).path == urlsplit(url).path and bool(urlsplit(found).query)
    return is_here and furniture.reason(" ".join(element.text_content().split())) == CONTROL


def _is_below(found: str, url: str) -> bool:
    """Tell whether what a page calls the next one is of the same live blog, and no other article."""
    return live_blog_of(found) == live_blog_of(url) or is_further(found, url)


def _data(root: HtmlElement, base: str) -> Iterator[str]:
    """Yield the addresses of JSON that a page names, on its own site."""
    for element in root.iter("link"):
        is_json = element.get("type", "").partition(";")[0].strip() in JSON
        if is_json and "alternate" in _rel(element) and (found := _web(element.get("href", ""), base)):
            yield found
    for element in root.iter():
        for name, value in element.attrib.items():
            if DATA.fullmatch(str(name)) and IS_DATA.search(str(value)) and (found := _web(str(value), base)):
                yield found


def _rel(element: HtmlElement) -> set[str]:
    return set(element.get("rel", "").lower().split())


def _web(address: str, base: str) -> str:
    """Return an address on the web, empty if it is none."""
    found = absolute(address, base) if address else ""
    return found if leads(found).where == "web" else ""
