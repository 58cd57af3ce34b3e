"""The sitemap in a build: one file, or of a large site one for each live blog and an index of these."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from afterlive.cache.keys import digest
from afterlive.site.build.live_blog_record import listed_in
from afterlive.site.show.sitemap import sitemap, sitemap_index

if TYPE_CHECKING:
    from afterlive.site.build.output import Files
    from afterlive.site.build.site_build import SiteBuild

SITEMAP = "sitemap.xml"
REST = "sitemap-pages.xml"
"""The pages that belong to no live blog, where each of these has a sitemap of its own."""
LARGEST = 50_000
"""How many pages a sitemap may name."""


def sitemaps(build: SiteBuild) -> Files:
    """Write the sitemap, if search engines may list the site at its address."""
    site, output, records = build.theme.site, build.output, build.records
    if not (site.url and site.indexed):
        return {}
    rest = listed_in(build.archive.files)
    if len(rest) + sum(record.pages for record in records) <= LARGEST:
        key = digest(rest, sorted((record.folder, record.listed) for record in records))
        return {SITEMAP: output.put(SITEMAP, key, lambda: sitemap(_all_pages(build), site))}
    files = {REST: output.put(REST, digest(rest), partial(sitemap, rest, site))}
    for record in records:
        path = f"{record.folder}/{SITEMAP}"
        files[path] = output.put(path, record.listed, partial(_of_live_blog, build, record.folder))
    names = sorted(files)
    return files | {SITEMAP: output.put(SITEMAP, digest(names), partial(sitemap_index, names, site))}


def _of_live_blog(build: SiteBuild, live_blog: str) -> str:
    return sitemap(_pages_of(build, live_blog), build.theme.site)


def _pages_of(build: SiteBuild, live_blog: str) -> list[str]:
    return listed_in(build.manifest(live_blog).files)


def _all_pages(build: SiteBuild) -> list[str]:
    own = (page for record in build.records for page in _pages_of(build, record.folder))
    return sorted({*listed_in(build.archive.files), *own})
