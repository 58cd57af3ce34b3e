"""The mark that stands in a document in place of lines that were taken down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afterlive.model import Dropped

if TYPE_CHECKING:
    from collections.abc import Sequence

REASON = "taken down: "
"""What the reason begins with for which a mark is among the dropped lines; the keeper's own follows."""
_MARK = re.compile(r"\[Taken down from this archive: (.+)\]")


def mark(why: str) -> str:
    """Return the line that stands for what was taken down."""
    return f"[Taken down from this archive: {why}]"


def parted(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[Dropped, ...]]:
    """Return lines with a blank one for each mark, and the marks as dropped lines."""
    found = {
        number: match for number, line in enumerate(lines, 1) if (match := _MARK.fullmatch(line.strip()))
    }
    left = tuple("" if number in found else line for number, line in enumerate(lines, 1))
    return left, tuple(
        Dropped(line=number, text=match[0], reason=REASON + match[1]) for number, match in found.items()
    )
