"""The text of an article: made safe; and the words of it that lists show."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import nh3

from afterlive.addresses import leads
from afterlive.markup import CONTROLS
from afterlive.site.articles.links import is_link, link_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from afterlive.site.articles.links import ContentLink, Resolved

_TAGS = frozenset(
    re.findall(
        r"\w+",
        "a abbr b blockquote br caption cite code dd del dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr "
        "i img ins kbd li mark ol p pre q s small strong sub sup table tbody td tfoot th thead time tr u "
        "ul",
    )
)
_ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "img": {"alt", "height", "src", "title", "width"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_SCHEMES = {"http", "https", "mailto"}
_ADDRESSES = {"cite", "href", "src"}

# What nh3 writes has `<` and `>` only around tags, and no `"` in a value.
_HEADING = re.compile(r"(</?)h[1-6]\b")
_IMAGE = re.compile(r'(<a\b[^>]*>\s*)?<img((?: [a-z]+="[^"]*")*)>')
_PICTURE = re.compile(r'<img\b[^>]* alt="([^"]+)"')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')

# The end of a sentence comes after a word that is too long for an abbreviation.
# Where no spaces are set, its mark is enough: that of Chinese and Japanese, and of Hindi.
_SENTENCE = re.compile(r"\w{4}[.!?؟۔][\"'”’»)]*(?=\s)|[。\uff01\uff1f।][”’」』\uff09]*")

_IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

_LOOSE = " ,;:–—-،؛、\uff0c\uff1b\uff1a"
"""Characters that are removed before an ellipsis."""

_LATE = ' loading="lazy" decoding="async"'

SUBHEAD = "h4"
"""The element of every heading in a text: the headline of an update in a stream is an `h3`."""


def sanitise(html: str, page: str, resolve: Callable[[str], Resolved | None] = lambda _address: None) -> str:
    """Return the HTML without anything that runs, loads from elsewhere or disturbs the page around it.

    An address is kept if it leads to an allowed place from `page`, the path of a page in the same folder.
    A link within content/ becomes what `resolve` returns; if that is None, the link is removed.
    """
    pictures: dict[str, Resolved] = {}

    def kept(_tag: str, attribute: str, value: str) -> str | None:
        if attribute not in _ADDRESSES:
            return value
        address = CONTROLS.sub("", value)
        if is_link(address):
            found = resolve(address)
            if found is None:
                return None
            pictures[found.url] = found
            return found.url
        return leads(address, page).address or None

    def image(match: re.Match[str]) -> str:
        return _kept_image(match, pictures)

    clean = nh3.clean(
        html,
        attribute_filter=kept,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        set_tag_attribute_values={"table": {"tabindex": "0"}},  # to scroll a wide one by keys
    )
    clean = CONTROLS.sub("", clean)  # invisible, and not allowed in feeds
    return _IMAGE.sub(image, _HEADING.sub(rf"\1{SUBHEAD}", clean))


def text_links(html: str, article: str, content: str) -> dict[str, ContentLink]:
    """Return the links within content/ of an article's HTML, by their addresses.

    Raises DocumentError for a link that isn't allowed.
    """
    if "{" not in html and "|" not in html:
        return {}
    addresses: dict[str, None] = {}
    sanitise(html, article, addresses.setdefault)
    return {address: link_of(address, article, content) for address in addresses}


def at_top(html: str) -> str:
    """Return sanitised HTML for the top of a page, where the first picture loads at once."""
    return html.replace(_LATE, "", 1)


def _kept_image(match: re.Match[str], pictures: Mapping[str, Resolved]) -> str:
    """Return an image; one of another site becomes a link, since pages load only files of their own site."""
    link: str = match[1] or ""
    attributes: dict[str, str] = dict(_ATTRIBUTE.findall(match[2]))
    source, words = attributes.get("src", ""), attributes.get("alt", "")
    if source.startswith("../"):
        found = pictures.get(unescape(source))
        size = found.size if found and not attributes.keys() & {"height", "width"} else ""
        return f"{link}<img{match[2]}{size}{found.copies if found else ''}{_LATE}>"
    if link or not source:  # one that leads nowhere is its words
        return link + words
    return f'<a href="{source}">{words or source}</a>'


def absolute(html: str, address: str) -> str:
    """Return sanitised HTML with absolute links, given the address of the site."""

    def from_address(_tag: str, attribute: str, value: str) -> str:
        return (
            f"{address}/{value.removeprefix('../')}"
            if attribute in {"href", "src"} and value[:3] == "../"
            else value
        )

    if '="../' not in html:
        return html
    return nh3.clean(html, attributes=_ATTRIBUTES, link_rel=None, attribute_filter=from_address)


def plain(html: str) -> str:
    """Return the words of sanitised HTML in one line."""
    return " ".join(unescape(nh3.clean(html, tags=set())).split())


def picture(html: str) -> str:
    """Return the alternative text of the first picture in sanitised HTML, empty if there is none."""
    match = _PICTURE.search(html)
    return unescape(match[1]) if match else ""


def first_words(words: str, length: int = 72) -> str:
    """Return the beginning of a plain text: whole sentences if they fill half of it, else whole words."""
    if len(words) <= length:
        return words
    cut = words[: length + 1]
    ends = [match.end() for match in _SENTENCE.finditer(cut)]
    if ends and ends[-1] >= length / 2:
        return cut[: ends[-1]]
    words_of_it = cut.rpartition(" ")[0]
    return (words_of_it if len(words_of_it) >= length / 2 else cut[:length]).rstrip(_LOOSE) + "…"


def word_count(words: str) -> int:
    """Return the number of words of a plain text; Chinese and Japanese are counted by characters."""
    if words.isascii():
        return len(words.split())
    return len(_IDEOGRAPH.sub(" x ", words).split())
