"""Telegram: `messages.html`, the other form of its exports."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

import lxml.html

from afterlive.reading.source.data_blog import DataBlog, DataUpdate, Skipped
from afterlive.reading.source.data_times import written
from afterlive.reading.source.html_parsing import parse
from afterlive.reading.source.images import kept_with
from afterlive.reading.source.json_source import named, words
from afterlive.reading.source.text_html import headed, picture

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        names = [name for name in _parts(message, "from_name") if not _within(name, "forwarded")]
        author = next((words(name.text_content()) for name in names), None) or author
        updates.append(_update(message, author))
    header = root.xpath("//div[@class='page_header']")
    others = sorted({str(page) for page in root.xpath("//a[contains(@class, 'pagination')]/@href")})
    more = f"The chat goes on in {', '.join(others)}: pack its folder into a .zip, and import that."
    return [
        DataBlog(
            title=_words(header[0], "text") if header else None,
            updates=tuple(updates),
            oldest_first=True,
            load=kept_with(document),
            warnings=(more,) if others and not document.load else (),
        )
    ]


def _update(message: HtmlElement, author: str | None) -> DataUpdate:
    title, html = headed("".join(_html(message)))
    date = next((part.get("title") for part in _parts(message, "date")), None)
    links = message.xpath(".//div[contains(@class, 'reply_to')]//a/@href")
    return DataUpdate(
        id=_name(message),
        title=title,
        html=html,
        time=written(date, TIME),
        authors=named(_words(message, "signature"), author),
        parent=links[0].rpartition("go_to_")[2] if links else None,
    )


def _html(message: HtmlElement) -> Iterator[str]:
    for forwarded in _parts(message, "forwarded"):
        source = next((words(name.text) for name in _parts(forwarded, "from_name")), None)
        yield f"<p>↪ {escape(source)}</p>" if source else ""
    for part in _parts(message, "text"):
        yield _text(part)
    for link in _parts(message, "photo_wrap"):
        yield picture(link.get("href", ""))
    for link in _parts(message, "media_wrap"):
        files = link.xpath(".//a[not(contains(@class, 'photo_wrap'))]/@href")
        yield from (f"<p>{escape(unquote(file).rpartition('/')[2])}</p>" for file in files)
    for poll in _parts(message, "media_poll"):
        said = (words(each.text_content()) or "" for each in _parts(poll, "answer"))
        answers = "".join(f"<li>{escape(answer.removeprefix('- '))}</li>" for answer in said)
        yield f"<p>{escape(_words(poll, 'question') or '')}</p><ul>{answers}</ul>"


def _within(part: HtmlElement, name: str) -> bool:
    return any(name in outer.get("class", "").split() for outer in part.iterancestors())


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
