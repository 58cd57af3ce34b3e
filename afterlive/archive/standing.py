"""How each document of documents/ stands: imported or not, and what is left for the keeper to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterlive.archive import facts
from afterlive.archive.capture import read
from afterlive.archive.folder import LEAD, live_blogs, load
from afterlive.archive.homes import documents_in
from afterlive.cache.imports import DOCUMENTS
from afterlive.document_files import checksum_of, toml_of
from afterlive.errors import DocumentError
from afterlive.reading.source.taken_down import REASON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from afterlive.progress import Track


@dataclass(frozen=True)
class Standing:
    """One document, and what is to be said of it."""

    document: str
    state: str
    unsure: int = 0
    accepted: int = 0
    page: tuple[int, int] | None = None
    """Which page of how many it is; 0 where it doesn't say which."""
    taken_down: int = 0
    """Marks in place of what was taken down."""
    warnings: tuple[str, ...] = ()


def standings(content: Path, track: Track) -> Iterator[Standing]:
    """Yield how each document stands. Raises DocumentError where content/ is damaged, OSError."""
    checksums: dict[str, str] = {}
    for folder in live_blogs(content):
        checksums |= load(folder)[LEAD].checksums
    for path in track(documents_in(content.parent / DOCUMENTS)):
        yield _standing(path, checksums.get(f"{DOCUMENTS}/{path.name}"))


def _standing(path: Path, imported: str | None) -> Standing:
    name = f"{DOCUMENTS}/{path.name}"
    checksum = checksum_of(path)
    state = "not imported" if imported is None else "imported" if imported == checksum else "changed"
    try:
        accepted = len(facts.from_toml(toml_of(path)).accepted)
        live_blog = read(path)
    except DocumentError as error:
        return Standing(name, f"{state}, can't be read: {error}")
    return Standing(
        document=name,
        state=state,
        unsure=len(live_blog.unsure),
        accepted=accepted,
        page=live_blog.page,
        taken_down=sum(each.reason.startswith(REASON) for each in live_blog.dropped),
        warnings=live_blog.warnings,
    )
