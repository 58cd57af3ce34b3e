"""Which folder of content/ a document belongs to, whatever was renamed since it was imported."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterlive.archive import article_file, facts
from afterlive.archive.capture import capture
from afterlive.archive.folder import LEAD, live_blogs, load
from afterlive.cache.imports import DOCUMENTS
from afterlive.document_files import checksum_of, is_of_a_page, stem_of, toml_of
from afterlive.errors import DocumentError
from afterlive.model import Facts
from afterlive.permalinks import recorded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ALIEN = frozenset({"desktop.ini", "thumbs.db"})
"""Files that Windows leaves in folders."""


def documents_in(folder: Path) -> list[Path]:
    """Return the captured documents of a folder, by name; what systems and programs leave there is none."""
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if path.is_file() and not _is_alien(path))


def _is_alien(path: Path) -> bool:
    is_hidden = path.name.lower() in ALIEN or path.name.startswith((".", "~$"))
    return is_hidden or path.suffix == ".toml" or is_of_a_page(path)


def is_archive(content: Path) -> bool:
    """Tell whether a folder has a live blog in it, or documents/ beside it for those to come."""
    return bool(live_blogs(content)) or (content.parent / DOCUMENTS).is_dir()


def documents_of(folder: Path) -> list[Path]:
    """Return the documents that a live blog was made from, as far as documents/ has them."""
    root = folder.parent.parent
    names = (name for name, home in Homes.of(folder.parent).documents.items() if home == folder.name)
    return [root / name for name in names if (root / name).is_file()]


@dataclass(frozen=True)
class Homes:
    """The folders of live blogs."""

    documents: Mapping[str, str]
    """The folder that each document was imported to, by the document's name."""
    former: Mapping[str, str]
    """What a folder is called now, by names that it had."""
    others: Mapping[str, set[str]]
    """The folders that have updates which were moved there, by the name that their own folder had then."""

    @classmethod
    def of(cls, content: Path) -> Homes:
        """Return the folders of an archive. Raises DocumentError, OSError.

        A document of another name is one that is no longer there, if it has the same checksum, or if it
        says half of what that said: it was renamed.
        """
        homes: dict[str, str] = {}
        missing: dict[str, str] = {}
        former: dict[str, str] = {}
        others: dict[str, set[str]] = defaultdict(set)
        for folder in live_blogs(content):
            lead = article_file.parse((folder / LEAD).read_text("utf-8"))
            homes |= dict.fromkeys(lead.checksums, folder.name)
            gone = (sum_ for name, sum_ in lead.checksums.items() if not (content.parent / name).exists())
            missing |= dict.fromkeys(gone, folder.name)
            for name, _, slug in (entry.partition("/") for entry in recorded(folder) if "/" in entry):
                if slug:
                    others[name].add(folder.name)
                else:
                    former[name] = folder.name
        if missing:
            homes |= _renamed(content, homes, missing)
        return cls(homes, former, others)

    def names(self, home: str) -> set[str]:
        """Return all names that a folder has and had."""
        return {home, *(name for name, now in self.former.items() if now == home)}

    def away(self, home: str) -> set[str]:
        """Return the folders that updates of a live blog were moved to."""
        return {other for name in self.names(home) for other in self.others.get(name, ()) if other != home}

    def home(self, path: Path, told: Facts = Facts()) -> str:  # noqa: B008 - Facts are frozen
        """Return the name of the folder that a document was or will be imported to. Raises DocumentError."""
        said = facts.first(told, facts.from_toml(toml_of(path)), facts.from_name(stem_of(path)))
        named = said.live_blog or said.slug or ""
        return self.documents.get(f"{DOCUMENTS}/{path.name}") or self.former.get(named, named)


def _renamed(
    content: Path, homes: Mapping[str, str], missing: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield documents that have taken the place of one that is missing, each with its folder."""
    for path in documents_in(content.parent / DOCUMENTS):
        name = f"{DOCUMENTS}/{path.name}"
        if name not in homes:
            checksum = checksum_of(path)
            home = missing.get(checksum) or _alike(path, content, set(missing.values()))
            if home:
                yield name, home


def _alike(path: Path, content: Path, homes: set[str]) -> str | None:
    """Return the live blog that has at least half of a document's updates, compared as they were imported."""
    try:
        said = {article.metadata.get("Digest") for article in capture(path).articles[1:]}
    except DocumentError:  # said when it is imported
        return None
    for home in sorted(homes):
        known = {article.metadata.get("Digest") for article in load(content / home).values()}
        known &= said
        if len(known) * 2 >= len(said):
            return home
    return None
