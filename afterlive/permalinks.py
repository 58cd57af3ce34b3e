"""The file of a live blog's permalinks: what an import records in it, a build keeps."""

from __future__ import annotations

from pathlib import Path

PERMALINKS = "permalinks.txt"
"""Every slug that an update of the live blog ever had, one a line: a build that would lose one fails."""


def permalinks(folder: str | Path) -> set[str]:
    """Return every slug that an update of the live blog in a folder ever had. Raises OSError."""
    file = Path(folder, PERMALINKS)
    return set(file.read_text("utf-8").split()) if file.exists() else set()
