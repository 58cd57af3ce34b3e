"""What importing documents/ came to: a live blog is imported again only once something of it changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from afterlive.cache import FOLDER
from afterlive.cache.keys import version_of
from afterlive.cache.scanning import Stamp, settled, stamps
from afterlive.cache.store import Store

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

DOCUMENTS = "documents"
"""The folder of the documents, beside content/."""

_KEY = ("imports", "all")
"""What all of it is called in the store."""


class Report(NamedTuple):
    """What importing did with one live blog."""

    folder: str
    """Its path."""
    updates: int
    changed: int
    """How many files were written or renamed."""
    notes: list[str]


class Imported(NamedTuple):
    """A live blog as it stood when it had been imported."""

    documents: list[str]
    """The names of its documents."""
    articles: dict[str, Stamp]
    report: Report


@dataclass(frozen=True)
class Imports:
    """The imports of an archive: what stands as it was imported."""

    content: Path
    now: Mapping[str, Stamp]
    """All of documents/, before any of it is read."""
    then: Mapping[str, Stamp]
    """The same when it was imported."""
    live_blogs: Mapping[str, Imported]
    """What that came to, by the names of folders."""
    store: Store

    @classmethod
    def of(cls, content: Path) -> Imports:
        """Return what is remembered of the imports into content/."""
        store = Store(content.parent / FOLDER, version_of({}))
        documents, live_blogs = store.load(*_KEY, tuple[dict[str, Stamp], dict[str, Imported]]) or ({}, {})
        live_blogs = {
            name: known._replace(report=known.report._replace(folder=str(content / name)))
            for name, known in live_blogs.items()
        }
        return cls(content, stamps(str(content.parent / DOCUMENTS)), documents, live_blogs, store)

    def reports(self) -> list[Report] | None:
        """Return what there is to say of all live blogs if nothing has changed, else None."""
        if self.now != self.then or not all(map(self._stands, self.live_blogs)):
            return None
        return [imported.report for imported in self.live_blogs.values()]

    def standing(self, name: str, documents: Collection[str]) -> Imported | None:
        """Return the live blog of these documents if neither they nor its articles have changed."""
        if name not in self.live_blogs or set(self.live_blogs[name].documents) != set(documents):
            return None
        unchanged = _of(documents, self.now) == _of(documents, self.then) and self._stands(name)
        return self.live_blogs[name] if unchanged else None

    def imported(self, documents: Collection[str], report: Report) -> Imported:
        """Return a live blog that was imported just now."""
        written = settled(stamps(report.folder))
        return Imported(list(documents), written, report._replace(changed=0))

    def keep(self, live_blogs: Mapping[str, Imported]) -> None:
        """Remember all live blogs that have documents."""
        self.store.save(*_KEY, [settled(self.now), live_blogs])

    def _stands(self, name: str) -> bool:
        return stamps(str(self.content / name)) == self.live_blogs[name].articles


def _of(documents: Collection[str], found: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """Return what there is of documents: themselves, what the keeper says of them, files beside a page."""
    stems = {name.rpartition(".")[0] or name for name in documents}
    facts = {f"{stem}.toml" for stem in stems}
    beside = {f"{stem}_files" for stem in stems}
    own = {*documents, *facts}
    return {path: stamp for path, stamp in found.items() if path in own or path.partition("/")[0] in beside}
