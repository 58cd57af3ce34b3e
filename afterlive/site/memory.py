"""What a build remembers of the last: articles as they were read, and which files were made of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from afterlive.site.content import entries_of
from afterlive.site.keys import digest, digest_of_files, version_of
from afterlive.site.store import Store
from afterlive.site.writing import written_from

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from afterlive.site.content import Entry, Folder
    from afterlive.site.links import Places
    from afterlive.site.writing import Written

FOLDER = ".cache/afterlive"
"""Where all of it stands, beside content/."""

ARCHIVE = ""
"""The name of the whole archive among those of live blogs, none of which is empty."""


@dataclass(frozen=True, slots=True)
class Made:
    """The files that were made of a live blog or of the whole archive, and what they followed from."""

    key: str
    places: Places
    files: dict[str, Written]


@dataclass(frozen=True, slots=True)
class Memory:
    """Four kinds of memory, each by the names of live blogs."""

    texts: Store
    entries: Store
    made: Store
    outlines: Store

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Memory:
        """Return what is remembered of builds with these settings."""
        folder = Path(settings["PATH"]).parent / FOLDER
        site = folder / digest(settings["OUTPUT_PATH"])
        version = version_of(settings)
        look = digest(version, digest_of_files([Path(settings["THEME"])]))
        return cls(
            texts=Store(folder / "texts", version),
            entries=Store(folder / "entries", version),
            made=Store(site / "made", look),
            outlines=Store(site / "outlines", look),
        )

    def entries_of(self, name: str) -> dict[str, Entry]:
        """Return what is known of a live blog's articles."""
        return entries_of(self.entries.load(name))

    def keep_entries(self, folders: Iterable[Folder]) -> None:
        """Remember what is known of articles."""
        for folder in folders:
            self.entries.save(folder.name, folder.entries)

    def made_of(self, name: str) -> Made:
        """Return the files that were made of a live blog or of the archive."""
        value = self.made.load(name) or {"key": "", "places": {}, "files": {}}
        return Made(value["key"], value["places"], written_from(value["files"]))

    def keep(self, made: Mapping[str, Made], outlines: Mapping[str, Any], changed: Collection[str]) -> None:
        """Remember what was made, and forget the live blogs that are no more."""
        for name in changed:
            if name in outlines:
                self.outlines.save(name, outlines[name])
            self.made.save(
                name, {"key": made[name].key, "places": made[name].places, "files": made[name].files}
            )
        for store in (self.texts, self.entries, self.made, self.outlines):
            store.keep_only(made)
