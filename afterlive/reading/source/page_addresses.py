"""Addresses of live blogs that are told over several pages: `…/fog?page=2`, `…/fog/page/3`, `…/fog/amp`."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

WORDS = (
    "page|seite|pagina|página|pag|sida|side|strana|stranica|stránka|strona|sivu|oldal|sayfa|halaman|trang|"
    "seccio|blad|str|pg|p"
)
"""What the parts of a page's address are called that count pages, in the languages of publishers."""
KEYS = re.compile(
    rf"(?:{WORDS}|paged|offset|start|skip|from|before|after|until|since|cursor|max_?id|min_?id|max|min|older|newer|"
    r"before_?id|after_?id|last_?id|last|block|page_?(?:number|no)|current_?page)(?:\[\w*\])?",
    re.IGNORECASE,
)
"""Keys of a query that say which part of a live blog is meant."""
NUMBERED = re.compile(
    rf"/(?:{WORDS})[-_/.]?\d{{1,4}}/?$|[-_,.](?:{WORDS})[-_]?\d{{1,4}}(?=(?:\.\w+)?/?$)", re.IGNORECASE
)
BARE = re.compile(r"(?<=[^/\d])[/_,.-]\d{1,2}(?=(?:\.\w{3,5})?/?$)")
"""A number alone at the end, which counts pages only if there is a page without it."""
AMP = re.compile(r"(?:/amp|\.amp|/amp\.html)/?$|^/amp(?=/)", re.IGNORECASE)
MAX_DIGITS = 6
INDEX = re.compile(r"/(?:index|default)\.\w{3,5}$")


def live_blog_of(url: str) -> str:
    """Return what all pages of one live blog have in common in their addresses."""
    parts = urlsplit(url)
    query = [(key, value) for key, value in parse_qsl(parts.query) if not _counts(key)]
    path = NUMBERED.sub("", AMP.sub("", INDEX.sub("", parts.path.rstrip("/"))))
    host = parts.netloc.lower().removeprefix("www.").removeprefix("amp.").removeprefix("m.")
    return f"{host}{path.rstrip('/')}{'?' if query else ''}{urlencode(sorted(query))}"


def without_number(live_blog: str) -> str:
    """Return the address without a bare number at its end, which may be that of a page: `…/fog/2`."""
    return BARE.sub("", live_blog)


def is_further(url: str, page: str) -> bool:
    """Tell whether an address is another page of the live blog that one page shows."""
    one, other = live_blog_of(url), live_blog_of(page)
    if urlsplit(url)[:4] == urlsplit(page)[:4]:
        return False
    if one == other:
        return bool(_counted(url)) or bool(_counted(page))
    return without_number(one) == without_number(other) and other in {without_number(one), one}


def number_of(url: str) -> int:
    """Return which page an address says that it is: 0 if it doesn't, 1 if not by a number."""
    parts = urlsplit(url)
    values = [value for key, value in parse_qsl(parts.query) if _counts(key)]
    match = NUMBERED.search(parts.path) or BARE.search(parts.path)
    values += [re.sub(r"\D", "", match[0])] if match else []
    return next((int(value) if value.isdecimal() and len(value) < MAX_DIGITS else 1 for value in values), 0)


def _counts(key: str) -> bool:
    return KEYS.fullmatch(key) is not None


def _counted(url: str) -> bool:
    """Tell whether an address says which page it is."""
    parts = urlsplit(url)
    return any(_counts(key) for key, _ in parse_qsl(parts.query)) or NUMBERED.search(parts.path) is not None
