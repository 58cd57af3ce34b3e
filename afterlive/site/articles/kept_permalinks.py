"""The promise that every address which a live blog ever had leads to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from afterlive.errors import DocumentError
from afterlive.permalinks import PERMALINKS, page_of, recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from afterlive.site.articles.records import Lead, PublishedUpdate


def check_permalinks(
    folder: str, pages: Collection[str], load: Callable[[], list[Lead | PublishedUpdate]], content: str
) -> None:
    """Raise DocumentError if a permalink of a live blog would lead nowhere.

    `load` returns its articles: few builds need these. `content` is the path of content/.
    """
    entries = recorded(Path(content, folder))
    lost = {entry for entry in entries if page_of(entry, folder) not in pages}
    if lost:  # they may have moved
        lost = lost.difference(*(article.formerly for article in load()))
    if lost:
        entry = min(lost)
        page = page_of(entry, folder)
        where = "its lead" if entry.endswith("/") else "the article that it is now"
        raise DocumentError(
            f"{page} was a permalink and would lead nowhere: write `Formerly: {entry}` "
            f"into {where}, or bring the article back with `Removed:` and the reason, "
            f"or take the line out of {folder}/{PERMALINKS} if it was never published"
        )
