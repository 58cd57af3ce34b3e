"""Telegram: `messages.html`, the other form of its exports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import lxml.html

from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.data_times import written
from afterlive.reading.source.html_lines import parse
from afterlive.reading.source.images import kept_with
from afterlive.reading.source.json_source import named, words
from afterlive.reading.source.text_html import headed, picture

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from afterlive.reading.source.document import Document

MESSAGE = re.compile(r'<div class="message (?:default|service)[ "]')
TIME = "%d.%m.%Y %H:%M:%S UTC%z"
BREAKS = re.compile(r"(?:<br\s*/?>\s*){2,}")


def recognises(document: Document) -> bool:
    """Tell whether a document is a page of an export of Telegram."""
    return 'class="history"' in document.text and MESSAGE.search(document.text) is not None


def blogs(document: Document) -> list[DataBlog]:
    """Return the live blog that a page is. Raises DocumentError."""
    root = parse(document.text)
    updates: list[DataUpdate | Skipped] = []
    author: str | None = None
    for message in root.xpath("//div[contains(@class, 'message') and starts-with(@id, 'message')]"):
        if "service" in message.get("class", "").split():
            updates.append(Skipped(label=_name(message), reason="a notice of Telegram"))
            continue
        author = _words(message, "from_name") or author
        updates.append(_update(message, author))
    header = root.xpath("//div[@class='page_header']")
    return [
        DataBlog(
            title=_words(header[0], "text") if header else None,
            updates=tuple(updates),
            oldest_first=True,
            load=kept_with(document),
        )
    ]


def _update(message: HtmlElement, author: str | None) -> DataUpdate:
    title, html = headed("".join(_text(part) for part in _parts(message, "text")))
    pictures = "".join(picture(link.get("href", "")) for link in _parts(message, "photo_wrap"))
    date = next((part.get("title") for part in _parts(message, "date")), None)
    links = message.xpath(".//div[contains(@class, 'reply_to')]//a/@href")
    return DataUpdate(
        id=_name(message),
        title=title,
        html=html + pictures,
        time=written(date, TIME),
        authors=named(_words(message, "signature"), author),
        parent=links[0].rpartition("go_to_")[2] if links else None,
    )


def _text(part: HtmlElement) -> str:
    inner = (part.text or "") + "".join(lxml.html.tostring(child, encoding="unicode") for child in part)
    return "<p>" + BREAKS.sub("</p><p>", inner.strip()) + "</p>"


def _parts(message: HtmlElement, name: str) -> list[HtmlElement]:
    found: list[HtmlElement] = message.xpath(
        f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
    )
    return found


def _words(message: HtmlElement, name: str) -> str | None:
    return next((words(part.text_content()) for part in _parts(message, name)), None)


def _name(message: HtmlElement) -> str:
    return str(message.get("id", ""))
