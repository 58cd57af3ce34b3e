"""What links within content/ may lead to: pages of Pelican's own, and articles, looked up when asked for."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from afterlive.site.articles.links import LinkTarget

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from afterlive.site.articles.content import Articles

_AT_HAND = 16
"""How many live blogs are kept in memory: links lead to a few, their own most of all."""


class AddressedPages(dict[str, Any]):
    """Pages by the paths of their files, for Pelican's context: of articles none is in memory.

    Going through them finds Pelican's own alone.
    """

    def __init__(
        self, own: Mapping[str, Any], articles: Articles, folders: Collection[str], under: str = ""
    ) -> None:
        """Take over Pelican's own pages; `folders` are those of live blogs, which stand under a path."""
        super().__init__(own)
        self.articles, self.folders, self._under = articles, folders, under
        self._urls: OrderedDict[str, dict[str, str]] = OrderedDict()

    def get(self, path: str, default: Any = None) -> Any:  # noqa: ANN401 - Pelican has no types
        """Return the page of a file."""
        if own := super().get(path):
            return own
        url = self._url(path)
        return LinkTarget(f"{self._under}{url}") if url else default

    def __missing__(self, path: str) -> LinkTarget:
        """Return the page of an article. Raises KeyError."""
        if url := self._url(path):
            return LinkTarget(f"{self._under}{url}")
        raise KeyError(path)

    def __contains__(self, path: object) -> bool:
        """Tell whether a file has a page."""
        return super().__contains__(path) or (isinstance(path, str) and bool(self._url(path)))

    def _url(self, path: str) -> str:
        """Return the address of an article's page within the live blogs; empty if there is none."""
        if not path.startswith(self._under):
            return ""
        folder, _, name = path.removeprefix(self._under).partition("/")
        if not name or "/" in name or folder not in self.folders:
            return ""
        if folder not in self._urls:
            if len(self._urls) == _AT_HAND:
                self._urls.popitem(last=False)
            known = self.articles.known(folder)
            self._urls[folder] = {file: article.url for file, article in known.items() if article.url}
        self._urls.move_to_end(folder)
        return self._urls[folder].get(name, "")
