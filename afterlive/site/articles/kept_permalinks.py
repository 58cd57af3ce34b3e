"""The promise that every address which an update ever had leads to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from afterlive.errors import DocumentError
from afterlive.permalinks import PERMALINKS, permalinks

if TYPE_CHECKING:
    from afterlive.site.articles.content import LiveBlogFolder


def check_permalinks(folder: LiveBlogFolder, content: str) -> None:
    """Raise DocumentError if a permalink of a live blog would lead nowhere, given the path of content/."""
    pages = {article.url for article in folder.articles.values()}
    lost = {
        slug for slug in permalinks(Path(content, folder.name)) if f"{folder.name}/{slug}.html" not in pages
    }
    if lost:  # articles are loaded only now, since few builds need them: they may have moved
        lost = lost.difference(*(getattr(article, "formerly", ()) for article in folder.load()))
    if lost:
        slug = min(lost)
        raise DocumentError(
            f"{folder.name}/{slug}.html was a permalink and would lead nowhere: write `Formerly: {slug}` "
            "into the article that it is now, or bring the article back with `Removed:` and the reason, "
            f"or take the line out of {folder.name}/{PERMALINKS} if it was never published"
        )
