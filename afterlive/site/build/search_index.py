"""The search index in a build: brought up to date, and written where it has changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from afterlive.site.search.analysis import gather
from afterlive.site.search.index import Index, IndexState, StemEntry, entry_of, home_of
from afterlive.site.search.index_files import directory, shards_of
from afterlive.site.search.numbering import numbered
from afterlive.site.search.segment import change_between
from afterlive.site.search.shards import beginnings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from afterlive.cache.store import Store
    from afterlive.site.build.output import Files, Output
    from afterlive.site.search.analysis import Analysis
    from afterlive.site.search.numbering import IndexedLiveBlog
    from afterlive.site.search.segment import Segment, SegmentChange


@dataclass(frozen=True, kw_only=True)
class SearchIndex:
    """The search index of one build, and what it is made of."""

    store: Store
    live_blogs: Iterable[IndexedLiveBlog]
    changes: Mapping[str, SegmentChange]
    """What has changed in live blogs since the build before, by folder."""
    segment: Callable[[IndexedLiveBlog], Segment]
    """Returns the segment of a live blog, should that be needed."""

    def files(self, output: Output) -> Files:
        """Write the files that have changed; return all."""
        before = self.store.load("index", "state", IndexState) or IndexState()
        changes = self.changes
        if not self._leads_on(before):
            before = IndexState()
            changes = {live_blog.folder: self._whole(live_blog) for live_blog in self.numbered}
        index = Index(before, self.numbered, changes.values(), partial(self._load, before))
        return self._write(index, before, output)

    @cached_property
    def numbered(self) -> list[IndexedLiveBlog]:
        """The live blogs with the numbers of their texts, the oldest first."""
        return list(
            numbered(sorted(self.live_blogs, key=lambda live_blog: (live_blog.began, live_blog.folder)))
        )

    def _leads_on(self, before: IndexState) -> bool:
        """Tell whether the changes make this index of the one before."""
        first = {live_blog.folder: live_blog.first for live_blog in self.numbered}
        return (
            bool(before.shards)
            and all(first.get(folder) == known.first for folder, known in before.live_blogs.items())
            and all(self._follows(live_blog, before) for live_blog in self.numbered)
        )

    def _follows(self, live_blog: IndexedLiveBlog, before: IndexState) -> bool:
        """Tell whether the index before has the state of a live blog from which its change starts."""
        known, change = before.live_blogs.get(live_blog.folder), self.changes.get(live_blog.folder)
        return (known.state if known else "") == (change.before if change else live_blog.state)

    def _whole(self, live_blog: IndexedLiveBlog) -> SegmentChange:
        """Return the change that a live blog is from nothing."""
        change = self.changes.get(live_blog.folder)
        return change if change and not change.before else change_between(None, self.segment(live_blog))

    def _load(self, before: IndexState, shard: str) -> dict[str, StemEntry]:
        """Return the entries of a shard: as they were saved, or else from the segments."""
        saved = self.store.load("shards", shard, dict[str, StemEntry])
        if saved is not None:
            return saved
        names = frozenset(before.shards)
        stems = {stem for stem in before.stems if home_of(stem, names) == shard}
        postings = {folder: gather(texts, stems) for folder, texts in self._texts.items()}
        return {
            stem: entry_of(
                stem, self.numbered, {folder: found.get(stem) for folder, found in postings.items()}
            )[0]
            for stem in stems
        }

    @cached_property
    def _texts(self) -> dict[str, list[Analysis]]:
        """The analysed texts of all live blogs."""
        return {each.folder: [text for _, text in self.segment(each).texts] for each in self.live_blogs}

    def _write(self, index: Index, before: IndexState, output: Output) -> Files:
        """Write the directory and the shards that have changed; then save what the next build needs."""
        divided = shards_of(index)
        concerned, known = beginnings_of(index.concerned), frozenset(before.shards)
        files, entries = _put([directory(index.live_blogs, divided)], output), {}
        for shard in divided:
            changed = shard.name in concerned or shard.name not in known
            if changed:
                entries[shard.name] = {stem: index.entry(stem) for stem in shard.stems}
            paths = [f"search/{path}" for path in shard.paths]
            if changed or not all(map(output.is_unchanged, paths)):
                files |= _put(shard.files(index), output)
            else:
                files |= {path: output.before[path] for path in paths}
        self._save(index.state(shard.name for shard in divided), entries)
        return files

    def _save(self, state: IndexState, entries: Mapping[str, Mapping[str, StemEntry]]) -> None:
        """Save an index with the shards that have changed. Without the state, which is last, none counts."""
        self.store.keep_only("index", ())
        for name, of_shard in entries.items():
            self.store.save("shards", name, of_shard)
        self.store.keep_only("shards", state.shards)
        self.store.save("index", "state", state)


def _put(texts: Iterable[tuple[str, str]], output: Output) -> Files:
    return {f"search/{path}": output.put_text(f"search/{path}", text) for path, text in texts}
