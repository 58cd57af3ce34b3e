"""What stands in output/search/: made beside the pages, of the same live blogs."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from afterlive.site.memory import ForgottenError, remembered
from afterlive.site.search.building import analysed, update
from afterlive.site.search.delta import Delta, FoundBy, delta
from afterlive.site.search.files import directory, shards_of, text_files
from afterlive.site.search.gathering import texts_of
from afterlive.site.search.index import DamagedError, Index, Shelf, numbered
from afterlive.site.workers import share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from afterlive.site.memory import Memory
    from afterlive.site.search.index import Changes
    from afterlive.site.views import LiveBlogView
    from afterlive.site.writing import Workshop, Written

    Files = dict[str, Written]


def search_files(
    changed: Iterable[tuple[Callable[[], LiveBlogView], Workshop]],
    states: Mapping[str, str],
    shop: Workshop,
    *,
    many: bool,
) -> tuple[dict[str, tuple[str, Files]], Files]:
    """Have the files of the search stand in output/.

    They follow from the live blogs that have changed, and from the states of the others, by folder. Returns
    the state and the files of each that has changed, and the files of the index. Raises DocumentError and
    ForgottenError.
    """
    results = share([partial(_read, *each) for each in changed], pays=many)
    shelves = [msgspec.convert(shelf, Shelf) for shelf, _, _ in results]
    own = {shelf.folder: (shelf.state, files) for shelf, (_, files, _) in zip(shelves, results, strict=True)}
    deltas = {shelf.folder: Delta(*words) for shelf, (_, _, words) in zip(shelves, results, strict=True)}
    file = shop.memory.database
    for place in (file, file, ":memory:"):  # as it is, from nothing, and where nothing can be kept
        try:
            with closing(sqlite3.connect(place)) as database, database:
                index = Index(database)
                others = [_shelf(*other, index, shop.memory) for other in states.items()]
                return own, _index_files(index, [*shelves, *others], deltas, shop)
        except (sqlite3.Error, DamagedError):
            with suppress(OSError):
                file.unlink()
    raise AssertionError("SQLite has no memory")


def _read(view: Callable[[], LiveBlogView], shop: Workshop) -> tuple[dict[str, Any], Files, Delta]:
    """Have the texts of a live blog stand in output/; return its shelf as JSON, and changes of its words."""
    live_blog = texts_of(view())
    files = {f"search/{path}": shop.put_text(f"search/{path}", text) for path, text in text_files(live_blog)}
    before = shop.memory.words.load(live_blog.folder, FoundBy)
    found_by = analysed(live_blog, before)
    if before is None or found_by.shelf != before.shelf:
        shop.memory.words.save(live_blog.folder, found_by)
    return msgspec.to_builtins(found_by.shelf), files, delta(before, found_by)


def _shelf(folder: str, state: str, index: Index, memory: Memory) -> Shelf:
    """Return the shelf of a live blog that hasn't changed. Raises ForgottenError."""
    shelf = index.contents.shelves.get(folder)
    if shelf is None or shelf.state != state:
        shelf = remembered(memory.words.load(folder, FoundBy)).shelf
    if shelf.state != state:
        raise ForgottenError
    return shelf


def _index_files(
    index: Index, shelves: Iterable[Shelf], deltas: Mapping[str, Delta], shop: Workshop
) -> Files:
    """Have the files of the index stand in output/, once it is brought up to date."""

    def whole(name: str) -> Changes:
        if name in deltas and not deltas[name].before:
            return deltas[name].changes
        return delta(None, remembered(shop.memory.words.load(name, FoundBy))).changes

    ordered: Sequence[Shelf] = list(numbered(sorted(shelves, key=lambda shelf: (shelf.began, shelf.folder))))
    concerned = update(index, ordered, deltas, whole)
    divided = shards_of(index)
    path, text = directory(ordered, divided)
    files = {f"search/{path}": shop.put_text(f"search/{path}", text)}
    for shard in divided:
        paths = [f"search/{path}" for path in shard.paths]
        if concerned is not None and concerned.isdisjoint(shard.words) and all(map(shop.stands, paths)):
            files |= {path: shop.known.files[path] for path in paths}
        else:
            files |= {
                f"search/{path}": shop.put_text(f"search/{path}", text) for path, text in shard.files(index)
            }
    return files
