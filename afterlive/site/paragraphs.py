"""The text of most updates as HTML without a parser: plain paragraphs.

A paragraph is plain if no character of it means anything in Markdown, but for emphasis, links and escapes in
their simplest form. All else is left to Python-Markdown; a test holds the two equal.
"""

from __future__ import annotations

import re
from html import unescape

_SPECIAL = r"\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\\`*_\[\]<"
_WORDS = rf"\w(?:[^{_SPECIAL}\n]*\w)?"

# What is marked stands apart. Each pattern begins with its mark, to which `re` can leap.
_NOT_BEFORE = r"[^\s(“‘„«\"']"
_NOT_BEHIND = r"[^\s.,;:!?)”’“»\"']"

_MARKED = re.compile(
    rf"\*(?<!{_NOT_BEFORE}\*)(?P<strong>\*?)(?P<words>{_WORDS})(?P=strong)\*(?!{_NOT_BEHIND})"
    rf"|\[(?<!{_NOT_BEFORE}\[)(?P<name>{_WORDS})\]"
    rf"\((?P<address>https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9./?=%~+,;@-]*)?)\)(?!{_NOT_BEHIND})"
    r"|\\(?P<escaped>[\\`*_{}\[\]()#+.!-])"
)
_MEANING = re.compile(rf"[{_SPECIAL}]|&(?:#|\w+;)")
_START = re.compile(r"\n(?:[\s#>=+-]|\d+\.\s|\d+\.\Z|\Z)")
_END = re.compile(r" \n(?<!\S  \n)")
_TAG = re.compile("<[^>]*>")


def plain_paragraphs(text: str) -> str | None:
    """Return the sanitised HTML of a text without outer blank lines; None if not all of it is plain."""
    if _MEANING.search(_MARKED.sub("", text)) or _END.search(text):
        return None
    if any(_START.search(f"\n{paragraph}") or paragraph[-1].isspace() for paragraph in text.split("\n\n")):
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
    strong, words, name, address, escaped = match.groups()
    if escaped:
        return _text(escaped)
    if name:
        return f'<a href="{address}">{_text(name)}</a>'
    tag = "strong" if strong else "em"
    return f"<{tag}>{_text(words)}</{tag}>"


def words_of(html: str) -> str:
    """Return the words of plain paragraphs in one line."""
    return " ".join(unescape(_TAG.sub("", html)).split())
