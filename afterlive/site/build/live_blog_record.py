"""What the rest of a build needs of a live blog once its files are made: a record of a few kilobytes."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - msgspec reads it
from typing import TYPE_CHECKING

import msgspec

from afterlive.cache.keys import digest
from afterlive.site.articles.picture_copies import ENDING
from afterlive.site.build.editions import edition_of
from afterlive.site.search.numbering import IndexedLiveBlog  # noqa: TC001 - likewise

if TYPE_CHECKING:
    from afterlive.site.build.output import Files


class LiveBlogRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A live blog, in short."""

    folder: str
    articles: int
    """How many have a page."""
    indexed: IndexedLiveBlog
    """As the search index has it."""
    latest: dt.datetime | None
    """When the newest entry of its feed was published."""
    pages: int
    """How many of its pages the sitemap names."""
    listed: str
    """A digest of their paths."""
    own: int
    """How many files it has in its own folder."""
    edition: str
    """A digest of these, as the list for reading offline has it."""
    texts: str
    """Likewise, of its files in the folder of the search."""
    elsewhere: tuple[str, ...]
    """The paths of files that stand in neither folder, such as at its former addresses."""
    pictures: tuple[str, ...]
    """The keys of its copies of pictures."""


def record_of(
    articles: int, indexed: IndexedLiveBlog, latest: dt.datetime | None, files: Files
) -> LiveBlogRecord:
    """Return the record of a live blog with these files."""
    folders = folders_of(indexed.folder)
    own, texts = (
        {path: file.digest for path, file in files.items() if path.startswith(folder)} for folder in folders
    )
    listed = listed_in(files)
    return LiveBlogRecord(
        folder=indexed.folder,
        articles=articles,
        indexed=indexed,
        latest=latest,
        pages=len(listed),
        listed=digest(listed),
        own=len(own),
        edition=edition_of(own).edition,
        texts=digest(sorted(texts.items())),
        elsewhere=tuple(path for path in files if not path.startswith(folders)),
        pictures=tuple(file.key for path, file in files.items() if path.endswith(ENDING)),
    )


def folders_of(name: str) -> tuple[str, str]:
    """Return the folders of output/ that are a live blog's: of its pages, and of its texts for the search."""
    return f"{name}/", f"search/texts/{name}/"


def listed_in(files: Files) -> list[str]:
    """Return the paths of pages that a sitemap names, in order."""
    return sorted(path for path, file in files.items() if path.endswith(".html") and file.listed)
