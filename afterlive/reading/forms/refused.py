"""Forms that no live blog can be read from: each is told in one line what to do instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from afterlive.errors import DocumentError
from afterlive.reading.source import packed
from afterlive.reading.source.document import PLIST

if TYPE_CHECKING:
    from afterlive.model import Facts
    from afterlive.reading.source.document import Document

OPENING = 5000
"""Characters that tell what a document is."""
LINE = re.MULTILINE | re.IGNORECASE
FORMS = (
    (re.compile(r"\{\\rtf"), "an RTF: open it in a word processor, and copy its text into a .txt file"),
    (
        re.compile(r"BEGIN:VCALENDAR", re.IGNORECASE),
        "a calendar: its events are plans, no live blog; save the page of the live blog",
    ),
    (
        re.compile(r"WEBVTT|\d+\n\d\d:\d\d:\d\d[,.]\d{3} -->"),
        "subtitles: their times count from the start of a film; write a .txt with the hour before each line",
    ),
    (
        re.compile(
            r"(?:--[^\n]*\n|/\*.*?\*/|\s|SET [^\n]*\n)*(?:INSERT INTO|CREATE TABLE|DROP TABLE)\b", re.DOTALL
        ),
        "a dump of a database: export the live blog from WordPress (Tools, Export), or save its page",
    ),
    (
        re.compile(r"window\.YTD\.(?!tweets?\.)\w+"),
        "a part of an X archive without tweets: take data/tweets.js",
    ),
    (
        re.compile(r"(?:(?:window|exports|module)\.[\w.]+|(?:var|let|const)\s+\w+)\s*=\s*[\[{(\"'\w]"),
        "a script: save the page that it belongs to, or take the export that its data was made of",
    ),
    (
        re.compile(r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}(?:\n|\Z)"),
        "a mail: open it in a mail program, and save its text or its page",
    ),
    (
        re.compile(
            r"(?:<\?[^>]*>\s*)*<feed\b.*?(?:blogger/2008/kind#(?:settings|template)|\.archive</id>)",
            re.DOTALL,
        ),
        "an export of Blogger: save the page of the live blog",
    ),
    (
        re.compile(r"\s*\{.*\"eventInfo\"\s*:.*\"posts\"\s*:", re.DOTALL),
        "JSON of Arena, whose form isn't known for certain: save the page of the live blog",
    ),
    (
        re.compile(r"\s*(?:\{|\[\s*[\[{])\s*[\"\[{\]}]"),
        "JSON of a form that is none of a live blog's: save the page instead",
    ),
    (
        re.compile(
            r"(?=.*(?:<ref\b|\[\[))(?:[^\n]*\n)*?\s*(?:==|'{3}|\{\{)[^\n]+(?:==|'{3}|\}\})", re.DOTALL
        ),
        "the source of a wiki page: save the page itself",
    ),
    (
        re.compile(r"(?:[^\n\",;\t.]{1,40}([,;\t])(?=\S)){2,}[^\n,;\t.]{1,40}\n(?:[^\n]*\1){2}"),
        (
            "a table: name its columns as TimelineJS does (Year, Month, Day, Time, Headline, Text), or write "
            "a .txt with the time before each update"
        ),
    ),
)
OF_SLACK = frozenset({"channels.json", "users.json", "integration_logs.json"})
MAIL = re.compile(r"^(?:received|return-path|message-id|mime-version|content-type):", LINE)
"""What only the source of a mail has; a copy of one shows who sent it, and when."""
ZIPPED = (
    (b"application/epub+zip", "a book (EPUB): open it in a reader, and copy its text into a .txt file"),
    (b"ppt/", "slides of PowerPoint: copy their text into a .txt file"),
    (
        b"application/vnd.oasis.opendocument",
        "an OpenDocument that holds no text: open it, and copy what it shows into a .txt file",
    ),
)
OTHER = "a packed file, and no export that is known: unpack it, and take the file that holds the live blog"


def recognises(document: Document) -> bool:
    """Tell whether a document is of a form that isn't read."""
    return _why(document) is not None


def read(document: Document, _facts: Facts) -> NoReturn:
    """Raise DocumentError that says what a document is, and what to do."""
    raise DocumentError(_why(document) or "no text: save the live blog as text or as a web page")


def _why(document: Document) -> str | None:
    if document.data.startswith(PLIST):
        return "a property list of Apple without a page: open it where it comes from, and save its text"
    if packed.is_packed(document):
        return next((why for mark, why in ZIPPED if mark in document.data), None) or _why_packed(document)
    if document.path.name in OF_SLACK:
        return "a part of an export of Slack: import its .zip, or pack the folder into one again"
    opening = document.text.lstrip()[:OPENING]
    for pattern, why in FORMS:
        if pattern.match(opening):
            is_mail = document.path.suffix.lower() in {".eml", ".mbox"} or MAIL.search(opening)
            if why.startswith("a mail") and not is_mail:
                continue
            return why
    return None


def _why_packed(document: Document) -> str:
    try:
        packed.files(document)
    except DocumentError as error:
        return str(error)
    return OTHER
