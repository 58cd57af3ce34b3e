"""The name of a document, and the files beside it that belong to it."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PACKED = ".warc.gz"
"""An ending that is two."""
OF_A_PAGE = "a saved page"
"""What an archive of a page's pictures says at its beginning that it is part of."""
OPENING = 4096
PAGES = (".html", ".htm", ".xhtml", ".mhtml", ".mht")


def stem_of(path: Path) -> str:
    """Return the name of a document without its ending."""
    packed = path.name.lower().endswith(PACKED)
    return path.name[: -len(PACKED)] if packed else path.stem


def toml_of(path: Path) -> Path:
    """Return the path of what the keeper says of a document, NAME.toml."""
    return path.with_name(f"{stem_of(path)}.toml")


def pictures_of(path: Path) -> Path:
    """Return the path of the pictures that were fetched for a saved page, NAME.warc.gz."""
    return path.with_name(stem_of(path) + PACKED)


def checksum_of(path: Path) -> str:
    """Return what proves that a document is still the same, `sha256:…`. Raises OSError."""
    with path.open("rb") as opened:
        return f"sha256:{hashlib.file_digest(opened, 'sha256').hexdigest()}"


def is_of_a_page(path: Path) -> bool:
    """Tell whether a file is no document, but has the pictures of a page beside it. Raises OSError."""
    if not path.name.lower().endswith(PACKED) or not path.is_file():
        return False
    if not any(path.with_name(stem_of(path) + ending).is_file() for ending in PAGES):
        return False
    with path.open("rb") as opened:
        beginning = opened.read(OPENING)
    try:
        return f"isPartOf: {OF_A_PAGE}".encode() in zlib.decompressobj(wbits=31).decompress(
            beginning, OPENING
        )
    except zlib.error:
        return False
