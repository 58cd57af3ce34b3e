"""The text of most updates as HTML without a parser: plain paragraphs, quotes and lists.

They are plain if no character of them means anything in Markdown, but for the marks of quotes and lists
before each line, and emphasis, links and escapes in their simplest form. All else is left to Python-Markdown;
a test proves that both give the same HTML.
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
_START = re.compile(r"\n(?:[\s#>=+|:-]|\d+\.\s|\d+\.\Z|\Z)")
_END = re.compile(r" \n(?<!\S  \n)")
_TAG = re.compile("<[^>]*>")

_FORMS = {
    "": ("<p>", "</p>"),
    "> ": ("<blockquote>\n<p>", "</p>\n</blockquote>"),
    "- ": ("<ul>\n<li>", "</li>\n</ul>"),
}
"""The HTML before and after a block, by the mark of its lines."""


def plain_paragraphs(text: str) -> str | None:
    """Return the sanitised HTML of a text without outer blank lines; None if not all of it is plain."""
    if _MEANING.search(_MARKED.sub("", text)) or _END.search(text):
        return None
    blocks: list[tuple[str, str]] = []
    for block in text.split("\n\n"):
        mark = block[:2] if block[:2] in _FORMS else ""
        lines = block.split("\n")
        if mark and not all(line.startswith(mark) for line in lines):
            return None
        bare = "\n".join(line[len(mark) :] for line in lines) if mark else block
        pieces = bare.split("\n") if mark == "- " else [bare]
        if any(_START.search(f"\n{piece}") or piece[-1].isspace() for piece in pieces):
            return None
        before, after = _FORMS[mark]
        html = "</li>\n<li>".join(map(_inline, pieces))
        if mark and blocks and blocks[-1][0] == mark:
            if mark == "- ":
                return None  # the two are one list of another kind
            html = f"{blocks.pop()[1].removeprefix(before).removesuffix(after)}</p>\n<p>{html}"
        blocks.append((mark, before + html + after))
    return "\n".join(html for _, html in blocks)


def _inline(text: str) -> str:
    pieces: list[str] = []
    end = 0
    for match in _MARKED.finditer(text):
        pieces += _text(text[end : match.start()]), _html(match)
        end = match.end()
    return "".join(pieces) + _text(text[end:])


def _text(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace(">", "&gt;").replace("\xa0", "&nbsp;")
    return escaped.replace("  \n", "<br>\n")


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
