"""Kill imports: of a new document, and of a changed one over an archive with an edited article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive import archive
from afterlive.archive.importing import LOCK

if TYPE_CHECKING:
    from pathlib import Path

UPDATES = "".join(
    f"{20 - n}:00 GMT\nHarbour report number {n}\nThe harbour was quiet at this hour, for the {n}th time.\n"
    for n in range(12)
)
DOCUMENT = f"Quiet harbour\n2024-03-03\nNothing happened at the harbour all day.\n{UPDATES}"
OLDER = "07:00 GMT\nThe harbour opens\nThe gates were opened at seven.\n"


IGNORED = {LOCK, ".cache"}


def work(house: Path) -> None:
    archive.import_folder(house / "content", list)


def fresh(house: Path) -> None:
    (house / "documents").mkdir()
    (house / "documents" / "harbour.txt").write_text(DOCUMENT)


def changed(house: Path) -> None:
    fresh(house)
    work(house)
    edited = house / "content" / "harbour" / "0003-harbour-report-number-9.md"
    edited.write_text(edited.read_text().replace("quiet", "very quiet"))
    document = DOCUMENT.replace("number 5\nThe harbour was quiet", "number 5\nThe harbour was noisy")
    (house / "documents" / "harbour.txt").write_text(document + OLDER)
