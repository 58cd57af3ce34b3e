"""The promise that every address which a live blog ever had leads to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from afterlive.errors import DocumentError
from afterlive.permalinks import PERMALINKS, page_of, recorded

if TYPE_CHECKING:
    from afterlive.site.articles.content import LiveBlogFolder


def check_permalinks(folder: LiveBlogFolder, content: str) -> None:
    """Raise DocumentError if a permalink of a live blog would lead nowhere, given the path of content/."""
    pages = {article.url for article in folder.articles.values()}
    entries = recorded(Path(content, folder.name))
    lost = {entry for entry in entries if page_of(entry, folder.name) not in pages}
    if lost:  # articles are loaded only now, since few builds need them: they may have moved
        lost = lost.difference(*(getattr(article, "formerly", ()) for article in folder.load()))
    if lost:
        entry = min(lost)
        page = page_of(entry, folder.name)
        where = "its lead" if entry.endswith("/") else "the article that it is now"
        raise DocumentError(
            f"{page} was a permalink and would lead nowhere: write `Formerly: {entry}` "
            f"into {where}, or bring the article back with `Removed:` and the reason, "
            f"or take the line out of {folder.name}/{PERMALINKS} if it was never published"
        )
