"""The sitemap of a site that has an address, by sitemaps.org's protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afterlive.site.articles.records import Site


def sitemap(paths: Iterable[str], site: Site) -> str:
    """Return the sitemap of a site, given the paths of its pages."""
    addresses = escape("\n".join(f"{site.url}/{path}" for path in paths))
    places = "\n".join(f"  <url><loc>{address}</loc></url>" for address in addresses.split("\n"))
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}\n</urlset>\n'
