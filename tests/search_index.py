"""Another reader of the search index, in plain steps: what its files say, as the tests want to see it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


@dataclass
class Word:
    """A stem: its forms, and for each text its weight and its places."""

    forms: list[str]
    weights: dict[int, int]
    places: dict[int, list[int]]


class Index:
    """The files of an index, read."""

    def __init__(self, files: Iterable[tuple[str, str]]) -> None:
        self.files = dict(files)
        self.directory: dict[str, Any] = self.read("directory")
        self.shards = self.directory["shards"].split()
        self.words: dict[str, Word] = {}
        self.strays: dict[str, list[str]] = {}
        for shard in self.shards:
            self._read_shard(shard)

    def read(self, name: str) -> Any:  # noqa: ANN401 - whatever the file holds
        """Return what a file holds."""
        call = re.fullmatch(r'searchIndex\("([^"]+)",(.*)\)\n', self.files[f"{name}.js"], re.DOTALL)
        assert call
        assert call[1] == name
        return json.loads(call[2])

    def _read_shard(self, shard: str) -> None:
        places = iter(self.read(f"places/{shard}").split("\n"))
        for line in self.read(f"words/{shard}").split("\n"):
            head, *codes = line.split(" ")
            if not codes:
                form, *stems = head.split(">")
                self.strays[form] = stems
                continue
            stem, *changes = head.split(",")
            texts = list(running(numbers(codes[0])))
            self.words[stem] = Word(
                forms=[changed(stem, change) for change in changes] or [stem],
                weights=dict(zip(texts, numbers(codes[1]), strict=True)),
                places=dict(zip(texts, places_in(next(places)), strict=True)),
            )

    def stems(self, form: str) -> list[str]:
        """Return the stems of a form, by the one shard that it would stand in."""
        shard = self.shard_of(form)
        here = [
            stem for stem, word in self.words.items() if form in word.forms and self.shard_of(stem) == shard
        ]
        return here + self.strays.get(form, [])

    def shard_of(self, word: str) -> str | None:
        """Return the shard that a word stands in, if it stands anywhere."""
        names = [name for name in self.shards if word.encode().hex().startswith(name)]
        return max(names, key=len, default=None)

    def texts_with(self, form: str) -> dict[int, list[int]]:
        """Return the texts that a form is found in, and where."""
        found: dict[int, list[int]] = {}
        for stem in self.stems(form):
            for number, places in self.words[stem].places.items():
                found[number] = sorted({*found.get(number, []), *places})
        return found


def numbers(codes: str) -> Iterator[int]:
    """Decode numbers in base 32, the smallest digit first."""
    for code in re.findall(r"[P-o]*[0-O]", codes):
        yield sum((ord(digit) - 48) % 32 * 32**power for power, digit in enumerate(code))


def running(distances: Iterable[int]) -> Iterator[int]:
    """Add up distances, from before 0."""
    number = -1
    for distance in distances:
        number += distance
        yield number


def places_in(codes: str) -> list[list[int]]:
    """Return the places, text by text."""
    texts: list[list[int]] = []
    for number in numbers(codes):
        distance, same = divmod(number, 2)
        if same:
            texts[-1].append(texts[-1][-1] + distance)
        else:
            texts.append([distance])
    return texts


def changed(stem: str, change: str) -> str:
    """Make a form of a stem."""
    code = re.match(r"[P-o]*[0-O]", change)
    assert code
    return stem[: len(stem) - next(numbers(code[0]))] + change[code.end() :]


def changed_files(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """Name the files that are new, gone or other."""
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}
