"""What stands in output/search/: made beside the pages, of the same live blogs."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from afterlive.cache.store import ForgottenError, remembered
from afterlive.site.search.building import analysed, update
from afterlive.site.search.delta import Delta, FoundBy, delta
from afterlive.site.search.gathering import texts_of
from afterlive.site.search.index import DamagedError, Index, Shelf, numbered
from afterlive.site.search.index_files import directory, shards_of, text_files
from afterlive.site.search.shards import beginnings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from afterlive.site.build.manifest import Memory
    from afterlive.site.build.output import Files
    from afterlive.site.build.renderer import Renderer
    from afterlive.site.search.index import Changes
    from afterlive.site.show.views import LiveBlogView


class Texts(NamedTuple):
    """What making the files with texts of a live blog gives."""

    shelf: Shelf
    files: Files
    words: bytes
    """What has changed in them, as JSON, which takes little room on its way from one process to another."""


def texts_of_live_blog(view: Callable[[], LiveBlogView], shop: Renderer) -> Texts:
    """Have the files with texts of a live blog stand in output/. Raises DocumentError."""
    live_blog = texts_of(view())
    files = {f"search/{path}": shop.put_text(f"search/{path}", text) for path, text in text_files(live_blog)}
    before = shop.memory.words.load(live_blog.folder, FoundBy)
    found_by = analysed(live_blog, before)
    if before is None or found_by.shelf != before.shelf:
        before = before if shop.memory.words.save(live_blog.folder, found_by) else None
    return Texts(found_by.shelf, files, msgspec.json.encode(delta(before, found_by)))


def index_files(changed: Sequence[Texts], states: Mapping[str, str], shop: Renderer) -> Files:
    """Have the files of the index stand in output/.

    They follow from the texts of live blogs that have changed, and from the states of the others, by folder.
    Raises ForgottenError.
    """
    shelves = [texts.shelf for texts in changed]
    deltas = {texts.shelf.folder: Delta(*msgspec.json.decode(texts.words)) for texts in changed}
    file = shop.memory.database
    for place in (file, file, ":memory:"):  # as it is, from nothing, and where nothing can be kept
        try:
            with closing(sqlite3.connect(place)) as database, database:
                index = Index(database)
                others = [_shelf(*other, index, shop.memory) for other in states.items()]
                return _files_of(index, [*shelves, *others], deltas, shop)
        except (sqlite3.Error, DamagedError):
            with suppress(OSError):
                file.unlink()
    raise AssertionError("SQLite has no memory")


def _shelf(folder: str, state: str, index: Index, memory: Memory) -> Shelf:
    """Return the shelf of a live blog that hasn't changed. Raises ForgottenError."""
    shelf = index.contents.shelves.get(folder)
    if shelf is None or shelf.state != state:
        shelf = remembered(memory.words.load(folder, FoundBy)).shelf
    if shelf.state != state:
        raise ForgottenError
    return shelf


def _files_of(index: Index, shelves: Iterable[Shelf], deltas: Mapping[str, Delta], shop: Renderer) -> Files:
    """Have the files of the index stand in output/, once it is brought up to date."""
    ordered: Sequence[Shelf] = list(numbered(sorted(shelves, key=lambda shelf: (shelf.began, shelf.folder))))
    states = {shelf.folder: shelf.state for shelf in ordered}

    def whole(name: str) -> Changes:
        if name in deltas and not deltas[name].before:
            return deltas[name].changes
        found_by = remembered(shop.memory.words.load(name, FoundBy))
        if found_by.shelf.state != states[name]:
            raise ForgottenError
        return delta(None, found_by).changes

    concerned = update(index, ordered, deltas, whole)
    divided = shards_of(index)
    path, text = directory(ordered, divided)
    files = {f"search/{path}": shop.put_text(f"search/{path}", text)}
    beginnings = None if concerned is None else beginnings_of(concerned)
    for shard in divided:
        paths = [f"search/{path}" for path in shard.paths]
        if beginnings is not None and shard.name not in beginnings and all(map(shop.stands, paths)):
            files |= {path: shop.known.files[path] for path in paths}
        else:
            files |= {
                f"search/{path}": shop.put_text(f"search/{path}", text) for path, text in shard.files(index)
            }
    return files
