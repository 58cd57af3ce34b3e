"""The files of content/ that are articles, found live blog by live blog without opening any."""

from __future__ import annotations

import os
import re
from fnmatch import translate
from typing import TYPE_CHECKING, Any

from afterlive.cache.scanning import scan
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from afterlive.cache.scanning import Stamp


class ArticleFiles:
    """The files that are articles by Pelican's settings, none of them hidden."""

    def __init__(self, root: str, settings: Mapping[str, Any], formats: Iterable[str]) -> None:
        self.root = root
        self._endings = tuple(f".{each}" for each in formats)
        self._within = tuple(f"{path}/" if path else "" for path in settings["ARTICLE_PATHS"])
        self._without = tuple(f"{path}/" for path in settings["ARTICLE_EXCLUDES"])
        patterns = (translate(pattern) for pattern in settings["IGNORE_FILES"])
        self._is_hidden = re.compile("|".join((r"\.", *patterns))).match
        self.are_markdown = True
        """Whether all that were found so far are files of Markdown."""

    def folders(self) -> list[str]:
        """Return the folders that may have articles. Raises DocumentError for an article beside them."""
        folders: list[str] = []
        files: list[str] = []
        if os.path.isdir(self.root):  # noqa: PTH112 - Paths would take most of the time
            with os.scandir(self.root) as entries:
                for entry in entries:
                    if not self._is_hidden(entry.name):
                        (folders if entry.is_dir() else files).append(entry.name)
        for name in sorted(filter(self._is_article, files)):
            raise _misplaced(name)
        return sorted(name for name in folders if self._may_hold(f"{name}/"))

    def of(self, folder: str) -> dict[str, Stamp]:
        """Return the articles of a folder by name, in order. Raises DocumentError for one that is deeper."""
        own = f"{folder}/"
        found = scan(self.root, [own], follow=True).files
        articles = {}
        for path in sorted(filter(self._is_article, found)):
            name = path.removeprefix(own)
            if not any(map(self._is_hidden, name.split("/"))):
                if "/" in name:
                    raise _misplaced(path)
                articles[name] = found[path]
        self.are_markdown &= all(name.endswith(".md") for name in articles)
        return articles

    def paths(self) -> Iterator[str]:
        """Yield the path of every article. Raises DocumentError."""
        for folder in self.folders():
            for name in self.of(folder):
                yield f"{folder}/{name}"

    def _is_article(self, path: str) -> bool:
        return (
            path.endswith(self._endings)
            and path.startswith(self._within)
            and not path.startswith(self._without)
        )

    def _may_hold(self, folder: str) -> bool:
        return not folder.startswith(self._without) and any(
            folder.startswith(path) or path.startswith(folder) for path in self._within
        )


def _misplaced(path: str) -> DocumentError:
    return DocumentError(f"{path}: an article stands in the folder of its live blog; move it there")
