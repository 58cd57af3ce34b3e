"""Digests, which change if anything changes that a result depends on."""

from __future__ import annotations

import hashlib
import sys
import sysconfig
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

import afterlive

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def digest(*parts: object) -> str:
    """Return a digest of values that JSON can represent in full: strings, numbers, dates, records, bytes."""
    return hashlib.blake2b(msgspec.json.encode(parts), digest_size=16).hexdigest()


PLACES = frozenset(
    {"PATH", "OUTPUT_PATH", "CACHE_PATH", "THEME", "THEME_TEMPLATES_OVERRIDES", "GROUP", "JOIN"}
)
"""Settings that say where things are, and how work is divided: no result depends on them."""


def version_of(settings: Mapping[str, object]) -> str:
    """Return a digest of what all results depend on: the code, its packages, the settings.

    A setting whose `repr` is an address in memory has another digest in each run.
    """
    said = sorted((key, repr(value)) for key, value in settings.items() if key not in PLACES)
    return digest(_version_of_code(), said)


@cache
def _version_of_code() -> str:
    """Return a digest of what this process runs: Python, the installed packages, our own code."""
    packages = sorted(
        file.name for file in Path(sysconfig.get_path("purelib")).iterdir() if file.suffix == ".dist-info"
    )
    code = digest_of_files(Path(folder) for folder in afterlive.__path__)
    return digest(sys.version, packages, code)


def digest_of_files(folders: Iterable[Path]) -> str:
    """Return a digest of all files in folders, but for those that Python compiles."""
    files = (
        file for folder in folders for file in sorted(folder.rglob("*")) if file.parent.name != "__pycache__"
    )
    return digest([(file.name, file.read_bytes()) for file in files if file.is_file()])
