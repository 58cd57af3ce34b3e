"""The live blogs of content/: an article is read again only if its file has changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from afterlive.cache.keys import digest
from afterlive.cache.scanning import Stamp, settled
from afterlive.cache.workers import share
from afterlive.errors import DocumentError
from afterlive.site.articles.checks import check_folders
from afterlive.site.articles.records import Lead, PublishedUpdate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from afterlive.cache.store import Store
    from afterlive.site.articles.article_reader import ArticleReader

MANY = 200
"""From this many new articles on, a second process pays."""

KIND = "articles"
"""The kind of articles in the store."""

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


def known_article(article: Lead | PublishedUpdate | None, stamp: Stamp, file_digest: str) -> KnownArticle:
    """Return what to remember of an article, None if it isn't published."""
    if article is None:
        return KnownArticle(stamp, file_digest, "", None, tagged=False)
    return KnownArticle(stamp, file_digest, article.url, article.linked, tagged=bool(article.topics))


@dataclass(frozen=True)
class LiveBlogFolder:
    """The folder of a live blog in content/."""

    name: str
    articles: Mapping[str, KnownArticle]
    """By the names of their files."""
    load: Callable[[], list[Lead | PublishedUpdate]]
    """Returns those that are published. Raises DocumentError."""

    @cached_property
    def key(self) -> str:
        """A digest of all that its articles say."""
        return digest(self.name, "".join(f"{name} {known.digest} " for name, known in self.articles.items()))

    @property
    def is_published(self) -> bool:
        """Tell whether any of its articles has a page; drafts alone make no live blog."""
        return any(known.url for known in self.articles.values())

    @property
    def has_topics(self) -> bool:
        """Tell whether any of its articles has a topic."""
        return any(known.tagged for known in self.articles.values())


def by_folder(files: Mapping[str, Stamp]) -> dict[str, dict[str, Stamp]]:
    """Return the files of each live blog, by name. Raises DocumentError for a file outside of all folders."""
    folders: dict[str, dict[str, Stamp]] = defaultdict(dict)
    for path in sorted(files):
        folder, _, name = path.partition("/")
        if not name or "/" in name:
            raise DocumentError(f"{path}: an article stands in the folder of its live blog; move it there")
        folders[folder][name] = files[path]
    return folders


@dataclass(frozen=True)
class Content:
    """The folder content/, and the store of what was read from it."""

    settings: Mapping[str, Any]
    store: Store

    def folders(
        self, files: Mapping[str, Stamp], known: Mapping[str, Mapping[str, KnownArticle]]
    ) -> list[LiveBlogFolder]:
        """Return all live blogs, given what is known of the articles of each. Raises DocumentError."""
        found = by_folder(files)
        check_folders(found)
        articles = {name: known.get(name, {}) for name in found}
        sizes = {name: _changes(stamps, articles[name]) for name, stamps in found.items()}
        changed = [name for name in found if sizes[name] or found[name].keys() != articles[name].keys()]
        jobs = [partial(self._read, self.reader, name, found[name], articles[name]) for name in changed]
        pays = sum(sizes.values()) >= MANY
        articles |= zip(changed, share(jobs, [sizes[name] for name in changed], pays=pays), strict=True)
        return [
            LiveBlogFolder(name, articles[name], partial(self._load, name, articles[name])) for name in found
        ]

    @cached_property
    def reader(self) -> ArticleReader:
        """The reader of articles, imported only if one has changed."""
        from afterlive.site.articles.article_reader import ArticleReader  # noqa: PLC0415 - slow, and few builds need it

        return ArticleReader(self.settings)

    def _load(self, folder: str, known: Mapping[str, KnownArticle]) -> list[Lead | PublishedUpdate]:
        """Return the published articles of a live blog. Raises DocumentError."""
        digests = {name: article.digest for name, article in known.items() if article.url}
        return [article for _, article in self._articles(folder, digests).values() if article]

    def _read(
        self,
        _reader: ArticleReader,  # made before this process forks
        folder: str,
        stamps: Mapping[str, Stamp],
        known: Mapping[str, KnownArticle],
    ) -> dict[str, KnownArticle]:
        """Return what to remember of a live blog's articles. Raises DocumentError."""
        same = {name for name, stamp in stamps.items() if name in known and known[name].stamp == stamp}
        digests = {name: known[name].digest if name in same else "" for name in stamps}
        sure = settled(stamps)
        return {
            name: known_article(article, sure[name], file_digest)
            for name, (file_digest, article) in self._articles(folder, digests).items()
        }

    def _articles(self, folder: str, digests: Mapping[str, str]) -> dict[str, ReadArticle]:
        """Return articles by name; one is read unless the store has it with the digest that is given.

        An empty digest says that the file has to be looked at. Raises DocumentError.
        """
        saved = self.store.load(KIND, folder, dict[str, ReadArticle]) or {}
        articles = {name: saved[name] for name in digests if name in saved}
        for name, known in digests.items():
            if not known or name not in saved or saved[name][0] != known:
                data = self._data(f"{folder}/{name}")
                now = blake2b(data, digest_size=16).hexdigest()
                if name not in saved or saved[name][0] != now:
                    articles[name] = now, self.reader.read(f"{folder}/{name}", data)
        if any(article is not saved.get(name) for name, article in articles.items()):
            self.store.save(KIND, folder, articles)
        return {name: articles[name] for name in digests}

    def _data(self, path: str) -> bytes:
        try:
            return Path(self.settings["PATH"], path).read_bytes()
        except OSError as error:
            raise DocumentError(f"{path}: {error.strerror}; build again when it can be read") from None


def _changes(stamps: Mapping[str, Stamp], known: Mapping[str, KnownArticle]) -> int:
    """Return how many files are new, or have changed."""
    return sum(name not in known or known[name].stamp != stamp for name, stamp in stamps.items())
