"""From output/ to dist/: the site as one file to carry.

It knows of the site what stands in output/, and nothing of content/.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from typing import TYPE_CHECKING

from afterlive import atomic
from afterlive.errors import DocumentError
from afterlive.packing.built_site import open_site
from afterlive.packing.epub import pack_epubs
from afterlive.packing.single_page import pack_pages
from afterlive.packing.zip import pack_zip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from afterlive.packing.built_site import BuiltSite
    from afterlive.progress import Track

    Pack = Callable[[BuiltSite, Path, Track], Iterator[Path]]

SUMS = "SHA256SUMS"
HOW_TO_MAKE_ZIM = "it takes libzim; install afterlive[zim], or type `make zim`"


def _pack_zim(site: BuiltSite, dist: Path, track: Track) -> Iterator[Path]:
    if not has_libzim():
        raise DocumentError(f"a .zim can't be made: {HOW_TO_MAKE_ZIM}")
    from afterlive.packing.zim import pack_zim  # noqa: PLC0415 - libzim is an extra

    yield from pack_zim(site, dist, track)


FORMATS: dict[str, Pack] = {"zip": pack_zip, "html": pack_pages, "epub": pack_epubs, "zim": _pack_zim}


def has_libzim() -> bool:
    """Tell whether a .zim can be made here."""
    return find_spec("libzim") is not None


def pack(output: Path, dist: Path, formats: Iterable[str], track: Track) -> Iterator[Path]:
    """Write the site in each format into dist/, return each file once it is whole; then the checksums of all.

    Raises DocumentError where output/ holds no live blog or a format can't be made, OSError.
    """
    site = open_site(output)
    if not site.live_blogs:
        raise DocumentError(f"there is no live blog in {output}: import a document, then build it again")
    dist.mkdir(parents=True, exist_ok=True)
    atomic.sweep(dist)
    for name in formats:
        yield from FORMATS[name](site, dist, track)
    packages = sorted(file for file in dist.iterdir() if file.is_file() and file.name != SUMS)
    atomic.write_changed(dist / SUMS, "".join(map(_sum, packages)).encode())


def _sum(file: Path) -> str:
    with file.open("rb") as opened:
        return f"{hashlib.file_digest(opened, 'sha256').hexdigest()}  {file.name}\n"
