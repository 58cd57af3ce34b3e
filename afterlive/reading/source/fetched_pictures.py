"""The pictures that `afterlive capture` fetched for a saved page, in an archive of the web beside it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from afterlive.document_files import is_of_a_page, pictures_of
from afterlive.reading.source import warc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@contextmanager
def fetched_for(path: Path) -> Iterator[Callable[[str], bytes | None] | None]:
    """Give what returns a fetched picture by its address; None where none were. Raises DocumentError."""
    beside = pictures_of(path)
    if beside == path or not is_of_a_page(beside):
        yield None
        return
    with beside.open("rb") as file, warc.opened(file) as archive:

        def load(url: str) -> bytes | None:
            found = archive.find(url) if url else None
            return found.load() if found else None

        yield load
