"""The promise that an address which an update ever had leads to it for ever."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from afterlive.site.articles.content import Articles, Folder

RECORD = "permalinks.txt"
"""Beside the articles of a live blog: every slug that an update of it ever had, one a line."""


def hold(articles: Articles, folder: Folder, root: str) -> None:
    """Raise DocumentError where a permalink of a live blog would lead nowhere."""
    record = Path(root, folder.name, RECORD)
    recorded = record.read_text("utf-8").split() if record.exists() else []
    kept = {entry.url for entry in folder.entries.values()}
    lost = {slug for slug in recorded if f"{folder.name}/{slug}.html" not in kept}
    if lost:  # by their files' names; some may have moved
        from afterlive.site.articles.checks import formerly  # noqa: PLC0415 - slow, and few builds need it

        lost -= {
            slug for source in articles.sources(folder) for slug in formerly(source.path, source.metadata)
        }
    if lost:
        slug = min(lost)
        raise DocumentError(
            f"{folder.name}/{slug}.html was a permalink and would lead nowhere: write `Formerly: {slug}` "
            "into the article that it is now, or bring the article back with `Removed:` and the reason, "
            f"or take the line out of {folder.name}/{RECORD} if it was never published"
        )
