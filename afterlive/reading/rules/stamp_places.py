"""The lines of a document, and the places beside the stamps of its updates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.rules import bylines, prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from afterlive.reading.rules.marks import Mark

OFFSETS = (-4, -3, -2, -1, 0, 1, 2)
"""How many lines behind a stamp a place is; in place 0 is what stands in the stamp's own line."""
USUAL = 0.5
"""A place holds names if so large a share of updates has one there."""
NEARLY_ALL = 0.8
"""The same share of what is said of nearly every update."""
MAX_LABEL = 4
"""Words."""
ACCOUNT = re.compile(r"@[\w.-]+(?:@[\w.-]+)?")


class TextLines(NamedTuple):
    """The lines of a document, with what is known of them so far."""

    texts: Sequence[str]
    marks: Sequence[Mark]
    """The stamps of updates."""
    places: Mapping[int, tuple[int, ...]]
    """For every place beside stamps the lines there."""

    def text(self, index: int) -> str:
        """Return what a line has beside its stamp; of none beyond the last."""
        return self.texts[index] if 0 <= index < len(self.texts) else ""


def lines_of(texts: Sequence[str], found: Sequence[Mark | None], marks: Sequence[Mark]) -> TextLines:
    """Return lines with the places beside their stamps; a line with a stamp counts without the stamp."""
    own = {mark.index: mark.words for mark in (*filter(None, found), *marks)}
    beside = [own.get(index, text) for index, text in enumerate(texts)]
    places = {
        offset: tuple(
            index
            for mark in marks
            if 0 <= (index := mark.index + offset) < len(texts)
            and beside[index]
            and (offset == 0) == (index in own)
        )
        for offset in OFFSETS
    }
    return TextLines(beside, marks, places)


def accounts(lines: TextLines) -> Iterator[int]:
    """Yield the accounts between a name and a stamp, if most updates have one."""
    found = [
        index
        for index in lines.places[-1]
        if ACCOUNT.fullmatch(lines.text(index)) and lines.text(index - 1) and is_label(lines.text(index - 1))
    ]
    yield from found if len(found) > USUAL * len(lines.marks) else ()


def is_label(text: str) -> bool:
    """Say whether a line has the shape of a label: a few words, and neither a sentence nor a byline."""
    return prose.count(text) <= MAX_LABEL and not prose.is_closed(text) and bylines.authors(text) is None
