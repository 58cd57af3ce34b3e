"""Which lines of a document the keeper means, by their words and by what stands before them."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from afterlive.model import NamedLine
from afterlive.reading.rules.prose import squeezed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterlive.model import LineName

ALIKE = 0.4
"""How much of its letters a line shares with the nearest, at least."""


class LineNames:
    """The lines of a document, found by the names that a keeper gives them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = [squeezed(line) for line in lines]
        self._before: dict[int, str] = {}
        self._numbers: dict[str, list[int]] = {}
        last = ""
        for number, text in enumerate(self._lines, 1):
            if text:
                self._before[number] = last
                self._numbers.setdefault(text, []).append(number)
                last = text

    def numbers(self, name: LineName) -> list[int]:
        """Return the numbers of the lines that a name means, counted from 1."""
        if isinstance(name, str):
            return self._numbers.get(squeezed(name), [])
        if name.like:
            words = ".*".join(map(re.escape, squeezed(name.text).split("*")))
            return [
                number
                for text in self._numbers
                if re.fullmatch(words, text)
                for number in self._numbers[text]
            ]
        before = squeezed(name.after or "")
        return [
            number for number in self._numbers.get(squeezed(name.text), []) if self._before[number] == before
        ]

    def name(self, number: int) -> LineName:
        """Return what names a line: its words, and the line before it where others have the same words."""
        text = self._lines[number - 1]
        return text if len(self._numbers[text]) == 1 else NamedLine(text, after=self._before[number])

    def unmatched(self, key: str, name: LineName) -> str:
        """Return a sentence that says which line comes nearest to a name that means none."""
        text = squeezed(name if isinstance(name, str) else name.text)
        said = f"{key} names a line that is not in the document: “{text}”"
        same = self._numbers.get(text)
        if same:
            there = f"line {same[0]} stands behind “{self._before[same[0]]}”"
            return f"{said} behind “{squeezed(_after(name))}”; {there}"
        near = difflib.get_close_matches(text, self._numbers, 1, ALIKE)
        return f"{said}; the nearest is line {self._numbers[near[0]][0]}, “{near[0]}”" if near else said


def _after(name: LineName) -> str:
    return "" if isinstance(name, str) else name.after or ""
