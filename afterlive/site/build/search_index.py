"""The search index in a build: brought up to date, and written where it has changed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from afterlive.site.search.common_words import MissingShardError, block_path
from afterlive.site.search.index import Index, IndexState
from afterlive.site.search.index_files import directory_files, file_of_block, files_of_shard
from afterlive.site.search.numbering import numbered
from afterlive.site.search.segment import change_between
from afterlive.site.search.shard import paths_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from afterlive.cache.store import Store
    from afterlive.site.build.output import Files, Output
    from afterlive.site.search.numbering import IndexedLiveBlog
    from afterlive.site.search.segment import Segment, SegmentChange


@dataclass(frozen=True, kw_only=True)
class SearchIndex:
    """The search index of one build, and what it is made of."""

    store: Store
    live_blogs: Iterable[IndexedLiveBlog]
    changed: Callable[[IndexedLiveBlog], SegmentChange | None]
    """Returns what changed when a live blog became what it is now; None if that isn't known."""
    segment: Callable[[IndexedLiveBlog], Segment]
    """Returns the segment of a live blog, should that be needed."""

    def files(self, output: Output) -> Files:
        """Write the files that have changed; return all."""
        before = self.store.load("index", "state", IndexState) or IndexState()
        if self._leads_on(before):
            with suppress(MissingShardError):
                changes = (self._change(live_blog, before) for live_blog in self.numbered)
                return self._write(before, (change for change in changes if change), output)
        whole = (self._whole(live_blog) for live_blog in self.numbered)
        return self._write(IndexState(), whole, output)

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
        """Tell whether it is known how a live blog became what it is from what the index has of it."""
        known = before.live_blogs.get(live_blog.folder)
        if not known or known.state == live_blog.state:
            return True
        change = self.changed(live_blog)
        return change is not None and change.before == known.state

    def _change(self, live_blog: IndexedLiveBlog, before: IndexState) -> SegmentChange | None:
        """Return what has changed in a live blog since the index before."""
        known = before.live_blogs.get(live_blog.folder)
        if not known:
            return self._whole(live_blog)
        return None if known.state == live_blog.state else self.changed(live_blog)

    def _whole(self, live_blog: IndexedLiveBlog) -> SegmentChange:
        """Return the change that a live blog is from nothing."""
        change = self.changed(live_blog)
        return change if change and not change.before else change_between(None, self.segment(live_blog))

    def _write(self, before: IndexState, changes: Iterable[SegmentChange], output: Output) -> Files:
        """Bring the index up to date, write what has changed, and save it. Raises MissingShardError."""
        index = Index(self.store, before, self.numbered)
        index.update(changes)
        files = _put(directory_files(index), output)
        for name in index.shards:
            paths = [f"search/{path}" for path in paths_of(name)]
            if name in index.changed or not all(map(output.is_unchanged, paths)):
                files |= _put(files_of_shard(name, index.shard(name)), output)
            else:
                files |= {path: output.before[path] for path in paths}
        for stem, blocks in index.common.tallies.items():
            for name in blocks:
                path = f"search/{block_path(stem, name)}"
                if (stem, name) in index.common.changed or not output.is_unchanged(path):
                    files |= _put([file_of_block(index, stem, name)], output)
                else:
                    files[path] = output.before[path]
        index.save()
        return files


def _put(texts: Iterable[tuple[str, str]], output: Output) -> Files:
    return {f"search/{path}": output.put_text(f"search/{path}", text) for path, text in texts}
