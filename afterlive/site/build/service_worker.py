"""What a service worker needs to serve without a network: lists of files, and itself.

While a browser has a connection, the worker changes nothing that a reader sees: see `theme/sw.js`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from afterlive.cache.keys import digest
from afterlive.cache.scanning import in_changed_folders
from afterlive.site.build.editions import Edition, edition_of, list_of
from afterlive.site.build.live_blog_record import folders_of
from afterlive.site.build.sitemaps import SITEMAP, sitemaps
from afterlive.site.search.directory import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from afterlive.site.articles.records import Site
    from afterlive.site.build.live_blog_state import LiveBlogState
    from afterlive.site.build.output import Files
    from afterlive.site.build.site_build import SiteBuild

WORKER = "sw.js"
WEB_MANIFEST = "manifest.webmanifest"
LIST = "offline.json"
SHELL = ("index.html", "about.html", "offline.html", "search.html", WEB_MANIFEST)
"""What is kept as soon as somebody reads a page, together with the theme."""
INDEX = "search"
"""The folder of the search index, which is kept with the first live blog."""
MOST_KEPT = 10_000
"""If the search index has more files, none is kept: a reader would wait for the whole archive."""
MOST_KNOWN = 500
"""Of more live blogs the worker knows no editions, since it would become too large itself."""


@dataclass(frozen=True)
class SiteLists:
    """What follows from all other files of the site: sitemaps, the web manifest, lists, the worker."""

    build: SiteBuild
    worker: Path
    """The theme's script."""

    def files(self) -> Files:
        """Write the files that have changed; return all."""
        site, output = self.build.theme.site, self.build.output
        made = {WEB_MANIFEST: output.put_text(WEB_MANIFEST, manifest(site)), **sitemaps(self.build)}
        digests = {**self._rest, WEB_MANIFEST: made[WEB_MANIFEST].digest}
        editions = {}
        for state in sorted(self.build.states, key=lambda state: state.folder.name):
            name = state.folder.name
            editions[name], text = self._live_blog(state)
            made[f"{name}/{LIST}"] = output.put(f"{name}/{LIST}", editions[name], text)
        editions[INDEX] = self._edition_of_index
        made[f"{INDEX}/{LIST}"] = output.put(f"{INDEX}/{LIST}", editions[INDEX], self._index)
        shell = shell_of(digests, (*SHELL, site.logo, site.stylesheet))
        script = self.worker.read_text(encoding="utf-8")
        made[WORKER] = output.put_text(WORKER, worker_of(editions, shell, self._paths(digests), script))
        return made

    def _live_blog(self, state: LiveBlogState) -> tuple[str, partial[str]]:
        """Return the edition of a live blog, and what makes its list."""
        others = {path: self._digest(path) for path in self._others(state)}
        if state.record and not others:
            return state.record.edition, partial(self._list_of, state.folder.name)
        edition = edition_of({**self._own(state.folder.name), **others})
        return edition.edition, partial(list_of, edition)

    def _own(self, name: str) -> dict[str, str]:
        """Return the digests of the files that were made of a live blog, and stand in its own folder."""
        return _within(f"{name}/", self.build.manifest(name).files)

    def _list_of(self, name: str) -> str:
        return list_of(edition_of(self._own(name)))

    def _others(self, state: LiveBlogState) -> list[str]:
        """Return the files in a live blog's folder that weren't made from it."""
        name, root = state.folder.name, self.build.root
        found = {*state.strays, *in_changed_folders(root, state.folders)}
        found -= {f"{name}/{LIST}", f"{name}/{SITEMAP}"}
        known = self.build.manifest(name).files if found else {}
        return [
            path
            for path in sorted(found)
            if path not in known and path.startswith(f"{name}/") and Path(root, path).is_file()
        ]

    @cached_property
    def _rest(self) -> dict[str, str]:
        """The digests of all files that are in no folder of a live blog, but for those that are made here."""
        build = self.build
        digests = {path: file.digest for path, file in build.archive.files.items()}
        found = chain(
            build.output.scan.files,
            in_changed_folders(build.root, build.output.scan.folders, without=build.own_folders),
        )
        for path in {*found} - digests.keys() - build.site_before.files.keys() - {WORKER}:
            if Path(build.root, path).is_file():
                digests[path] = self._digest(path)
        return digests

    @cached_property
    def _edition_of_index(self) -> str:
        if not self._is_index_kept:
            return edition_of({}).edition
        texts = sorted((record.folder, record.texts) for record in self.build.records)
        return digest(_sorted(self._index_alone), texts)

    @cached_property
    def _is_index_kept(self) -> bool:
        texts = sum(-(-record.indexed.size // TEXTS) for record in self.build.records)
        return len(self._index_alone) + texts <= MOST_KEPT

    @cached_property
    def _index_alone(self) -> dict[str, str]:
        """The digests of the search index, without the texts of live blogs."""
        return {path: made for path, made in self._rest.items() if path.startswith(f"{INDEX}/")}

    def _index(self) -> str:
        if not self._is_index_kept:
            return list_of(edition_of({}))
        files = _sorted(self._index_alone)
        for name in sorted(record.folder for record in self.build.records):
            _, folder = folders_of(name)
            files |= _sorted(_within(folder, self.build.manifest(name).files))
        return list_of(Edition(self._edition_of_index, files))

    def _paths(self, digests: Mapping[str, str]) -> Iterator[str]:
        """Yield paths that begin with every place of the site."""
        yield from digests
        for record in self.build.records:
            yield from record.elsewhere

    def _digest(self, path: str) -> str:
        """Return 64 bits of the SHA-256 of a file: nobody gains by a collision here."""
        return hashlib.sha256(Path(self.build.root, path).read_bytes()).hexdigest()[:16]


def _within(folder: str, files: Files) -> dict[str, str]:
    return {path: file.digest for path, file in files.items() if path.startswith(folder)}


def _sorted(digests: Mapping[str, str]) -> dict[str, str]:
    return {path: digests[path] for path in sorted(digests)}


def shell_of(digests: Mapping[str, str], names: Iterable[str] = SHELL) -> Edition:
    """Return the edition of the files with these names and of the theme, given the digests of the site's."""
    return edition_of(
        {path: made for path, made in digests.items() if path in names or path.startswith("theme/")}
    )


def worker_of(editions: Mapping[str, str], shell: Edition, paths: Iterable[str], worker: str) -> str:
    """Return the service worker, which knows the shell's files, other editions by folder, and all places.

    A place is what stands at the root of the site: by these, of all `paths`, it tells what isn't the site's.
    Where there are very many live blogs it knows neither their editions nor any place.
    """
    places = sorted({path.partition("/")[0] for path in (*paths, WORKER, SITEMAP)} - editions.keys())
    named: dict[str, object] = {"EDITIONS": editions, "PLACES": places}
    if len(editions) > MOST_KNOWN:
        named = {"EDITIONS": {INDEX: editions[INDEX]}, "PLACES": None}
    known = {"SHELL": shell._asdict(), **named}
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
