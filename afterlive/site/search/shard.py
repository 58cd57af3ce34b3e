"""A shard of the index: the words that begin alike, each with its forms and with where it occurs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from afterlive.site.search.analysis import Postings
from afterlive.site.search.stem_entry import StemEntry  # noqa: TC001 - msgspec reads it

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from afterlive.site.search.common_words import CommonWords

Changes = dict[str, Postings | None]
"""The new postings of stems in a live blog; None for a stem that is gone."""


class FormChange(NamedTuple):
    """That a word is a form of a stem, or is none any more."""

    form: str
    stem: str
    known: bool


class Shard(msgspec.Struct, frozen=True, array_like=True):
    """Words that begin alike."""

    entries: dict[str, StemEntry] = {}
    """Of its words that are stems."""
    strays: dict[str, list[str]] = {}
    """Of its words that are forms, the stems in other shards."""

    def sizes(self, is_here: Callable[[str], bool]) -> dict[str, int]:
        """Return the size of each word in characters: forms have none, and count only if they are here."""
        forms = filter(is_here, {form for entry in self.entries.values() for form in entry.forms})
        return {
            **dict.fromkeys(forms, 0),
            **dict.fromkeys(self.strays, 0),
            **{stem: len(entry.line) for stem, entry in self.entries.items()},
        }

    def with_postings(
        self, changes: Iterable[tuple[int, Changes]], common: CommonWords
    ) -> tuple[Shard, list[FormChange]]:
        """Return it with new postings, given for live blogs by their first texts, and which forms change."""
        by_stem: dict[str, dict[int, Postings | None]] = {}
        for first, of_live_blog in changes:
            for stem, found in of_live_blog.items():
                by_stem.setdefault(stem, {})[first] = found
        entries, forms = dict(self.entries), []
        for stem, changed in by_stem.items():
            old = entries.pop(stem, None)
            new = common.entry(stem, old, changed)
            if new:
                entries[stem] = new
            was, now = (set(entry.forms if entry else ()) for entry in (old, new))
            forms += [FormChange(form, stem, form in now) for form in sorted(was ^ now)]
        return Shard(entries, self.strays), forms

    def with_forms(self, changes: Iterable[FormChange]) -> Shard:
        """Return it with forms of stems in other shards."""
        strays = {form: set(stems) for form, stems in self.strays.items()}
        for form, stem, known in changes:
            stems = strays.setdefault(form, set())
            (stems.add if known else stems.discard)(stem)
        return Shard(self.entries, {form: sorted(stems) for form, stems in strays.items() if stems})

    def divided(self, words: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, Shard]]:
        """Return the shards that it is divided into, by name, given the words of each."""
        stems_of: dict[str, set[str]] = {form: set(stems) for form, stems in self.strays.items()}
        for stem, entry in self.entries.items():
            for form in entry.forms:
                stems_of.setdefault(form, set()).add(stem)
        for name, members in words.items():
            entries = {word: self.entries[word] for word in members if word in self.entries}
            strays = {word: sorted(stems_of.get(word, set()) - entries.keys()) for word in members}
            yield name, Shard(entries, {form: stems for form, stems in strays.items() if stems})

    def files(self, name: str) -> Iterator[tuple[str, str]]:
        """Return the paths and the texts of its files: the words, and their places."""
        entries = [self.entries[stem] for stem in sorted(self.entries)]
        strays = [f"{form}>{'>'.join(self.strays[form])}" for form in sorted(self.strays)]
        words, places = paths_of(name)
        yield words, "\n".join([*(entry.line for entry in entries), *strays])
        yield places, "\n".join(entry.places for entry in entries)


def paths_of(shard: str) -> tuple[str, str]:
    """Return the paths of the files of a shard."""
    return f"words/{shard}.js", f"places/{shard}.js"


def joined_shards(shards: Iterable[Shard]) -> Shard:
    """Return several shards as one."""
    entries: dict[str, StemEntry] = {}
    stems_of: dict[str, set[str]] = {}
    for shard in shards:
        entries |= shard.entries
        for form, stems in shard.strays.items():
            stems_of.setdefault(form, set()).update(stems)
    strays = {form: sorted(stems - entries.keys()) for form, stems in stems_of.items()}
    return Shard(entries, {form: stems for form, stems in strays.items() if stems})
