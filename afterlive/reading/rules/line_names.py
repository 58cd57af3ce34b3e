"""Which lines and pictures of a document the keeper means, by their words, place or address."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from afterlive.model import NamedLine
from afterlive.reading.rules.prose import squeezed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterlive.model import LineName

ALIKE = 0.4
"""How much of its letters a line shares with the nearest, at least."""
FARTHEST = 12
"""So many lines before it tell a line from others of the same words, at the most."""


class LineNames:
    """The lines of a document, found by the names that a keeper gives them.

    Pictures that stand in no line, given by their addresses, are counted on behind the lines.
    """

    def __init__(self, lines: Sequence[str], pictures: Sequence[str] = ()) -> None:
        self._pictures = dict(enumerate(pictures, len(lines) + 1))
        self._lines = [squeezed(line) for line in lines]
        self._written = [number for number, text in enumerate(self._lines, 1) if text]
        self._ranks = {number: rank for rank, number in enumerate(self._written)}
        self._numbers: dict[str, list[int]] = {}
        for number in self._written:
            self._numbers.setdefault(self._lines[number - 1], []).append(number)

    def numbers(self, name: LineName) -> list[int]:
        """Return the numbers of the lines that a name means, counted from 1."""
        if isinstance(name, str):
            return self._numbers.get(squeezed(name), [])
        if name.picture:
            return [
                number
                for number, address in self._pictures.items()
                if name.text in {address, file_name(address)}
            ]
        if name.like:
            words = re.escape(squeezed(name.text)).replace(r"\*", ".*").replace(r"\#", r"(?:\d+|\#)")
            return [
                number
                for text in self._numbers
                if re.fullmatch(words, text)
                for number in self._numbers[text]
            ]
        same = self._numbers.get(squeezed(name.text), [])
        if name.after is None:
            return same
        before = [squeezed(line) for line in name.after.split("\n")]
        return [number for number in same if self._before(number, len(before)) == before]

    def _before(self, number: int, many: int) -> list[str]:
        """Return so many lines before one, blank ones aside; an empty one for the beginning."""
        rank = self._ranks[number]
        above = [self._lines[other - 1] for other in self._written[max(rank - many, 0) : rank]]
        return above if len(above) == many else ["", *above]

    def name(self, number: int) -> LineName:
        """Return what names a line: its words, and as many lines before it as tell it from the others.

        A picture is named by its address, wherever it stands.
        """
        if number in self._pictures:
            return NamedLine(self._pictures[number], picture=True)
        text = self._lines[number - 1]
        same = self._numbers[text]
        if len(same) == 1:
            return text
        many = 1
        while (
            many < FARTHEST
            and sum(self._before(other, many) == self._before(number, many) for other in same) > 1
        ):
            many += 1
        return NamedLine(text, after="\n".join(self._before(number, many)))

    def unmatched(self, key: str, name: LineName) -> str:
        """Return a sentence that says which line or picture comes nearest to a name that means none."""
        if isinstance(name, NamedLine) and name.picture:
            return self._unmatched_picture(key, name.text)
        text = squeezed(name if isinstance(name, str) else name.text)
        said = f"{key} names a line that is not in the document: “{text}”"
        same = self._numbers.get(text)
        if same:
            there = f"line {same[0]} stands behind “{self._before(same[0], 1)[-1]}”"
            return f"{said} behind “{squeezed(_after(name))}”; {there}"
        near = difflib.get_close_matches(text, self._numbers, 1, ALIKE)
        return f"{said}; the nearest is line {self._numbers[near[0]][0]}, “{near[0]}”" if near else said

    def _unmatched_picture(self, key: str, text: str) -> str:
        said = f"{key} names a picture that is not in the document: “{text}”"
        names = {name: each for each in self._pictures.values() for name in (file_name(each), each)}
        near = difflib.get_close_matches(text, names, 1, ALIKE)
        return f"{said}; the nearest is “{names[near[0]]}”" if near else said


def file_name(address: str) -> str:
    """Return the name of the file that an address ends in."""
    return unquote(re.split(r"[?#]", address)[0]).rpartition("/")[2]


def _after(name: LineName) -> str:
    return "" if isinstance(name, str) else name.after or ""
