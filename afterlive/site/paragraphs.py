"""The text of most updates as HTML without a parser: plain paragraphs.

A paragraph is plain if no character of it means anything in Markdown, but for emphasis, links and escapes in
their simplest form. All else is left to Python-Markdown; a test holds the two equal.
"""

from __future__ import annotations

import re
from html import unescape

_SPECIAL = r"\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\\`*_\[\]<"
_WORDS = rf"\w(?:[^{_SPECIAL}\n]*\w)?"
_BEFORE, _BEHIND = r"(?<![^\s(“‘„«\"'])", r"(?![^\s.,;:!?)”’“»\"'])"

_MARKED = re.compile(
    rf"{_BEFORE}(?P<mark>\*\*?)(?P<words>{_WORDS})(?P=mark){_BEHIND}"
    rf"|{_BEFORE}\[(?P<name>{_WORDS})\]\((?P<address>https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9./?=%~+,;@-]*)?)\){_BEHIND}"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+.!-])"
)
_MEANING = re.compile(rf"[{_SPECIAL}]|&(?:#|\w+;)")
_LINE = re.compile(r"(?m)^(?:[\s#>=+-]|\d+\.(?:\s|$)|$)|\s$(?<!\S  $)|\s\Z")
_TAG = re.compile("<[^>]*>")


def plain_paragraphs(text: str) -> str | None:
    """Return the sanitised HTML of a text without outer blank lines; None if not all of it is plain."""
    paragraphs = text.split("\n\n")
    if _MEANING.search(_MARKED.sub("", text)) or any(_LINE.search(paragraph) for paragraph in paragraphs):
        return None
    pieces: list[str] = []
    end = 0
    for match in _MARKED.finditer(text):
        pieces += _text(text[end : match.start()]), _html(match)
        end = match.end()
    return f"<p>{''.join(pieces)}{_text(text[end:])}</p>"


def _text(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace(">", "&gt;").replace("\xa0", "&nbsp;")
    return escaped.replace("  \n", "<br>\n").replace("\n\n", "</p>\n<p>")


def _html(match: re.Match[str]) -> str:
    mark, words, name, address, escaped = match.groups()
    if escaped:
        return _text(escaped)
    if name:
        return f'<a href="{address}">{_text(name)}</a>'
    tag = "em" if mark == "*" else "strong"
    return f"<{tag}>{_text(words)}</{tag}>"


def words_of(html: str) -> str:
    """Return the words of plain paragraphs in one line."""
    return " ".join(unescape(_TAG.sub("", html)).split())
