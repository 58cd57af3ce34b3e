"""What a service worker needs, so that the site can be read without a connection.

While a browser has a connection, nothing of this changes what a reader sees. `theme/sw.js` says how it works.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pelican.generators import Generator

from afterlive.cache.keys import digest
from afterlive.site.build.manifest import OFFLINE, Made
from afterlive.site.build.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from afterlive.site.articles.records import Site

WORKER = "sw.js"
MANIFEST = "manifest.webmanifest"
LIST = "offline.json"
SHELL = ("index.html", "about.html", "offline.html", "search.html", MANIFEST)
"""What is kept as soon as somebody reads a page, together with the theme."""
INDEX = "search"
"""The folder of the search index, which is kept with the first live blog."""


class OfflineGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Write the service worker and what goes with it, once all else stands in output/."""

    def generate_output(self, _writer: object) -> None:
        """Write the worker, the manifest, and of each live blog the list of its files."""
        built, worker = self.context["built"], Path(self.theme) / WORKER
        known = built.memory.made_of(OFFLINE)
        shop = Renderer(built.theme, built.output, built.memory, known)
        files = {MANIFEST: shop.put_text(MANIFEST, manifest(self.context["site"]))}
        digests = {path: written.content for path, written in built.files.items()}
        for path in built.output.others({WORKER, *known.files, *digests}):
            digests[path] = _digest(Path(self.output_path, path).read_bytes())
        digests[MANIFEST] = files[MANIFEST].content
        kept = editions(digests, sorted(built.live_blogs))
        for folder in (*built.live_blogs, INDEX):
            path = f"{folder}/{LIST}"
            files[path] = shop.put(path, kept[folder].edition, partial(list_of, kept[folder]))
        files[WORKER] = shop.put_text(WORKER, worker_of(kept, worker.read_text(encoding="utf-8")))
        for path in known.files.keys() - files.keys():
            built.output.remove(path)
        if files != known.files:
            built.memory.keep_made(OFFLINE, Made(files=files))


class Edition(NamedTuple):
    """Files that are kept together."""

    edition: str
    """A name that changes with each of them."""
    files: dict[str, str]
    """Their digests by path."""


def editions(digests: Mapping[str, str], live_blogs: Iterable[str]) -> dict[str, Edition]:
    """Return the editions of live blogs, of the search index and of the shell, by folder.

    `digests` has every file of the site.
    """
    folders: dict[str, dict[str, str]] = defaultdict(dict)
    for path in sorted(digests):
        folders[path.partition("/")[0]][path] = digests[path]
    kept = {folder: folders[folder] for folder in (*live_blogs, INDEX)}
    kept[""] = {path: digests[path] for path in SHELL if path in digests} | folders["theme"]
    return {folder: Edition(digest(files), files) for folder, files in kept.items()}


def list_of(edition: Edition) -> str:
    """Return the list of an edition's files."""
    return json.dumps(edition._asdict(), separators=(",\n", ": "))


def worker_of(kept: Mapping[str, Edition], worker: str) -> str:
    """Return the service worker, which knows the files of the shell and the names of the other editions."""
    names = {folder: edition.edition for folder, edition in kept.items() if folder}
    known = f"const SHELL = {json.dumps(kept['']._asdict())};\nconst EDITIONS = {json.dumps(names)};"
    return f'"use strict";\n{known}\n\n{worker}'


def manifest(site: Site) -> str:
    """Return the web app manifest, by which a browser puts the site among a reader's apps."""
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
    """Return what tells two contents apart: 64 bits of SHA-256, since nobody gains by a collision here."""
    return hashlib.sha256(data).hexdigest()[:16]
