"""The index: every stem of the archive with its forms, and where it occurs in all live blogs.

It is made from the index of the build before and from what has changed since: for one more update the words
of that update are read, not those of the archive. It holds a shard at a time, and is saved shard by shard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

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


class IndexState(msgspec.Struct, frozen=True, kw_only=True):
    """What the next build has to know of an index, beside its shards."""

    live_blogs: dict[str, IndexedLiveBlog] = {}
    """By folder."""
    shards: dict[str, Tally] = {}
    """By name."""
    common: dict[str, dict[str, Tally]] = {}
    """The blocks of common words, by word and name."""


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
        self._store, self._division = store, Division(before.shards)
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
        with (
            Spread(self._store.folder / "new_words") as words,
            Spread(self._store.folder / "new_forms") as forms,
        ):
            for change in changes:
                self._spread(change, words)
            for name in words.names():
                self._put_words(name, words, forms)
            for part in forms.names():
                self._put_forms(forms.values(part, FormChange))
        for name, joined in self._division.settle().items():
            if joined != [name]:
                self._save(name, joined_shards(map(self.shard, joined)))

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

    def _put_words(self, name: str, words: Spread, forms: Spread) -> None:
        """Save a shard with the new postings of its words; put aside their forms in other shards."""
        postings = words.values(name, tuple[int, Changes])
        shard, changes = self._old(name).with_postings(postings, self.common)
        for change in changes:
            if self._homes.home(change.form) != name:
                forms.add(change.form.encode().hex()[:1], change)
        self._put(name, shard, self._homes)

    def _put_forms(self, changes: Iterable[FormChange]) -> None:
        """Tell shards of forms whose stems are elsewhere."""
        found: dict[str, list[FormChange]] = {}
        for change in changes:
            found.setdefault(self._division.home(change.form), []).append(change)
        for name, of_shard in found.items():
            self._put(name, self._old(name).with_forms(of_shard), self._division)

    def _old(self, name: str) -> Shard:
        return self.shard(name) if name in self._division.tallies else Shard()

    def _put(self, name: str, shard: Shard, homes: Division) -> None:
        """Save a shard, divided if need be; `homes` says which forms of its words are here."""
        sizes = shard.sizes(lambda form: homes.home(form) == name)
        for part, divided in shard.divided(self._division.put(name, sizes)):
            self._save(part, divided)

    def _save(self, name: str, shard: Shard) -> None:
        self._store.must_save("shards", name, shard)
        self.changed.add(name)


def _digits_for(live_blogs: Iterable[IndexedLiveBlog]) -> int:
    """Return by how many digits to divide words at first, so that what begins alike fits into memory."""
    return 4 if sum(live_blog.size for live_blog in live_blogs) <= LARGE else 6
