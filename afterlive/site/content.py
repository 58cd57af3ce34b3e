"""The articles of content/: what was read of them before is read again only where a file has changed."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from afterlive.model import DocumentError
from afterlive.site.keys import digest
from afterlive.site.workers import share

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from afterlive.site.scanning import Stamp
    from afterlive.site.sources import Source
    from afterlive.site.store import Store

MANY = 200
"""How many articles are worth a second process."""

_TICK = 2_000_000_000  # nanoseconds in which a file may change twice and keep its stamp: two seconds on FAT
_NEVER = -1  # the time of no file; 0 is that of many which were unpacked


class Entry(NamedTuple):
    """What is known of an article without opening its file."""

    time: int
    size: int
    digest: str
    """Of the whole file."""
    url: str
    """Of its page, empty if it has none."""
    linked: list[str] | None
    """The files that its text brings along; None if it has no link within content/."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A live blog's articles, by the names of their files."""

    name: str
    entries: Mapping[str, Entry]

    @property
    def key(self) -> str:
        """A digest of all that its articles say."""
        return digest(self.name, sorted((name, entry.digest) for name, entry in self.entries.items()))


def by_folder(files: Mapping[str, Stamp]) -> dict[str, dict[str, Stamp]]:
    """Return the files of each live blog. Raises DocumentError for one that is in none."""
    folders: dict[str, dict[str, Stamp]] = defaultdict(dict)
    for path in sorted(files):
        folder, _, name = path.partition("/")
        if not name or "/" in name:
            raise DocumentError(f"{path}: an article stands in the folder of its live blog; move it there")
        folders[folder][name] = files[path]
    return folders


@dataclass(frozen=True, slots=True)
class Content:
    """The articles by themselves, and what was read of them."""

    settings: Mapping[str, Any]
    store: Store
    """Of each live blog, by the names of files: the digest of a file, and the article that was read of it."""

    def folders(
        self, files: Mapping[str, Stamp], known: Callable[[str], Mapping[str, Entry]]
    ) -> list[Folder]:
        """Return the live blogs that articles make, some of which may be known. Raises DocumentError."""
        found = by_folder(files)
        before = {folder: known(folder) for folder in found}
        changed = [folder for folder in found if not _is_same(found[folder], before[folder])]
        articles = sum(len(found[folder]) for folder in changed)
        jobs = [partial(self._read, folder, found[folder], before[folder]) for folder in changed]
        if jobs:
            import afterlive.site.sources  # noqa: F401, PLC0415 - before each process would do so
        read = dict(zip(changed, share(jobs, pays=articles >= MANY), strict=True))
        return [Folder(folder, entries_of(read.get(folder)) or before[folder]) for folder in found]

    def sources(self, folder: Folder) -> list[Source]:
        """Return the published articles of a live blog. Raises DocumentError."""
        from afterlive.site.sources import from_json  # noqa: PLC0415 - slow, and few builds need it

        expected = {name: entry.digest for name, entry in folder.entries.items() if entry.url}
        return [from_json(source) for _, source in self._articles(folder.name, expected).values()]

    def _read(self, folder: str, stamps: Mapping[str, Stamp], known: Mapping[str, Entry]) -> dict[str, Entry]:
        """Return what is to be known of a live blog's articles."""
        sure = time.time_ns() - _TICK
        expected = {
            name: known[name].digest if name in known and known[name][:2] == stamp else ""
            for name, stamp in stamps.items()
        }
        return {
            name: Entry(
                time=stamps[name].time if stamps[name].time < sure else _NEVER,
                size=stamps[name].size,
                digest=content,
                url=source["url"],
                linked=source["linked"],
            )
            for name, (content, source) in self._articles(folder, expected).items()
        }

    def _articles(self, folder: str, expected: Mapping[str, str]) -> dict[str, list[Any]]:
        """Return articles with the digests of their files; one that isn't remembered as expected is read."""
        from afterlive.site.sources import Reader, to_json  # noqa: PLC0415 - slow, and few builds need it

        saved = self.store.load(folder) or {}
        reader = Reader(self.settings)
        articles = {}
        for name, content in expected.items():
            article = saved.get(name, ["", None])
            if not content or article[0] != content:
                data = Path(self.settings["PATH"], folder, name).read_bytes()
                content = blake2b(data, digest_size=16).hexdigest()  # noqa: PLW2901 - what it is now
                if article[0] != content:
                    article = [content, to_json(reader.read(f"{folder}/{name}", data))]
            articles[name] = article
        if articles.keys() - saved.keys() or any(articles[name] is not saved[name] for name in articles):
            self.store.save(folder, articles)
        return articles


def _is_same(stamps: Mapping[str, Stamp], known: Mapping[str, Entry]) -> bool:
    """Tell whether the articles of a live blog are those that are known."""
    return stamps.keys() == known.keys() and all(known[name][:2] == stamp for name, stamp in stamps.items())


def entries_of(value: Mapping[str, list[Any]] | None) -> dict[str, Entry]:
    """Return what is known of articles, from values of JSON."""
    return {name: Entry(*entry) for name, entry in (value or {}).items()}
