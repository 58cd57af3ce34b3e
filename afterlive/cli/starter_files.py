"""The files that a keeper's folder begins with, and what is recorded of them for an upgrade."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import afterlive
from afterlive import atomic
from afterlive.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

RECORD = ".afterlive.json"
"""In a keeper's folder: the archive's name, and the digest of each file as `new` or `upgrade` wrote it."""


class Record(NamedTuple):
    """What is recorded in a keeper's folder."""

    name: str
    digests: Mapping[str, str]


def starter_files(name: str) -> dict[str, str]:
    """Return the texts of all files by their paths, for an archive of this name."""
    found = _texts(files(afterlive) / "starter", "")
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return {
        path: text.replace("@NAME@", quoted if path.endswith(".py") else name).replace(
            "@VERSION@", afterlive.VERSION
        )
        for path, text in sorted(found.items())
    }


def _texts(folder: Traversable, above: str) -> dict[str, str]:
    """Return the texts below a folder of the package, where `dot-` stands for the dot of a hidden file."""
    texts: dict[str, str] = {}
    for each in folder.iterdir():
        path = above + each.name.replace("dot-", ".", 1)
        if each.name == "__pycache__":
            continue  # whoever installs a package compiles what looks like modules
        if each.is_dir():
            texts |= _texts(each, f"{path}/")
        else:
            texts[path] = each.read_text("utf-8")
    return texts


def digest_of_text(text: str) -> str:
    """Return the SHA-256 of a text, however its system ends lines."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()


def read_record(folder: Path) -> Record:
    """Return what is recorded in a folder. Raises DocumentError where nothing is."""
    try:
        record = json.loads((folder / RECORD).read_text("utf-8"))
        return Record(record["name"], record["files"])
    except FileNotFoundError:
        raise DocumentError(f"there is no {RECORD} here: `afterlive new` didn't make this folder") from None
    except (ValueError, KeyError, TypeError):
        raise DocumentError(f"{RECORD} is damaged: bring it back from git") from None


def write_record(folder: Path, record: Record) -> None:
    """Write down what the files are."""
    known = {"name": record.name, "version": afterlive.VERSION, "files": record.digests}
    atomic.write(folder / RECORD, (json.dumps(known, ensure_ascii=False, indent=1) + "\n").encode())
