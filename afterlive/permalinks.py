"""The file of a live blog's permalinks: what an import records in it, a build keeps."""

from __future__ import annotations

from pathlib import Path

PERMALINKS = "permalinks.txt"
"""Every address that the live blog ever had, one a line: a build that would lose one fails.

`slug` is a page of an update, `folder/` a name of the folder, `folder/slug` a page that it had in another.
"""


def recorded(folder: str | Path) -> set[str]:
    """Return all that is recorded of the live blog in a folder. Raises OSError."""
    file = Path(folder, PERMALINKS)
    return set(file.read_text("utf-8").split()) if file.exists() else set()


def permalinks(folder: str | Path) -> set[str]:
    """Return every slug that an update of the live blog in a folder ever had there. Raises OSError."""
    return {entry for entry in recorded(folder) if "/" not in entry}


def page_of(entry: str, folder: str) -> str:
    """Return the path of the page in the site that is recorded of the live blog in a folder."""
    if entry.endswith("/"):
        return f"{entry}index.html"
    return f"{entry}.html" if "/" in entry else f"{folder}/{entry}.html"


def record(entries: set[str]) -> bytes:
    """Return the file that records these."""
    return "".join(f"{entry}\n" for entry in sorted(entries)).encode()
