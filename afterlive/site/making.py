"""The files of the site, made where something changed that they follow from; the rest stays as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from afterlive.cache.keys import digest
from afterlive.site.content import MANY
from afterlive.site.links import Text, are_still
from afterlive.site.memory import ARCHIVE, NOTHING, ForgottenError, Made
from afterlive.site.workers import begun, share
from afterlive.site.writing import Workshop, written_from

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from afterlive.site.content import Articles, Folder
    from afterlive.site.links import Places
    from afterlive.site.memory import Memory
    from afterlive.site.sources import Source
    from afterlive.site.writing import Output, Theme


@dataclass(frozen=True, slots=True)
class Maker:
    """What files are made from, and what is remembered of them."""

    articles: Articles
    context: Mapping[str, Any]
    """Pelican's, which knows where links within content/ lead."""
    memory: Memory
    output: Output
    theme: Theme

    def make(self, folders: Sequence[Folder], known: Mapping[str, Made]) -> dict[str, Made]:
        """Have all files stand in output/; return what was made of each live blog and of the archive.

        Raises DocumentError for the first live blog whose articles don't go together.
        """
        changed = [folder for folder in folders if not self._stands(known[folder.name], folder.key)]
        key = digest([folder.key for folder in folders], sorted(self.output.taken))
        if not changed and self._stands(known[ARCHIVE], key):
            return dict(known)
        try:
            return self._make(key, folders, changed, known)
        except ForgottenError:
            return self._make(key, folders, folders, dict.fromkeys(known, NOTHING))

    def _stands(self, made: Made, key: str) -> bool:
        """Tell whether making files again would change nothing."""
        standing = self.output.standing
        return (
            made.key == key
            and are_still(made.places, self.context)
            and all(standing.get(path) == written.stamp for path, written in made.files.items())
        )

    def _make(
        self, key: str, folders: Sequence[Folder], changed: Sequence[Folder], known: Mapping[str, Made]
    ) -> dict[str, Made]:
        """Make the files of live blogs that have changed, and of the archive. Raises ForgottenError."""
        from afterlive.site.files import (  # noqa: PLC0415 - slow, and not every build needs it
            archive_files,
            index_files,
            oldest_first,
        )

        results = self._live_blogs(changed, known)
        made = {**known, **{name: result.made for name, result in results.items()}}
        outlines = {
            folder.name: results[folder.name].outline
            if folder.name in results
            else self.memory.outline(folder.name)
            for folder in folders
        }
        live_blogs = oldest_first(outlines.values())
        shop = Workshop(self.theme, self.output, self.memory, known[ARCHIVE].files)
        deltas = {name: result.words for name, result in results.items()}
        many = sum(len(folder.entries) for folder in folders) >= MANY
        with begun(partial(index_files, live_blogs, deltas, shop), pays=many) as found:
            html = {name: result.html for name, result in results.items()}
            paths = [path for folder in folders for path in made[folder.name].files if path.endswith(".html")]
            files = archive_files(live_blogs, html, paths, shop)
            made[ARCHIVE] = Made(key, {}, files | written_from(found()), {})
        self.memory.keep(made, outlines, {*results, ARCHIVE})
        return made

    def _live_blogs(self, folders: Sequence[Folder], known: Mapping[str, Made]) -> dict[str, _Result]:
        """Make the files of live blogs."""
        from afterlive.site.files import live_blog_files  # noqa: PLC0415 - slow, and needed in each process

        texts = [self._resolved(folder) for folder in folders]
        jobs = []
        for folder, (load, _) in zip(folders, texts, strict=True):
            shop = Workshop(self.theme, self.output, self.memory, known[folder.name].files)
            jobs.append(partial(live_blog_files, folder.name, load, known[folder.name].sections, shop))
        many = sum(len(folder.entries) for folder in folders) >= MANY
        results = zip(folders, texts, share(jobs, pays=many), strict=True)
        return {
            folder.name: _Result(
                Made(folder.key, places, written_from(files), _keys(outline)), outline, words, html
            )
            for folder, (_, places), (files, outline, words, html) in results
        }

    def _resolved(self, folder: Folder) -> tuple[Callable[[], list[Source]], Places]:
        """Return how to get the articles of a live blog with their links resolved, and what these lead to.

        Only those with links are read here, where Pelican may log what it doesn't find.
        """
        load = partial(self.articles.sources, folder)
        if all(entry.linked is None for entry in folder.entries.values()):
            return load, {}
        places: Places = {}
        sources = [
            self._with_links(source, places) if source.linked is not None else source for source in load()
        ]
        return lambda: sources, places

    def _with_links(self, source: Source, places: Places) -> Source:
        html, found = Text(source.path, source.html, self.context).resolved(self.context)
        places.update(found)
        return source.having(html)


class _Result(NamedTuple):
    """What making a live blog gives."""

    made: Made
    outline: dict[str, Any]
    words: list[Any]
    """What has changed in its words."""
    html: dict[str, str]
    """Its sections on the pages of topics, where these are new."""


def _keys(outline: Mapping[str, Any]) -> dict[str, str]:
    """Return the keys of sections, by the pages of topics."""
    return {section["href"]: section["key"] for section in outline["sections"]}
