"""The sitemap of a site that has an address, by sitemaps.org's protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afterlive.site.articles.records import Site


_PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(paths: Iterable[str], site: Site) -> str:
    """Return the sitemap of pages, given their paths."""
    return f'<urlset xmlns="{_PROTOCOL}">\n{_places(paths, "url", site)}\n</urlset>\n'


def sitemap_index(paths: Iterable[str], site: Site) -> str:
    """Return the index of several sitemaps, given their paths."""
    return f'<sitemapindex xmlns="{_PROTOCOL}">\n{_places(paths, "sitemap", site)}\n</sitemapindex>\n'


def _places(paths: Iterable[str], kind: str, site: Site) -> str:
    addresses = escape("\n".join(f"{site.url}/{path}" for path in paths))
    return "\n".join(f"  <{kind}><loc>{address}</loc></{kind}>" for address in addresses.split("\n"))
