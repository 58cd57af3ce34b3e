"""documents/ and content/ as a BagIt bag in one .zip, for libraries and archives: what the site is made from.

See RFC 8493. The same files make the same bytes: a bag here has no date of its own.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from afterlive import VERSION
from afterlive.atomic import appearing
from afterlive.errors import DocumentError
from afterlive.packing.zip import packed_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from afterlive.packing.built_site import BuiltSite
    from afterlive.progress import Track

FOLDERS = ("content", "documents")
_DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_PIECE = 1 << 20
"""Bytes that are read at once: a document may be larger than memory."""
_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})


def pack_bag(site: BuiltSite, dist: Path, track: Track) -> Iterator[Path]:
    """Write the folders beside the built site as a bag; raises DocumentError where there is none, OSError."""
    root = site.folder.resolve().parent
    paths = [path for folder in FOLDERS for path in _files(root, folder)]
    if not paths:
        raise DocumentError(f"there is no content/ and no documents/ in {root}: a bag holds these")
    name = f"{site.slug}-bag"
    file = dist / f"{name}.zip"
    with appearing(file) as temporary, ZipFile(temporary, "w", ZIP_DEFLATED, compresslevel=9) as packed:
        sums: dict[str, str] = {}
        total = 0
        for path in track(paths):
            digest, size = _write(packed, packed_file(f"{name}/data/{path}"), root / path)
            sums[f"data/{path}"] = digest
            total += size
        tags = {
            "bagit.txt": _DECLARATION,
            "bag-info.txt": _info(site, f"{total}.{len(paths)}"),
            "manifest-sha256.txt": _manifest(sums),
        }
        tags["tagmanifest-sha256.txt"] = _manifest({path: _sha256(text) for path, text in tags.items()})
        for path, text in tags.items():
            packed.writestr(packed_file(f"{name}/{path}"), text.encode(), ZIP_DEFLATED, 9)
    yield file


def _files(root: Path, folder: str) -> list[str]:
    """Return the files of a folder by their paths from the root; what systems and programs leave is none."""
    found = sorted((root / folder).rglob("*"))
    shown = [path for path in found if not any(part.startswith(".") for part in path.relative_to(root).parts)]
    if link := next((path for path in shown if path.is_symlink()), None):
        raise DocumentError(f"{link}: is a link, and a bag takes in nothing through one; remove it")
    return [path.relative_to(root).as_posix() for path in shown if path.is_file()]


def _write(packed: ZipFile, entry: ZipInfo, file: Path) -> tuple[str, int]:
    """Write a file, and return its digest and its size."""
    digest, size = hashlib.sha256(), 0
    entry.compress_type = ZIP_DEFLATED
    with file.open("rb") as opened, packed.open(entry, "w", force_zip64=True) as written:
        while piece := opened.read(_PIECE):
            digest.update(piece)
            written.write(piece)
            size += len(piece)
    return digest.hexdigest(), size


def _info(site: BuiltSite, oxum: str) -> str:
    lines = {
        "Source-Organization": site.name,
        "External-Description": site.description,
        "External-Identifier": site.address,
        "Bag-Software-Agent": f"Afterlive {VERSION} <https://github.com/afterlive/afterlive>",
        "Payload-Oxum": oxum,
    }
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in lines.items() if value.strip())


def _manifest(sums: dict[str, str]) -> str:
    return "".join(f"{digest}  {path.translate(_ESCAPES)}\n" for path, digest in sums.items())


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
