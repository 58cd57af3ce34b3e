"""The sitemap, by sitemaps.org's protocol: every page of a site that has an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from afterlive.site.records import Site

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# What is shown in place of another page.
_STAND_INS = ("404.html", "offline.html")


def sitemap(paths: Iterable[str], site: Site) -> Iterator[tuple[str, str]]:
    """Return the file and the text of the sitemap, if there is an address and search engines are welcome."""
    if not site.url or not site.indexed:
        return
    root = etree.Element(f"{{{_NAMESPACE}}}urlset", nsmap={None: _NAMESPACE})  # type: ignore[dict-item]  # the stubs don't know None
    for path in paths:
        if path not in _STAND_INS:
            url = etree.SubElement(root, f"{{{_NAMESPACE}}}url")
            etree.SubElement(url, f"{{{_NAMESPACE}}}loc").text = f"{site.url}/{path}"
    yield "sitemap.xml", etree.tostring(root, encoding="unicode", pretty_print=True)
