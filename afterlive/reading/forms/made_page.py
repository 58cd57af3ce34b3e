"""Documents that are data, such as feeds: a page is made of them, and read by the rules for pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html

from afterlive.markup import CONTROLS
from afterlive.reading.rules.html_page import Region, page_of_tree
from afterlive.reading.source.html_lines import parse

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from afterlive.reading.rules.html_page import HtmlPage
    from afterlive.reading.source.page_data import Linked, LinkedUpdate


def page(data: Linked, lead: str = "", beside: str = "") -> tuple[HtmlPage, tuple[Region, ...]]:
    """Return a page that shows the data, whose bodies are HTML, and where its updates are.

    `beside` is HTML that repeats what stands elsewhere.
    """
    body = lxml.html.Element("body")
    _add(body, "h1", text=data.title)
    _add(body, "div", html=lead)
    _add(body, "aside", html=beside)
    elements = [_article(body, update) for update in data.updates]
    made = page_of_tree(body)
    return made, tuple(Region(element, *made.spans[element]) for element in elements if element in made.spans)


def _article(body: HtmlElement, update: LinkedUpdate) -> HtmlElement:
    article = _add(body, "article")
    article.set("id", CONTROLS.sub("", update.id or ""))
    article.set("class", " ".join(["key-event"] * update.key + ["pinned"] * update.pinned))
    _add(article, "time", text=update.stamp)
    _add(article, "h2", text=update.title)
    _add(article, "div", html=update.body)
    return article


def _add(parent: HtmlElement, tag: str, *, text: str | None = None, html: str = "") -> HtmlElement:
    element = lxml.html.Element(tag)
    element.text = CONTROLS.sub("", text or "")
    if html.strip():
        for child in parse(f"<body>{html}").iterchildren("body"):
            element.text = CONTROLS.sub("", child.text or "")
            element.extend(child.getchildren())
    parent.append(element)
    return element
