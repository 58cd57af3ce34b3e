"""The articles of content/: what was read of them before is read again only where a file has changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from afterlive.cache.keys import digest
from afterlive.cache.scanning import Stamp, settled
from afterlive.cache.workers import share
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from afterlive.cache.store import Store
    from afterlive.site.articles.source import Source

MANY = 200
"""How many articles are worth a second process."""


class KnownArticle(NamedTuple):
    """What is known of an article without opening its file."""

    stamp: Stamp
    digest: str
    """Of the whole file."""
    url: str
    """Of its page, empty if it has none."""
    linked: tuple[str, ...] | None
    """The files that its text brings along; None if it has no link within content/."""


@dataclass(frozen=True)
class Folder:
    """A live blog's articles, by the names of their files."""

    name: str
    entries: Mapping[str, KnownArticle]

    @cached_property
    def key(self) -> str:
        """A digest of all that its articles say."""
        return digest(self.name, "".join(f"{name} {entry.digest} " for name, entry in self.entries.items()))

    @property
    def is_published(self) -> bool:
        """Tell whether any of its articles has a page; drafts alone make no live blog."""
        return any(entry.url for entry in self.entries.values())


class Articles(Protocol):
    """Gives the articles of live blogs."""

    def folders(self, files: Mapping[str, Stamp]) -> list[Folder]:
        """Return the live blogs that articles make."""

    def sources(self, folder: Folder) -> list[Source]:
        """Return the published articles of a live blog."""


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
    """The articles, and what is remembered of them, by live blog and name of file."""

    settings: Mapping[str, Any]
    entries: Store
    texts: Store
    """The digest of a file, and the article that was read of it."""

    def folders(self, files: Mapping[str, Stamp]) -> list[Folder]:
        """Return the live blogs that articles make, read where they have changed. Raises DocumentError."""
        found = by_folder(files)
        folders = {
            name: Folder(name, self.entries.load(name, dict[str, KnownArticle]) or {}) for name in found
        }
        changed = [name for name in found if not _is_same(found[name], folders[name].entries)]
        if changed:
            from afterlive.site.articles import source  # noqa: F401, PLC0415 - slow, and needed in each process
        jobs = [partial(self._read, name, found[name], folders[name].entries) for name in changed]
        sizes = [_new(found[name], folders[name].entries) for name in changed]
        for name, entries in zip(changed, share(jobs, sizes, pays=sum(sizes) >= MANY), strict=True):
            folders[name] = Folder(name, entries)
            self.entries.save(name, entries)
        return list(folders.values())

    def sources(self, folder: Folder) -> list[Source]:
        """Return the published articles of a live blog. Raises DocumentError."""
        from afterlive.site.articles.source import from_json  # noqa: PLC0415 - slow, and few builds need it

        expected = {name: entry.digest for name, entry in folder.entries.items() if entry.url}
        return [from_json(source) for _, source in self._articles(folder.name, expected).values()]

    def _read(
        self, folder: str, stamps: Mapping[str, Stamp], known: Mapping[str, KnownArticle]
    ) -> dict[str, KnownArticle]:
        """Return what is to be known of a live blog's articles."""
        same = {name for name, stamp in stamps.items() if name in known and known[name].stamp == stamp}
        expected = {name: known[name].digest if name in same else "" for name in stamps}
        sure = settled(stamps)
        return {
            name: KnownArticle(
                stamp=sure[name],
                digest=content,
                url=source["url"],
                linked=source["linked"],
            )
            for name, (content, source) in self._articles(folder, expected).items()
        }

    def _articles(self, folder: str, expected: Mapping[str, str]) -> dict[str, list[Any]]:
        """Return articles with the digests of their files; one that isn't remembered as expected is read."""
        from afterlive.site.articles.article_reader import ArticleReader  # noqa: PLC0415 - slow, and few builds need it
        from afterlive.site.articles.source import to_json  # noqa: PLC0415 - slow, and few builds need it

        saved, reader = self.texts.load(folder, dict[str, Any]) or {}, ArticleReader(self.settings)
        articles = {name: saved[name] for name in expected if name in saved}
        for name, content in expected.items():
            known = articles.get(name, [""])[0]
            if not content or known != content:
                data = self._data(f"{folder}/{name}")
                now = blake2b(data, digest_size=16).hexdigest()
                if known != now:
                    articles[name] = [now, to_json(reader.read(f"{folder}/{name}", data))]
        if any(article is not saved.get(name) for name, article in articles.items()):
            self.texts.save(folder, articles)
        return {name: articles[name] for name in expected}

    def _data(self, path: str) -> bytes:
        try:
            return Path(self.settings["PATH"], path).read_bytes()
        except OSError as error:
            raise DocumentError(f"{path}: {error.strerror}; build again when it can be read") from None


def _is_same(stamps: Mapping[str, Stamp], known: Mapping[str, KnownArticle]) -> bool:
    """Tell whether the articles of a live blog are those that are known."""
    return stamps.keys() == known.keys() and all(known[name].stamp == stamp for name, stamp in stamps.items())


def _new(stamps: Mapping[str, Stamp], known: Mapping[str, KnownArticle]) -> int:
    """Return how many articles of a live blog aren't known, or have changed."""
    return sum(name not in known or known[name].stamp != stamp for name, stamp in stamps.items())
