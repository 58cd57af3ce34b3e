"""The index as files: scripts that call `searchIndex`, since a page read from disk can load nothing else.

    directory.js                   the live blogs, the shards, and how a query is folded
    words/746.js                   a shard: a line a word, with the texts that it occurs in
    places/746.js                  a line for each of these words: where in the texts; only phrases need it
    texts/2025-08-21-kyiv/0.js     what hits show of the first texts of a live blog

In a large archive there are more, so that no query loads very much:

    common/746865/000.js           a block of a common word: the texts in which it counts the most
    shards/74.js                   the names of the shards that begin so
    live-blogs/3.js                the live blogs from the 24th on
    years/2025.js                  the live blogs that began in a year, to choose one of them

`citi,1y,0es 9K… 67…` is a word: its stem, its forms (how many letters the stem loses, and what it gains; none
listed if the stem is the only one), the texts, and what it counts in each. `better>good` is a form whose stem
is in another shard. A common word has blocks instead of texts and weights: `citi,1y,0es 300.i2,31.k3` has two
with the texts in which it counts 12, and how many these are.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from afterlive.cache.store import Store
from afterlive.site.search.common_words import block_path
from afterlive.site.search.directory import TEXTS, directory
from afterlive.site.search.index import Index, IndexState
from afterlive.site.search.numbering import numbered
from afterlive.site.search.segment import Segment, change_between, segment_of
from afterlive.site.search.spread import Spread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from afterlive.site.search.shard import Shard
    from afterlive.site.search.texts import TextsOfLiveBlog


def text_files(live_blog: TextsOfLiveBlog) -> Iterator[tuple[str, str]]:
    """Return the paths and the contents of the files with the texts of a live blog, as hits show them."""
    for at in range(0, len(live_blog.texts), TEXTS):
        shown = [text._asdict() for text in live_blog.texts[at : at + TEXTS]]
        name = f"texts/{live_blog.folder}/{at // TEXTS}"
        yield f"{name}.js", _script(name, shown)


def files_from_nothing(live_blogs: Iterable[TextsOfLiveBlog]) -> Iterator[tuple[str, str]]:
    """Return the path and the content of each file of an index that no build has made before."""
    with tempfile.TemporaryDirectory() as name, Spread(Path(name, "segments")) as segments:
        records = []
        for live_blog in live_blogs:
            segment = segment_of(live_blog)
            records.append(segment.live_blog)
            segments.add(live_blog.folder, segment)
            yield from text_files(live_blog)
        index = Index(Store(Path(name), ""), IndexState(), list(numbered(records)))
        loaded = (next(segments.values(record.folder, Segment)) for record in records)
        index.update(change_between(None, segment) for segment in loaded)
        yield from files_of_index(index)


def files_of_index(index: Index) -> Iterator[tuple[str, str]]:
    """Return the paths and the contents of all files of an index, but for its texts."""
    yield from directory_files(index)
    for name in index.shards:
        yield from files_of_shard(name, index.shard(name))
    for stem, blocks in index.common.tallies.items():
        for name in blocks:
            yield file_of_block(index, stem, name)


def files_of_shard(name: str, shard: Shard) -> Iterator[tuple[str, str]]:
    """Return the paths and the contents of the files of a shard."""
    for path, text in shard.files(name):
        yield path, _script(path.removesuffix(".js"), text)


def file_of_block(index: Index, stem: str, name: str) -> tuple[str, str]:
    """Return the path and the content of the file of a block of a common word."""
    path = block_path(stem, name)
    return path, _script(path.removesuffix(".js"), index.common.file(stem, name))


def directory_files(index: Index) -> Iterator[tuple[str, str]]:
    """Return the paths and the contents of the directory and of its lists."""
    for name, data in directory(index).items():
        yield f"{name}.js", _script(name, data)


def _script(name: str, data: object) -> str:
    """Return a script that hands over data, and can be put into a page: nothing in it ends its element."""
    coded = msgspec.json.encode(data).decode().replace("</", r"<\/")
    return f'searchIndex("{name}",{coded})\n'
