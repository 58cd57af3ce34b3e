"""The pictures of pages."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from afterlive import atomic, reading
from afterlive.capturing.capture_file import CaptureFile
from afterlive.capturing.fetching import Fetcher, NotFetchedError
from afterlive.document_files import OF_A_PAGE, is_of_a_page, pictures_of
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from afterlive.capturing.fetching import Options
    from afterlive.progress import Track


class Pictures(NamedTuple):
    """What became of the pictures that were looked for."""

    fetched: int
    missing: tuple[str, ...]
    """Why each of the others wasn't fetched, in a line."""


def fetch_pictures(wanted: Sequence[Sequence[str]], fetcher: Fetcher, track: Track) -> Pictures:
    """Fetch of each picture the first of its addresses at which there is one."""
    done: dict[str, str] = {}
    """What is wrong with each address, empty where nothing is."""
    for urls in track(wanted):
        for url in urls:
            if url not in done:
                done[url] = _problem(url, fetcher)
            if not done[url]:
                break
    groups = [[done[url] for url in urls if url in done] for urls in wanted]
    missing = tuple(dict.fromkeys(group[0] for group in groups if group and all(group)))
    return Pictures(sum(not all(group) for group in groups), missing)


def _problem(url: str, fetcher: Fetcher) -> str:
    try:
        found = fetcher.fetch(url)
    except NotFetchedError as error:
        return str(error)
    return "" if found.kind.startswith("image/") else f"{url}: no picture"


def capture_pictures(document: Path, track: Track, options: Options) -> Pictures:
    """Fetch what a saved page lacks of its pictures, into NAME.warc.gz beside it.

    Raises DocumentError, OSError.
    """
    target = pictures_of(document)
    if target == document:
        raise DocumentError(f"{document}: an archive, no saved page: it has the pictures that were captured")
    wanted = reading.wanted_pictures(document)
    if not wanted:
        return Pictures(0, ())
    if target.exists() and not is_of_a_page(target):
        raise DocumentError(f"{target}: another document has this name: rename {document.name}")
    with atomic.appearing(target) as temporary:
        if target.exists():
            shutil.copyfile(target, temporary)
        with temporary.open("ab") as file, closing(Fetcher(CaptureFile(file, OF_A_PAGE), options)) as fetcher:
            found = fetch_pictures(wanted, fetcher, track)
        if not found.fetched:
            why = f"no picture that it lacks can be fetched: {found.missing[0]}"
            raise DocumentError(f"{document}: {why}")
    return found
