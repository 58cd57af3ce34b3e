"""The index: every word of the archive by its stem, with its forms and where it occurs, in a database.

It is brought up to date by what has changed: the words of one more update, not those of the archive.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - msgspec reads it
import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from afterlive.site.search.analysis import Part, joined
from afterlive.site.search.codes import Codes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

Changes = dict[str, Part | None]
"""By stem, what has changed in a live blog: None where it has the word no more."""
Parts = dict[str, Sequence[Any] | None]
"""By live blog, what there is of a word: a `Part`, maybe one that was JSON."""

_ROOM = 16

_TABLES = """
create table if not exists contents (data blob, proof integer);
create table if not exists entries
    (stem text primary key, parts text, line text, places text, forms text, proof integer);
"""


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """A live blog in the index."""

    folder: str
    title: str
    began: dt.date
    language: str
    size: int
    """How many texts it has."""
    state: str
    """A digest of what it is called, when it began, and what its texts are found by."""
    first: int = 0
    """The number of its first text; the others follow."""


class Entry(NamedTuple):
    """A word, and where it occurs."""

    parts: str
    """What each live blog has of it, as JSON."""
    line: str
    """Stem, forms, texts and weights, as a file of the index has them."""
    places: str
    forms: str
    """With spaces between."""


class Contents(NamedTuple):
    """What the index has, in short."""

    shelves: dict[str, Shelf]
    """The place of each live blog, by its folder."""
    words: dict[str, tuple[int, str]]
    """The length of each stem's line, and its forms with spaces between."""


class DamagedError(Exception):
    """The database doesn't hold what was put into it."""


def numbered(shelves: Iterable[Shelf]) -> Iterator[Shelf]:
    """Give each text a number.

    A live blog has room up to a power of two: it can grow before the numbers of those behind it move.
    """
    first = 0
    for shelf in shelves:
        yield msgspec.structs.replace(shelf, first=first)
        first += max(_ROOM, 1 << shelf.size.bit_length())


class Index:
    """The index, in a database of SQLite."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Open the index. Raises DamagedError."""
        self.database = database
        self.codes = Codes()
        self.written: dict[str, Entry] = {}
        """The words that were put into it just now, which need not be read."""
        database.executescript(_TABLES)
        self.contents = Contents({}, {})
        if row := database.execute("select data, proof from contents").fetchone():
            data, proof = row
            if zlib.crc32(data) != proof:
                raise DamagedError("contents")
            self.contents = msgspec.json.decode(data, type=Contents)

    def put(self, shelves: Sequence[Shelf], changes: Mapping[str, Changes]) -> set[str]:
        """Put what has changed in each live blog into the index; return the words that it concerns.

        Raises DamagedError.
        """
        by_stem = _by_stem(changes)
        concerned = set(by_stem)
        for stem, parts in by_stem.items():
            if old := self.entry(stem):
                concerned.update(old.forms.split(" "))
                by_stem[stem] = {**msgspec.json.decode(old.parts), **parts}
        self.database.executemany("delete from entries where stem = ?", ((stem,) for stem in by_stem))
        stay = {stem: known for stem, known in self.contents.words.items() if stem not in by_stem}
        self._write(shelves, by_stem, stay)
        return concerned.union(*(entry.forms.split(" ") for entry in self.written.values()))

    def fill(self, shelves: Sequence[Shelf], changes: Mapping[str, Changes]) -> None:
        """Put the words of live blogs into the index, in place of all that it holds."""
        self.database.execute("delete from entries")
        self._write(shelves, _by_stem(changes), {})

    def _write(
        self, shelves: Sequence[Shelf], by_stem: Mapping[str, Parts], words: dict[str, tuple[int, str]]
    ) -> None:
        """Write words beside others, of which it is known what the contents have."""
        entries = {stem: self._joined(stem, shelves, parts) for stem, parts in by_stem.items()}
        self.written = {stem: entry for stem, entry in entries.items() if entry.parts}
        rows = ((stem, *entry) for stem, entry in self.written.items())
        proven = ((*texts, _proof(texts)) for texts in rows)
        self.database.executemany("insert into entries values (?, ?, ?, ?, ?, ?)", proven)
        fresh = {stem: (len(entry.line), entry.forms) for stem, entry in self.written.items()}
        self.contents = Contents({shelf.folder: shelf for shelf in shelves}, words | fresh)
        data = msgspec.json.encode(self.contents)
        self.database.execute("delete from contents")
        self.database.execute("insert into contents values (?, ?)", (data, zlib.crc32(data)))

    def entry(self, stem: str) -> Entry | None:
        """Return a word of the index. Raises DamagedError."""
        if stem in self.written:
            return self.written[stem]
        row = self.database.execute("select * from entries where stem = ?", (stem,)).fetchone()
        return None if row is None else _proven(row)

    def entries(self, stems: Sequence[str]) -> list[Entry]:
        """Return these words, which are all from the first to the last. Raises DamagedError."""
        if all(stem in self.written for stem in stems):
            return [self.written[stem] for stem in stems]
        between = "select * from entries where stem between ? and ? order by stem"
        rows = self.database.execute(between, (stems[0], stems[-1])).fetchall()
        if [row[0] for row in rows] != list(stems):
            raise DamagedError(stems[0])
        return [_proven(row) for row in rows]

    def sizes(self) -> dict[str, int]:
        """Return the length of every stem's line."""
        return {stem: size for stem, (size, _) in self.contents.words.items()}

    def forms(self) -> dict[str, list[str]]:
        """Return the forms of every stem that isn't its only one."""
        return {stem: forms.split(" ") for stem, (_, forms) in self.contents.words.items() if forms != stem}

    def _joined(self, stem: str, shelves: Iterable[Shelf], parts: Parts) -> Entry:
        """Return a word with what all live blogs have of it."""
        kept: dict[str, Sequence[Any]] = {}
        last, texts, weights, places, forms = -1, "", "", "", set()
        for shelf in shelves:
            if part := parts.get(shelf.folder):
                kept[shelf.folder] = part
                first, end, further, weights_of_part, places_of_part, forms_of_part = part
                texts += self.codes[shelf.first + first - last] + further
                weights += weights_of_part
                places += places_of_part
                forms.add(forms_of_part)
                last = shelf.first + end
        every = joined(forms)
        changes = [self._change(stem, form) for form in every.split(" ")] if every != stem else []
        line = f"{','.join([stem, *changes])} {texts} {weights}"
        return Entry(msgspec.json.encode(kept).decode() if kept else "", line, places, every)

    def _change(self, stem: str, form: str) -> str:
        """Return a form as its stem has to be changed: how many letters that loses, and what it gains."""
        kept = next(
            (at for at, letters in enumerate(zip(stem, form, strict=False)) if len(set(letters)) > 1),
            min(len(stem), len(form)),
        )
        return self.codes[len(stem) - kept] + form[kept:]


def _by_stem(changes: Mapping[str, Changes]) -> dict[str, Parts]:
    by_stem: dict[str, Parts] = {}
    for folder, changed in changes.items():
        for stem, part in changed.items():
            by_stem.setdefault(stem, {})[folder] = part
    return by_stem


def _proven(row: Sequence[Any]) -> Entry:
    """Return a word from its row in the database. Raises DamagedError."""
    if _proof(row[:-1]) != row[-1]:
        raise DamagedError(row[0])
    return Entry(*row[1:-1])


def _proof(texts: Sequence[str]) -> int:
    return zlib.crc32("\0".join(texts).encode())
