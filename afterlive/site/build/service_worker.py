"""What follows from all other files: the sitemap, and what a service worker needs to serve without a network.

While a browser has a connection, the worker changes nothing that a reader sees: see `theme/sw.js`.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from afterlive.cache.keys import digest
from afterlive.site.articles.picture_copies import WIDTHS
from afterlive.site.show.sitemap import sitemap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from afterlive.site.articles.records import Site
    from afterlive.site.build.output import Files, Output

WORKER = "sw.js"
SITEMAP = "sitemap.xml"
WEB_MANIFEST = "manifest.webmanifest"
LIST = "offline.json"
SHELL = ("index.html", "about.html", "offline.html", "search.html", WEB_MANIFEST)
"""What is kept as soon as somebody reads a page, together with the theme."""
INDEX = "search"
"""The folder of the search index, which is kept with the first live blog."""


def files_of_site(files: Files, live_blogs: Sequence[str], site: Site, output: Output, worker: Path) -> Files:
    """Write what follows from all other files of the site: the sitemap, the web manifest, lists, the worker.

    `files` are those that Afterlive made, `worker` is the theme's script.
    """
    made = {WEB_MANIFEST: output.put_text(WEB_MANIFEST, manifest(site)), **sitemap_of(files, site, output)}
    digests = {path: file.digest for path, file in files.items()}
    for path in output.others({WORKER, *output.before, *digests}):
        digests[path] = _digest(Path(output.root, path).read_bytes())
    digests[WEB_MANIFEST] = made[WEB_MANIFEST].digest
    kept = editions(digests, sorted(live_blogs), (*SHELL, site.logo, site.stylesheet))
    for folder in (*live_blogs, INDEX):
        path = f"{folder}/{LIST}"
        made[path] = output.put(path, kept[folder].edition, partial(list_of, kept[folder]))
    text = worker_of(kept, digests, worker.read_text(encoding="utf-8"))
    made[WORKER] = output.put_text(WORKER, text)
    return made


def sitemap_of(files: Files, site: Site, output: Output) -> Files:
    """Write the sitemap, if search engines may list the site at its address."""
    if not (site.url and site.indexed):
        return {}
    pages = sorted(path for path, file in files.items() if path.endswith(".html") and file.listed)
    return {SITEMAP: output.put(SITEMAP, digest(pages), partial(sitemap, pages, site))}


class Edition(NamedTuple):
    """Files that are kept together."""

    edition: str
    """A name that changes with each of them."""
    files: dict[str, str]
    """Their digests by path."""


def editions(
    digests: Mapping[str, str], live_blogs: Iterable[str], shell: Iterable[str] = SHELL
) -> dict[str, Edition]:
    """Return the editions of live blogs, of the search index and of the shell, by folder.

    `digests` has every file of the site; `shell` has those that are kept together with the theme.
    """
    folders: dict[str, dict[str, str]] = defaultdict(dict)
    for path in sorted(digests):
        if f"{path}.{WIDTHS[0]}.webp" in digests:  # copies of the picture are what a page shows
            continue
        folders[path.partition("/")[0]][path] = digests[path]
    kept = {folder: folders[folder] for folder in (*live_blogs, INDEX)}
    kept[""] = {path: digests[path] for path in shell if path in digests} | folders["theme"]
    return {folder: Edition(digest(files), files) for folder, files in kept.items()}


def list_of(edition: Edition) -> str:
    """Return the list of an edition's files."""
    return json.dumps(edition._asdict(), separators=(",\n", ": "))


def worker_of(kept: Mapping[str, Edition], paths: Iterable[str], worker: str) -> str:
    """Return the service worker, which knows the shell's files, the other editions and the site's places.

    A place is what stands at the root of the site: by these, of all `paths`, it tells what isn't the site's.
    """
    names = {folder: edition.edition for folder, edition in kept.items() if folder}
    places = sorted({path.partition("/")[0] for path in (*paths, WORKER, SITEMAP)} - names.keys())
    known = {"SHELL": kept[""]._asdict(), "EDITIONS": names, "PLACES": places}
    lines = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in known.items())
    return f'"use strict";\n{lines}\n{worker}'


def manifest(site: Site) -> str:
    """Return the web app manifest, with which a browser can install the site as an app."""
    return json.dumps(
        {
            "name": site.name,
            "description": site.subtitle,
            "lang": site.language,
            "start_url": "index.html",
            "scope": "./",
            "display": "minimal-ui",
            "background_color": "#fffdf8",
            "theme_color": "#fffdf8",
            "icons": [
                {"src": "theme/icon.svg", "sizes": "any", "type": "image/svg+xml"},
                {"src": "theme/icon-192.png", "sizes": "192x192", "type": "image/png"},
                {"src": "theme/icon-512.png", "sizes": "512x512", "type": "image/png"},
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def _digest(data: bytes) -> str:
    """Return 64 bits of SHA-256: nobody gains by a collision here."""
    return hashlib.sha256(data).hexdigest()[:16]
