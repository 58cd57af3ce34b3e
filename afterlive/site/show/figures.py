"""Pictures, links that stand alone, tables and quotes in the text of an update, as the theme can set them.

An article says them in Markdown: a picture alone in its paragraph, with its caption in emphasis below; what
stood on another site as a link that is a paragraph of its own; what a table shows in emphasis above it; who
is quoted behind a dash below the quote; a pull quote as a quote in bold.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from afterlive.site.show.phrases import Words

_IMAGE = r'<img\b[^>]* src="[^"]*"[^>]*>'
_INSIDE = r"(?:(?!</?em>|</p>).)*"
_PICTURES = rf"<p>(?:{_IMAGE}(?:\s|<br>)*)+</p>(?:\s*<p><em>{_INSIDE}</em></p>)?"
_ROW = re.compile(rf"{_PICTURES}(?:\s*{_PICTURES})*", re.DOTALL)
_EACH = re.compile(
    rf"<p>((?:{_IMAGE}(?:\s|<br>)*)+)</p>(?:\s*<p><em>({_INSIDE})</em></p>)?", re.DOTALL
)  # the same, with its pictures and its caption
_ONE = re.compile(_IMAGE)
_OWN_FIGURE = re.compile(rf"<figure>\s*({_IMAGE})")
_ATTRIBUTE = re.compile(r' (src|width|height|alt)="([^"]*)"')
_TALL = 1.1
"""A picture that is higher than broad, by this or more, is set narrower."""

_WORDS = r"(?:(?!</?a\b|</p>|<img\b).)*"
_LINK = re.compile(rf'<p><a href="(https?://[^"]+)"([^>]*)>({_WORDS})</a></p>', re.DOTALL)
_QUOTE = re.compile(
    r"(<blockquote(?: class=\"pull\")?>(?:(?!</?blockquote\b).)*</blockquote>)"
    r"\s*<p>([—–―] ?(?:(?!</p>).)*)</p>",
    re.DOTALL,
)

_PULLED = re.compile(r"<blockquote>(?=\s*<p><strong>(?:(?!</?strong>).)*</strong></p>)", re.DOTALL)


_TABLE = re.compile(rf"<p><em>({_INSIDE})</em></p>\s*(<table\b[^>]*>)", re.DOTALL)


def _at(*places: str) -> re.Pattern[str]:
    """Return the pattern of addresses, without their scheme, at these hosts."""
    return re.compile(rf"(?:\w{{1,6}}\.)?(?:{'|'.join(places)})(?:[/?#]|$)", re.IGNORECASE)


_KINDS = {
    "video": _at(
        r"(?:youtube(?:-nocookie)?|vimeo|dailymotion|twitch|tiktok|rumble)\.\w+",
        r"youtu\.be|dai\.ly|[^/]*brightcove\.\w+",
        r".*\.(?:mp4|m4v|webm|mov|m3u8)$",
    ),
    "audio": _at(r"(?:soundcloud|spotify)\.com|podcasts\.apple\.com", r".*\.(?:mp3|m4a|ogg|wav)$"),
    "post": _at(
        r"(?:twitter|x|instagram|facebook|threads|linkedin|reddit|vk|weibo|tumblr)\.(?:com|net)",
        r"truthsocial\.com|bsky\.app|t\.me|[^/]+/@[^/]+/\d+",
    ),
    "map": _at(r"maps\.[^/]+|google\.[.\w]+/maps|goo\.gl/maps|openstreetmap\.org|bing\.com/maps"),
}
"""What stands at an address."""


def with_figures(html: str, words: Words) -> str:
    """Return sanitised HTML with figures; it stays safe, since nothing is added but these elements."""
    if "<img" in html:
        html = _OWN_FIGURE.sub(lambda match: f"{_figure_tag([match[1]])}{_linked(match[1], words)}", html)
        html = _ROW.sub(lambda match: _row(match, words), html)
    if '<p><a href="http' in html:
        html = _LINK.sub(lambda match: _card(match, words), html)
    if "<table" in html:
        html = _TABLE.sub(r"\2<caption>\1</caption>", html)
    if "</blockquote>" in html:
        html = _PULLED.sub('<blockquote class="pull">', html)
        html = _QUOTE.sub(r"<figure>\1<figcaption>\2</figcaption></figure>", html)
    return html


def _row(match: re.Match[str], words: Words) -> str:
    """Return pictures that follow each other: one as a figure, several as a gallery."""
    figures = [
        _figure(_ONE.findall(pictures), caption, words) for pictures, caption in _EACH.findall(match[0])
    ]
    return figures[0] if len(figures) == 1 else f'<div class="gallery">{"".join(figures)}</div>'


def _figure(pictures: list[str], caption: str, words: Words) -> str:
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    links = "".join(_linked(picture, words) for picture in pictures)
    return f"{_figure_tag(pictures)}{links}{below}</figure>"


def _figure_tag(pictures: list[str]) -> str:
    if len(pictures) > 1:
        return '<figure class="gallery">'
    size = dict(_ATTRIBUTE.findall(pictures[0]))
    width, height = (size.get(name, "") for name in ("width", "height"))
    tall = width.isdecimal() and height.isdecimal() and int(height) >= _TALL * int(width)
    return '<figure class="tall">' if tall else "<figure>"


def _linked(picture: str, words: Words) -> str:
    """Return a picture as a link to its file, which has a name even where the picture has none."""
    facts = dict(_ATTRIBUTE.findall(picture))
    name = "" if facts.get("alt") else f' aria-label="{escape(words["enlarged"])}"'
    return f'<a href="{facts["src"]}"{name}>{picture}</a>'


def _card(match: re.Match[str], words: Words) -> str:
    """Return a link that stands alone as a card, which says what is there and where."""
    href, attributes, shown = match.groups()
    address = urlsplit(unescape(href))
    place = f"{address.netloc}{address.path}"
    names = {"video": words["video"], "audio": words["audio"], "post": words["post"], "map": words["map"]}
    kind = next((names[kind] for kind, places in _KINDS.items() if places.match(place)), None)
    host = (address.hostname or "").removeprefix("www.")
    said = f"{kind} · {host}" if kind else host
    text = shown if unescape(shown) != unescape(href) else escape(unescape(href).partition("://")[2])
    return f'<p class="elsewhere"><a href="{href}"{attributes}>{text}</a> <small>{escape(said)}</small></p>'
