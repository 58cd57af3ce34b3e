"""What a keeper's own pages and links are called in the head and at the foot of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pelican.contents import Page
from pelican.readers import Readers

from afterlive.addresses import leads
from afterlive.cache.scanning import scan
from afterlive.errors import DocumentError
from afterlive.site.articles.records import SiteLink

if TYPE_CHECKING:
    from collections.abc import Mapping


def menus(settings: Mapping[str, Any]) -> dict[str, tuple[SiteLink, ...]]:
    """Return the links of MENU and FOOT. Raises DocumentError for one that leads nowhere."""
    pages = _pages(settings)
    menu = tuple(_link(each, pages, "MENU") for each in settings["MENU"])
    foot = settings["FOOT"]
    if foot is None:
        return {"MENU": menu, "FOOT": tuple(link for link in pages.values() if link not in menu)}
    return {"MENU": menu, "FOOT": tuple(_link(each, pages, "FOOT") for each in foot)}


def _pages(settings: Mapping[str, Any]) -> dict[str, SiteLink]:
    """Return links to the published pages of content/pages/, by their slugs."""
    endings, found = Readers(settings), {}
    roots = [f"{path}/" for path in settings["PAGE_PATHS"]]
    for path in sorted(scan(settings["PATH"], roots, follow=True).files):
        if path.rpartition(".")[2] in endings.extensions:
            page = endings.read_file(settings["PATH"], path, content_class=Page)
            if page.status == "published" and hasattr(page, "slug"):
                found[page.slug] = SiteLink(href=page.url, text=page.title)
    return found


def _link(given: str | tuple[str, str], pages: Mapping[str, SiteLink], setting: str) -> SiteLink:
    if isinstance(given, str):
        if given not in pages:
            there = f"there are {', '.join(pages)}" if pages else "there is none"
            raise DocumentError(f"{setting}: content/pages/ has no page with the slug {given}; {there}")
        return pages[given]
    text, address = given
    if not (found := leads(address).address):
        raise DocumentError(f"{setting}: {address} is no address; write it like https://example.org/about")
    return SiteLink(href=found, text=text, outside=True)
