"""A keeper's folder with documents/ and content/, and the commands that fill it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterlive import archive
from afterlive.archive.folder import load
from afterlive.model import Facts

if TYPE_CHECKING:
    from pathlib import Path

    from afterlive.cache.imports import Report

FIRE = """\
Fire at the harbour
2024-03-03
Two warehouses are burning at the harbour.
10:40 GMT
The fire is out
The last flames were put out at twenty to eleven.
10:15 GMT
Ferries are cancelled
No ferry will sail before noon, the port said.
Passengers are asked to stay at home.
09:50 GMT
Smoke over the town
Residents should keep their windows closed.
"""


@dataclass(frozen=True)
class House:
    """A folder with documents/ and content/ in it."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def folder(self) -> Path:
        """The live blog that documents/fire.txt becomes."""
        return self.content / "fire"

    def document(self, text: str, name: str = "fire.txt", toml: str = "") -> Path:
        """Put a document into documents/."""
        path = self.root / "documents" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        if toml:
            path.with_suffix(".toml").write_text(toml, "utf-8")
        return path

    def run(self) -> list[Report]:
        """Import all of documents/."""
        return archive.import_folder(self.content, list)

    def bring(self, path: Path, **told: object) -> list[Report]:
        """Import a document from elsewhere."""
        return archive.import_document(path, self.content, Facts(**told), list)  # type: ignore[arg-type]

    def missing(self) -> list[str]:
        """Return what `verify` finds missing."""
        return [line for proof in archive.verify(self.content, list) for line in proof.missing]

    def files(self) -> dict[str, bytes]:
        """Return all files below the house with their bytes, but for what is remembered to spare work."""
        found = (path for path in self.root.rglob("*") if path.is_file() and ".cache" not in path.parts)
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}

    def article(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Change an article by hand."""
        text = self.article(name)
        assert old in text
        (self.folder / name).write_text(text.replace(old, new), "utf-8")

    def settle(self) -> None:
        """Let all files be an hour old, and import them as they are."""
        for path in self.root.rglob("*"):
            os.utime(path, (path.stat().st_mtime - 3600, path.stat().st_mtime - 3600))
        self.run()


def titles(house: House) -> list[str]:
    return [article.title for article in load(house.folder).values() if not article.is_lead]


def notes(reports: list[Report]) -> str:
    return "\n".join(note for report in reports for note in report.notes)
