"""The index, brought up to date: by what has changed in live blogs, in the files that this concerns."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from afterlive.cache.keys import digest
from afterlive.site.search.analysis import analyse, dictionary_for
from afterlive.site.search.delta import FoundBy, delta
from afterlive.site.search.index import Index, Shelf, numbered
from afterlive.site.search.index_files import directory, shards_of, text_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from afterlive.site.search.delta import Delta
    from afterlive.site.search.index import Changes
    from afterlive.site.search.texts import TextsOfLiveBlog


def analysed(live_blog: TextsOfLiveBlog, known: FoundBy | None) -> FoundBy:
    """Return what the texts of a live blog are found by; a text that is known is not read again."""
    dictionary, before = dictionary_for(live_blog.language), dict(known.texts if known else ())
    texts = []
    for text in live_blog.texts:
        key = digest(live_blog.language, text.title, text.body, text.key)
        texts.append((key, before.get(key) or analyse(text, dictionary)))
    shelf = Shelf(
        folder=live_blog.folder,
        title=live_blog.title,
        began=live_blog.began,
        language=live_blog.language,
        size=len(texts),
        state=digest(live_blog.title, live_blog.began, live_blog.language, [key for key, _ in texts]),
    )
    return FoundBy(shelf=shelf, texts=texts)


def update(
    index: Index, shelves: Sequence[Shelf], deltas: Mapping[str, Delta], whole: Callable[[str], Changes]
) -> set[str] | None:
    """Bring an index up to date; return the words that it concerns, None if those are all.

    What has changed can be put in its place only if all else is as the changes expect it.
    """
    known = index.contents.shelves
    stays = {shelf.folder: shelf.first for shelf in shelves}
    state = {shelf.folder: known[shelf.folder].state if shelf.folder in known else "" for shelf in shelves}
    changed = {shelf.folder for shelf in shelves if shelf.state != state[shelf.folder]}
    if (
        known
        and all(stays.get(shelf.folder) == shelf.first for shelf in known.values())
        and all(folder in deltas and deltas[folder].before == state[folder] for folder in changed)
    ):
        return index.put(shelves, {folder: deltas[folder].changes for folder in sorted(changed)})
    index.fill(shelves, {shelf.folder: whole(shelf.folder) for shelf in shelves})
    return None


def files_from_nothing(live_blogs: Iterable[TextsOfLiveBlog]) -> Iterator[tuple[str, str]]:
    """Return the path and the content of each file of an index from nothing; live blogs come oldest first."""
    live_blogs = list(live_blogs)
    found_by = {live_blog.folder: analysed(live_blog, None) for live_blog in live_blogs}
    shelves = list(numbered(found.shelf for found in found_by.values()))
    with closing(sqlite3.connect(":memory:")) as database:
        index = Index(database)
        update(index, shelves, {}, lambda folder: delta(None, found_by[folder]).changes)
        divided = shards_of(index)
        yield directory(shelves, divided)
        for shard in divided:
            yield from shard.files(index)
    for live_blog in live_blogs:
        yield from text_files(live_blog)
