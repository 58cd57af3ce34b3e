"""The index: every stem of the archive with its forms, and where it occurs in all live blogs.

It is made from the index of the build before and from what has changed since: for one more update the words
of that update are read, not those of the archive. What the next build needs of it is saved shard by shard.
"""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import msgspec

from afterlive.site.search.analysis import joined
from afterlive.site.search.codes import Codes
from afterlive.site.search.numbering import IndexedLiveBlog  # noqa: TC001 - msgspec reads it
from afterlive.site.search.shards import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from afterlive.site.search.segment import SegmentChange

_CODES = Codes()


class StemEntry(msgspec.Struct, frozen=True, array_like=True):
    """A stem, as the files of the index have it."""

    postings: msgspec.Raw
    """JSON: the `Postings` in each live blog, by folder."""
    line: str
    """Stem, forms, texts and weights."""
    places: str


class IndexState(msgspec.Struct, frozen=True, kw_only=True):
    """What the next build has to know of an index, beside the entries of each shard."""

    live_blogs: dict[str, IndexedLiveBlog] = {}
    """By folder."""
    stems: dict[str, tuple[int, str]] = {}
    """The length of each stem's line, and its forms with spaces between."""
    shards: list[str] = []
    """Their names."""


class Index:
    """The index of all live blogs."""

    def __init__(
        self,
        before: IndexState,
        live_blogs: Sequence[IndexedLiveBlog],
        changes: Iterable[SegmentChange],
        load: Callable[[str], Mapping[str, StemEntry]],
    ) -> None:
        """Bring the index of the build before up to date; that of a first build is empty.

        `load` returns the entries of one of its shards, by stem. Live blogs that it has already must have the
        same numbers as in it.
        """
        self.live_blogs = live_blogs
        self._shards_before, self._load = frozenset(before.shards), cache(load)
        by_stem: dict[str, dict[str, Any]] = {}
        for change in changes:
            for stem, postings in msgspec.json.decode(change.postings).items():
                by_stem.setdefault(stem, {})[change.live_blog.folder] = postings
        self.stems = {stem: known for stem, known in before.stems.items() if stem not in by_stem}
        self.concerned = set(by_stem)
        """The stems that have changed, with their forms, old and new."""
        self._changed: dict[str, StemEntry] = {}
        for stem, changed in by_stem.items():
            postings = changed
            if stem in before.stems:
                self.concerned.update(before.stems[stem][1].split(" "))
                old = self._loaded(stem)
                postings = {**(msgspec.json.decode(old.postings) if old else {}), **changed}
            if any(postings.values()):
                entry, forms = entry_of(stem, live_blogs, postings)
                self._changed[stem] = entry
                self.stems[stem] = len(entry.line), forms
                self.concerned.update(forms.split(" "))

    def entry(self, stem: str) -> StemEntry:
        """Return the entry of a stem."""
        return self._changed.get(stem) or self._load(home_of(stem, self._shards_before))[stem]

    def forms(self) -> dict[str, list[str]]:
        """Return the forms of each stem, unless the stem itself is the only one."""
        return {stem: forms.split(" ") for stem, (_, forms) in self.stems.items() if forms != stem}

    def state(self, shards: Iterable[str]) -> IndexState:
        """Return what the next build has to know, given the names of the shards."""
        live_blogs = {live_blog.folder: live_blog for live_blog in self.live_blogs}
        return IndexState(live_blogs=live_blogs, stems=self.stems, shards=list(shards))

    def _loaded(self, stem: str) -> StemEntry | None:
        return self._load(home_of(stem, self._shards_before)).get(stem)


def home_of(word: str, shards: frozenset[str]) -> str:
    """Return the name of the shard that a word is in: the longest one that the word's key begins with."""
    key = key_of(word)
    return next(key[:length] for length in range(len(key), 0, -1) if key[:length] in shards)


def entry_of(
    stem: str, live_blogs: Iterable[IndexedLiveBlog], postings: Mapping[str, Sequence[Any] | None]
) -> tuple[StemEntry, str]:
    """Join the postings of a stem in all live blogs; return its entry, and its forms with spaces between."""
    kept: dict[str, Sequence[Any]] = {}
    last, texts, weights, places, forms = -1, "", "", "", set()
    for live_blog in live_blogs:
        if found := postings.get(live_blog.folder):
            kept[live_blog.folder] = found
            first, end, further, weights_here, places_here, forms_here = found
            texts += _CODES[live_blog.first + first - last] + further
            weights += weights_here
            places += places_here
            forms.add(forms_here)
            last = live_blog.first + end
    every = joined(forms)
    changes = [_change(stem, form) for form in every.split(" ")] if every != stem else []
    line = f"{','.join([stem, *changes])} {texts} {weights}"
    return StemEntry(msgspec.Raw(msgspec.json.encode(kept)), line, places), every


def _change(stem: str, form: str) -> str:
    """Return how a stem becomes a form: how many letters it loses, and those that it gains."""
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(stem, form, strict=False)))
    return _CODES[len(stem) - same] + form[same:]
