"""HTML for what data has as plain text, as a picture or as a link."""

from __future__ import annotations

import re
from html import escape, unescape

from afterlive.reading.source.html_lines import lines

URL = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?'…)\]]")
BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
BLOCK = re.compile(
    r"<(?:p|h[1-6]|div|ul|ol|li|blockquote|figure|table|pre|hr|iframe|section|article)\b", re.IGNORECASE
)
MARKED = re.compile(r"<[a-z!/]|&(?:#\w+|[a-z]\w+);", re.IGNORECASE)
PARTED = re.compile(r'<span class="(?:invisible|ellipsis|)">([^<>]*)</span>')
IS_HTML = re.compile(r"</?[a-z][\w-]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
HEADING = re.compile(r"\s*<(h[1-6])\b[^>]*>(.*?)</\1\s*>(.*)", re.DOTALL | re.IGNORECASE)
BOLD_LINE = re.compile(
    r"\s*<p>\s*<(b|strong)>((?:(?!</?(?:b|strong|p|br)\b).)+)</\1>\s*(?:</p>|(?:<br\s*/?>\s*)+)(.*)",
    re.DOTALL,
)


def plain(html: str | None) -> str | None:
    """Return the words that HTML shows; None if there are none."""
    if not html:
        return None
    return " ".join((" ".join(lines(html)) if MARKED.search(html) else html).split()) or None


def linked(text: str) -> str:
    """Return a line of plain text as HTML, its addresses as links."""
    html, end = "", 0
    for match in URL.finditer(text):
        html += f'{escape(text[end : match.start()])}<a href="{escape(match[0])}">{escape(match[0])}</a>'
        end = match.end()
    return html + escape(text[end:])


def from_text(text: str) -> str:
    """Return plain text as HTML: blank lines part paragraphs, addresses are links."""
    return paragraphs(linked(text))


def paragraphs(html: str) -> str:
    """Return HTML whose line breaks mean something with elements for them, as WordPress shows it."""
    chunks = (chunk.strip() for chunk in BLANK_LINES.split(html.replace("\r\n", "\n")))
    return "".join(
        chunk if BLOCK.match(chunk) else f"<p>{chunk.replace(chr(10), '<br>')}</p>"
        for chunk in chunks
        if chunk
    )


def from_either(text: str) -> str:
    """Return HTML for text that may be HTML, HTML written in entities, or plain text."""
    if IS_HTML.search(text):
        return text
    written_out = unescape(text)
    return written_out if IS_HTML.search(written_out) and "&lt;" in text else from_text(written_out)


def whole_links(html: str) -> str:
    """Return HTML of Mastodon's with the addresses whole that it parts to show them shortened."""
    return PARTED.sub(r"\1", html)


def picture(source: str, words: str = "", caption: str = "") -> str:
    """Return a picture; `caption` is HTML."""
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="{escape(source)}" alt="{escape(words)}">{below}</figure>'


def card(url: str, words: str = "") -> str:
    """Return a link that stands alone."""
    return f'<p><a href="{escape(url)}">{escape(words or url)}</a></p>'


def headed(html: str) -> tuple[str | None, str]:
    """Return the headline that HTML begins with, a heading or a bold line, and the rest."""
    match = HEADING.match(html) or BOLD_LINE.match(html)
    title = plain(match[2]) if match else None
    if match is None or title is None or not (plain(match[3]) or "<img" in match[3]):
        return None, html
    rest = match[3]
    return title, rest if BLOCK.match(rest.lstrip()) else f"<p>{rest}"
