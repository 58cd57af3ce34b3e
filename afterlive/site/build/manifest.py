"""What a build remembers of the last: articles as they were read, and which files were made of them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from afterlive.cache import FOLDER
from afterlive.cache.keys import digest, digest_of_files, version_of
from afterlive.cache.store import Store
from afterlive.site.articles.links import Places  # noqa: TC001 - msgspec reads it
from afterlive.site.build.output import Written  # noqa: TC001 - likewise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from afterlive.site.build.output import Output
    from afterlive.site.pages.outline import Outline
    from afterlive.site.show.theme import Theme

ARCHIVE, OFFLINE = "/archive", "/offline"
"""What the files of the whole archive go by among those of live blogs, none of which has such a name."""


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """The files that were made of a live blog or of the whole archive, and what they followed from."""

    key: str = ""
    places: Places = {}
    files: dict[str, Written] = {}
    sections: dict[str, str] = {}
    """The keys of a live blog's sections, by the pages of topics."""
    state: str = ""
    """Of a live blog's words."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Five kinds of memory by the names of live blogs, one by topics, and the index of the search."""

    texts: Store
    entries: Store
    made: Store
    outlines: Store
    words: Store
    sections: Store
    database: Path

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
            words=Store(site / "words", version),
            sections=Store(site / "sections", look),
            database=site / f"{version}.sqlite",
        )

    def made_of(self, name: str) -> Made:
        """Return the files that were made of a live blog or of the archive."""
        return self.made.load(name, Made) or Made()

    def keep_made(self, name: str, made: Made) -> None:
        """Remember the files that were made of a live blog or of the archive."""
        self.made.save(name, made)

    def keep(self, made: Mapping[str, Made], outlines: Iterable[Outline], same: Mapping[str, Made]) -> None:
        """Remember what was made, and forget the live blogs that are no more."""
        for outline in outlines:
            self.outlines.save(outline.folder, outline)
        for name, each in made.items():
            self.keep_made(name, each)
        standing = {**same, **made}
        for store in (self.texts, self.entries, self.made, self.outlines, self.words):
            store.keep_only({*standing, OFFLINE})
        self.sections.keep_only({topic for each in standing.values() for topic in each.sections})
        for database in self.database.parent.glob("*.sqlite"):
            if database != self.database:
                with suppress(OSError):
                    database.unlink()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build leaves to those that write after it."""

    memory: Memory
    output: Output
    theme: Theme
    files: Mapping[str, Written]
    live_blogs: Sequence[str]


def files_of(made: Iterable[Made]) -> dict[str, Written]:
    """Return all files together."""
    return {path: written for each in made for path, written in each.files.items()}
