"""The live blogs of content/: an article is read again only if its file has changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import msgspec

from afterlive.cache.keys import digest
from afterlive.cache.scanning import Stamp, settled
from afterlive.cache.workers import share
from afterlive.errors import DocumentError
from afterlive.site.articles.checks import check_folders
from afterlive.site.articles.kept_permalinks import check_permalinks
from afterlive.site.articles.links import check_files
from afterlive.site.articles.records import Lead, PublishedUpdate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from afterlive.cache.store import Store
    from afterlive.site.articles.article_files import ArticleFiles
    from afterlive.site.articles.article_reader import ArticleReader

MANY = 200
"""From this many new articles on, a second process pays."""

ARTICLES, KNOWN = "articles", "known"
"""The kinds in the store: articles as they were read, and what to remember of each, by live blog."""

ReadArticle = tuple[str, Lead | PublishedUpdate | None]
"""The digest of an article's file, and the article, None if it isn't published."""


class KnownArticle(NamedTuple):
    """What a build remembers of an article, to use it without opening the file."""

    stamp: Stamp
    digest: str
    """Of the whole file."""
    url: str
    """Of its page, empty if it isn't published."""
    linked: tuple[str, ...] | None
    """As in its text."""
    tagged: bool
    """Whether it has a topic."""


KnownArticles = dict[str, KnownArticle]
"""Those of a live blog, by the names of their files."""


def known_article(article: Lead | PublishedUpdate | None, stamp: Stamp, file_digest: str) -> KnownArticle:
    """Return what to remember of an article, None if it isn't published."""
    if article is None:
        return KnownArticle(stamp, file_digest, "", None, tagged=False)
    return KnownArticle(stamp, file_digest, article.url, article.linked, tagged=bool(article.topics))


class LiveBlogFolder(msgspec.Struct, frozen=True, kw_only=True):
    """The folder of a live blog in content/, in short: what it holds stays on disk."""

    name: str
    key: str
    """A digest of all that its articles say."""
    articles: int
    pages: int
    """How many of its articles are published; drafts alone make no live blog."""
    has_topics: bool
    linked: tuple[str, ...]
    """The files that these link to."""


class Articles(Protocol):
    """What the articles of a live blog say."""

    def known(self, folder: str) -> KnownArticles:
        """Return what is remembered of them. Raises DocumentError."""

    def published(self, folder: str) -> list[Lead | PublishedUpdate]:
        """Return those that are published. Raises DocumentError."""


def folder_of(name: str, known: KnownArticles, articles: Articles, content: str) -> LiveBlogFolder:
    """Return the folder with these articles.

    Raises DocumentError for a permalink that would lead nowhere, or for a file that no article may link to.
    """
    published = {file: article for file, article in known.items() if article.url}
    pages = {article.url for article in published.values()}
    check_permalinks(name, pages, partial(articles.published, name), content)
    for file, article in published.items():
        if article.linked:
            check_files(f"{name}/{file}", article.linked, content)
    return LiveBlogFolder(
        name=name,
        key=digest(name, "".join(f"{file} {article.digest} " for file, article in known.items())),
        articles=len(known),
        pages=len(published),
        has_topics=any(article.tagged for article in known.values()),
        linked=tuple({path: None for article in published.values() for path in article.linked or ()}),
    )


class ChangedFolder(NamedTuple):
    """A folder in which something has changed since the build before."""

    name: str
    changes: int
    """How many articles are new, or have changed."""


@dataclass(frozen=True)
class Content:
    """The folder content/, and the store of what was read from it."""

    settings: Mapping[str, Any]
    store: Store
    files: ArticleFiles

    def look(self, names: Iterable[str]) -> list[LiveBlogFolder | ChangedFolder]:
        """Return those of these folders that have articles, and read none. Raises DocumentError."""
        found = [found for name in names if (found := self._look_at(name))]
        check_folders(folder.name for folder in found)
        return found

    def read(self, found: Iterable[LiveBlogFolder | ChangedFolder]) -> list[LiveBlogFolder]:
        """Return folders once what has changed in them was read. Raises DocumentError."""
        folders = {folder.name: folder for folder in found}
        changed = [folder for folder in folders.values() if isinstance(folder, ChangedFolder)]
        sizes = [folder.changes for folder in changed]
        pays = sum(sizes) >= MANY
        reader = self.reader if pays else None
        jobs = [partial(self._read, reader, folder.name) for folder in changed]
        for folder in share(jobs, sizes, pays=pays):
            folders[folder.name] = folder
        return [folder for folder in folders.values() if isinstance(folder, LiveBlogFolder)]

    @cached_property
    def reader(self) -> ArticleReader:
        """The reader of articles, imported only if one has changed."""
        from afterlive.site.articles.article_reader import ArticleReader  # noqa: PLC0415 - slow, and few builds need it

        return ArticleReader(self.settings)

    def known(self, folder: str) -> KnownArticles:
        """Return what is remembered of a live blog's articles. Raises DocumentError."""
        return self._saved(folder) or self._now(folder)

    def published(self, folder: str) -> list[Lead | PublishedUpdate]:
        """Return the published articles of a live blog. Raises DocumentError."""
        digests = {name: article.digest for name, article in self.known(folder).items() if article.url}
        return [article for _, article in self._articles(folder, digests).values() if article]

    def has_topics(self, folder: str) -> bool:
        """Tell whether any article of a folder has a topic. Raises DocumentError."""
        return any(article.tagged for article in self.known(folder).values())

    def _look_at(self, folder: str) -> LiveBlogFolder | ChangedFolder | None:
        """Return a folder, None if it has no article. Raises DocumentError."""
        stamps = self.files.of(folder)
        if not stamps:
            return None
        known = self._saved(folder)
        changes = _changes(stamps, known)
        if changes or known.keys() != stamps.keys():
            return ChangedFolder(folder, changes)
        return folder_of(folder, known, self, self.settings["PATH"])

    def _read(self, _reader: ArticleReader | None, folder: str) -> LiveBlogFolder:
        """Read what has changed in a folder; the reader is made before a process forks to use it."""
        return folder_of(folder, self._now(folder), self, self.settings["PATH"])

    def _saved(self, folder: str) -> KnownArticles:
        return self.store.load(KNOWN, folder, KnownArticles) or {}

    def _now(self, folder: str) -> KnownArticles:
        """Read what has changed of a live blog's articles; return what to remember. Raises DocumentError."""
        stamps, known = self.files.of(folder), self._saved(folder)
        same = {name for name, stamp in stamps.items() if name in known and known[name].stamp == stamp}
        digests = {name: known[name].digest if name in same else "" for name in stamps}
        sure = settled(stamps)
        now = {
            name: known_article(article, sure[name], file_digest)
            for name, (file_digest, article) in self._articles(folder, digests).items()
        }
        self.store.save(KNOWN, folder, now)
        return now

    def _articles(self, folder: str, digests: Mapping[str, str]) -> dict[str, ReadArticle]:
        """Return articles by name; one is read unless the store has it with the digest that is given.

        An empty digest says that the file has to be looked at. Raises DocumentError.
        """
        saved = self.store.load(ARTICLES, folder, dict[str, ReadArticle]) or {}
        articles = {name: saved[name] for name in digests if name in saved}
        for name, known in digests.items():
            if not known or name not in saved or saved[name][0] != known:
                data = self._data(f"{folder}/{name}")
                now = blake2b(data, digest_size=16).hexdigest()
                if name not in saved or saved[name][0] != now:
                    articles[name] = now, self.reader.read(f"{folder}/{name}", data)
        if any(article is not saved.get(name) for name, article in articles.items()):
            self.store.save(ARTICLES, folder, articles)
        return {name: articles[name] for name in digests}

    def _data(self, path: str) -> bytes:
        try:
            return Path(self.settings["PATH"], path).read_bytes()
        except OSError as error:
            raise DocumentError(f"{path}: {error.strerror}; build again when it can be read") from None


def _changes(stamps: Mapping[str, Stamp], known: Mapping[str, KnownArticle]) -> int:
    """Return how many files are new, or have changed."""
    return sum(name not in known or known[name].stamp != stamp for name, stamp in stamps.items())
