"""Pages that a browser or a PDF printed, copied as text: what stands at the head and foot of each."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from afterlive.model import Dropped
from afterlive.reading.rules import furniture, prose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COUNTED = re.compile(r"(?:(?P<words>\S.*?)\s{2,})?(?P<page>\d{1,4})\s?/\s?(?P<pages>\d{1,4})")
"""A foot: `https://courier.example/live    2/7`, or the count alone."""
FEWEST = 2
"""Pages."""


class Foot(NamedTuple):
    """A line that counts pages."""

    words: str
    page: int
    pages: int


def parted(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[Dropped, ...]]:
    """Return lines with a blank one for each head and foot of a printed page, and these as dropped lines."""
    found = dict.fromkeys(_feet(lines), "foot of a printed page")
    found |= dict.fromkeys(_heads(lines, found), "head of a printed page")
    left = tuple("" if index in found else line for index, line in enumerate(lines))
    return left, tuple(
        Dropped(line=index + 1, text=prose.squeezed(lines[index]), reason=reason)
        for index, reason in sorted(found.items())
    )


def _feet(lines: Sequence[str]) -> tuple[int, ...]:
    """Return the lines that count all pages from the first, with the same words beside the count."""
    counted: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        if foot := _foot(line.strip()):
            counted[foot.words, foot.pages].append((index, foot.page))
    whole = (
        tuple(index for index, _ in found)
        for (_, pages), found in counted.items()
        if pages >= FEWEST and [page for _, page in found] == list(range(1, pages + 1))
    )
    return next(whole, ())


def _foot(line: str) -> Foot | None:
    if not line[-1:].isdigit():
        return None
    if found := COUNTED.fullmatch(line):
        return Foot(found["words"] or "", int(found["page"]), int(found["pages"]))
    numbers = furniture.part(line)
    return Foot("", *numbers) if numbers else None


def _heads(lines: Sequence[str], feet: Mapping[int, str]) -> tuple[int, ...]:
    """Return the first lines of pages, if they are the same on all."""
    starts = [0, *(index + 1 for index in feet)]
    firsts = [
        next((index for index in range(start, len(lines)) if lines[index].strip()), -1) for start in starts
    ]
    heads = [index for index in firsts if index >= 0]
    same = len(heads) >= FEWEST and len({prose.squeezed(lines[index]) for index in heads}) == 1
    return tuple(heads) if feet and same else ()
