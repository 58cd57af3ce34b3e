"""What still has the words of an update that was taken down: other files, and git's history."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from afterlive import atomic
from afterlive.archive.folder import DROPPED
from afterlive.cache.imports import DOCUMENTS
from afterlive.permalinks import PERMALINKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

RUN = 8
"""Words in a row that no two texts have by chance."""
FEW = 3
"""Words without which a line, such as a stamp, says nothing."""
BLOBS = ".cache/taken-down"
"""The names of all versions of files that git's history has of what was taken down."""


def places(content: Path, texts: Iterable[str], but: Path) -> Iterator[str]:
    """Yield where content/ and documents/, but for one file, have the same words as texts that are gone."""
    runs = {run for text in texts for run in _runs(text)}
    folders = (content, content.parent / DOCUMENTS)
    for path in sorted(
        path for folder in folders for path in folder.rglob("*") if path.is_file() and path != but
    ):
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), 1):
            spoken = f" {' '.join(_words(line))} "
            if any(f" {run} " in spoken for run in runs):
                yield f"{path}, line {number}"


def _runs(text: str) -> Iterator[str]:
    words = _words(text)
    if sum(word.isalpha() for word in words) >= FEW:
        yield from (" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def old_blobs(folder: Path, files: Iterable[Path], slugs: Iterable[str]) -> set[str]:
    """Return the names that git has for all versions of what a live blog has of an update.

    These are given files, those of the update by any of its slugs, and the live blog's records.
    """
    root = folder.parent.parent
    here = folder.relative_to(root)
    paths = [
        *(path.relative_to(root) for path in files),
        *(_files_of(slug, here) for slug in slugs),
        *(here / record for record in (DROPPED, PERMALINKS)),
    ]
    log = ("log", "--all", "--format=", "--raw", "--no-abbrev", "--no-renames", "--")
    lines = _git(root, *log, *map(str, paths)).split("\n")
    return {blob for line in lines for blob in line.split(" ")[2:4] if blob.strip("0")}


def _files_of(slug: str, folder: Path) -> str:
    """Return git's pattern for the files of an update, at any position that it had."""
    elsewhere, _, name = slug.rpartition("/")
    return f":(glob){folder.with_name(elsewhere) if elsewhere else folder}/*-{name}.md"


def remember(folder: Path, blobs: Iterable[str]) -> int:
    """Write down old blobs beside those of earlier times, for git filter-repo; return how many there are.

    What a file of documents/ or of the live blog holds now is no old one.
    """
    root = folder.parent.parent
    record = root / BLOBS
    known = set(record.read_text("utf-8").split()) if record.exists() else set()
    folders = (folder, root / DOCUMENTS)
    paths = [path.relative_to(root) for each in folders for path in each.rglob("*") if path.is_file()]
    now = set(_git(root, "hash-object", "--", *map(str, paths)).split())
    found = (known | set(blobs)) - now
    if found:
        atomic.write(record, "".join(f"{blob}\n" for blob in sorted(found)).encode())
    return len(found)


def _git(root: Path, *arguments: str) -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    done = subprocess.run(  # noqa: S603 - its arguments are paths behind `--`
        [git, *arguments], cwd=root, capture_output=True, text=True, check=False
    )
    return done.stdout if done.returncode == 0 else ""
