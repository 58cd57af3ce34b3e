"""The site as one .zip: unpack it, open `index.html`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from afterlive.atomic import appearing
from afterlive.packing.built_site import BuiltSite, contents

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from afterlive.progress import Track

# The same site makes the same bytes: the earliest date that the format knows, and Unix's plain file.
_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX, _PLAIN_FILE = 3, 0o100644


def pack_zip(site: BuiltSite, dist: Path, track: Track) -> Iterator[Path]:
    """Write the whole site into one file, in a folder of its name; raises OSError."""
    file = dist / f"{site.slug}.zip"
    with appearing(file) as temporary, ZipFile(temporary, "w") as packed:
        for path, data in contents(site, site.files, track):
            packed.writestr(packed_file(f"{site.slug}/{path}"), data, ZIP_DEFLATED, 9)
    yield file


def packed_file(path: str) -> ZipInfo:
    """Return the entry of a file, the same whenever and wherever it is made."""
    entry = ZipInfo(path, _DATE)
    entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE << 16
    return entry
