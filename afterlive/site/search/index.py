"""The index: every stem of the archive with its forms, and where it occurs in all live blogs.

It is made from the index of the build before and from what has changed since: for one more update the words
of that update are read, not those of the archive. It holds a shard at a time, and is saved shard by shard.
Several processes join the words of a first build.
"""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from afterlive.cache.workers import share
from afterlive.site.search.common_words import CommonWords, MissingShardError
from afterlive.site.search.division import Division, Tally
from afterlive.site.search.numbering import IndexedLiveBlog  # noqa: TC001 - msgspec reads it
from afterlive.site.search.shard import Changes, FormChange, Shard, joined_shards
from afterlive.site.search.spread import Spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from afterlive.cache.store import Store
    from afterlive.site.search.segment import SegmentChange


LARGE = 100_000
"""With more texts than these, words are divided by more digits before they are joined."""
SHARED = 1_000
"""From so many texts on, a second process pays for a first build."""
PARTS = 16
"""Into so many parts a first build is divided then, which hold about as much."""


class IndexState(msgspec.Struct, frozen=True, kw_only=True):
    """What the next build has to know of an index, beside its shards."""

    live_blogs: dict[str, IndexedLiveBlog] = {}
    """By folder."""
    shards: dict[str, Tally] = {}
    """By name."""
    common: dict[str, dict[str, Tally]] = {}
    """The blocks of common words, by word and name."""


class JoinedWords(NamedTuple):
    """What became of some of the shards, or all, when their words were joined."""

    shards: dict[str, Tally]
    """By name: as there were before, and as they are now."""
    common: dict[str, dict[str, Tally]]
    """Likewise the blocks of common words."""
    changed: set[str]
    """The names of the shards that were saved."""
    changed_common: set[tuple[str, str]]
    """The words and names of the blocks that were saved."""
    forms: list[FormChange]
    """Which forms in other shards have changed."""


class Index:
    """The index of all live blogs, as its shards are saved."""

    def __init__(self, store: Store, before: IndexState, live_blogs: Sequence[IndexedLiveBlog]) -> None:
        """Take up the index of the build before; that of a first build is empty.

        Live blogs that it has already must have the same numbers as in it.
        """
        self.live_blogs = live_blogs
        self.changed: set[str] = set()
        """The names of the shards that are other than before."""
        self.common = CommonWords(store, before.common)
        self._store, self._before, self._division = store, before, Division(before.shards)
        self._homes = Division(before.shards, first=_digits_for(live_blogs))
        """Of the build before: it stays as it is, while that of the index changes."""
        self._firsts = {live_blog.folder: live_blog.first for live_blog in live_blogs}

    @property
    def shards(self) -> list[str]:
        """The names of all shards, in order."""
        return sorted(self._division.tallies)

    def shard(self, name: str) -> Shard:
        """Return a shard as it was saved. Raises MissingShardError."""
        shard = self._store.load("shards", name, Shard)
        if shard is None:
            raise MissingShardError(name)
        return shard

    def update(self, changes: Iterable[SegmentChange]) -> None:
        """Bring the index up to date. Raises MissingShardError, and leaves what is of no use then."""
        self._store.keep_only("index", ())  # until the state is saved again, the shards don't count
        with Spread(self._store.folder / "new_words") as words:
            for change in changes:
                self._spread(change, words)
            parts = self._join(words)
        shards = {name: tally for part in parts for name, tally in part.shards.items()}
        common = {stem: blocks for part in parts for stem, blocks in part.common.items()}
        self._division, self.common = Division(shards), CommonWords(self._store, common)
        for part in parts:
            self.changed |= part.changed
            self.common.changed |= part.changed_common
        self._put_forms(chain.from_iterable(part.forms for part in parts))
        for name, joined in self._division.settle().items():
            if joined != [name]:
                self._store.must_save("shards", name, joined_shards(map(self.shard, joined)))
                self.changed.add(name)

    def save(self) -> None:
        """Save what the next build has to know, and forget the shards that are no more."""
        self._store.keep_only("shards", self._division.tallies)
        self.common.keep_only()
        state = IndexState(
            live_blogs={live_blog.folder: live_blog for live_blog in self.live_blogs},
            shards=self._division.tallies,
            common=self.common.tallies,
        )
        self._store.save("index", "state", state)

    def _spread(self, change: SegmentChange, words: Spread) -> None:
        """Give each shard the new postings of its words in a live blog."""
        found: dict[str, Changes] = {}
        for stem, postings in msgspec.json.decode(change.postings, type=Changes).items():
            found.setdefault(self._homes.home(stem), {})[stem] = postings
        for name, of_shard in found.items():
            words.add(name, (self._firsts[change.live_blog.folder], of_shard))

    def _join(self, words: Spread) -> list[JoinedWords]:
        """Join the words of all shards: in a first build part by part, since there no part needs another."""
        pays = not self._before.shards and sum(live_blog.size for live_blog in self.live_blogs) >= SHARED
        names, count = words.names(), PARTS if pays else 1
        jobs = [partial(self._joined_words, names[start::count], words) for start in range(count)]
        return share(jobs, [1] * count, pays=pays)

    def _joined_words(self, names: Iterable[str], words: Spread) -> JoinedWords:
        """Save shards with the new postings of their words."""
        division, common = Division(self._before.shards), CommonWords(self._store, self._before.common)
        changed: set[str] = set()
        forms: list[FormChange] = []
        for name in names:
            old = self.shard(name) if name in division.tallies else Shard()
            shard, changes = old.with_postings(words.values(name, tuple[int, Changes]), common)
            forms += (change for change in changes if self._homes.home(change.form) != name)
            changed |= self._put(name, shard, division, self._homes)
        return JoinedWords(division.tallies, common.tallies, changed, common.changed, forms)

    def _put_forms(self, changes: Iterable[FormChange]) -> None:
        """Tell shards of forms whose stems are elsewhere."""
        found: dict[str, list[FormChange]] = {}
        for change in changes:
            found.setdefault(self._division.home(change.form), []).append(change)
        for name, of_shard in found.items():
            old = self.shard(name) if name in self._division.tallies else Shard()
            self.changed |= self._put(name, old.with_forms(of_shard), self._division, self._division)

    def _put(self, name: str, shard: Shard, division: Division, homes: Division) -> set[str]:
        """Save a shard, divided if need be, and return the names; `homes` says which forms are in it."""
        sizes = shard.sizes(lambda form: homes.home(form) == name)
        divided = dict(shard.divided(division.put(name, sizes)))
        for part, saved in divided.items():
            self._store.must_save("shards", part, saved)
        return set(divided)


def _digits_for(live_blogs: Iterable[IndexedLiveBlog]) -> int:
    """Return by how many digits to divide words at first, so that what begins alike fits into memory."""
    return 4 if sum(live_blog.size for live_blog in live_blogs) <= LARGE else 6
