"""The cache of imports: a live blog is imported again only if its documents or its articles have changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from afterlive.cache import FOLDER
from afterlive.cache.keys import version_of
from afterlive.cache.scanning import Stamp, settled, stamps
from afterlive.cache.store import Store
from afterlive.document_files import PACKED, stem_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

DOCUMENTS = "documents"
"""The folder of the documents, beside content/."""

_KEY = ("imports", "all")
"""The kind and the name in the store."""


class Report(NamedTuple):
    """What importing did with one live blog."""

    folder: str
    """The path of its folder."""
    updates: int
    changed: int
    """How many files were written or renamed."""
    notes: list[str]


class Imported(NamedTuple):
    """A live blog as an import left it."""

    documents: list[str]
    """The names of its documents."""
    articles: dict[str, Stamp]
    report: Report


@dataclass(frozen=True)
class Imports:
    """The imports of an archive, and whether they are still up to date."""

    content: Path
    now: Mapping[str, Stamp]
    """The files of documents/, before any is read."""
    then: Mapping[str, Stamp]
    """The files of documents/ at the last import."""
    live_blogs: Mapping[str, Imported]
    """The live blogs that the last import left, by folder."""
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
        """Return the reports of all live blogs if nothing has changed, else None."""
        if self.now != self.then or not all(map(self._is_unchanged, self.live_blogs)):
            return None
        return [imported.report for imported in self.live_blogs.values()]

    def unchanged(self, name: str, documents: Collection[str]) -> Imported | None:
        """Return the live blog of these documents if neither they nor its articles have changed."""
        if name not in self.live_blogs or set(self.live_blogs[name].documents) != set(documents):
            return None
        same_documents = _of(documents, self.now) == _of(documents, self.then)
        return self.live_blogs[name] if same_documents and self._is_unchanged(name) else None

    def imported(self, documents: Collection[str], report: Report) -> Imported:
        """Return a live blog that was imported just now."""
        written = settled(stamps(report.folder))
        return Imported(list(documents), written, report._replace(changed=0))

    def keep(self, live_blogs: Mapping[str, Imported], without: Collection[str] = ()) -> None:
        """Remember all live blogs that have documents, but nothing of the documents that were refused."""
        known = {path: stamp for path, stamp in settled(self.now).items() if path not in without}
        self.store.save(*_KEY, [known, live_blogs])

    def _is_unchanged(self, name: str) -> bool:
        return stamps(str(self.content / name)) == self.live_blogs[name].articles


def _of(documents: Collection[str], found: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """Return the files that belong to documents: themselves, their .toml, the files beside a saved page."""
    stems = {stem_of(Path(name)) for name in documents}
    facts = {f"{stem}{ending}" for stem in stems for ending in (".toml", PACKED)}
    beside = {f"{stem}_files" for stem in stems}
    own = {*documents, *facts}
    return {path: stamp for path, stamp in found.items() if path in own or path.partition("/")[0] in beside}
