"""The files of the site, made where something changed that they follow from; the rest stays as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from afterlive.site.content import MANY
from afterlive.site.keys import digest
from afterlive.site.links import Text, are_still
from afterlive.site.memory import ARCHIVE, Made
from afterlive.site.workers import share
from afterlive.site.writing import written_from

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from afterlive.site.content import Articles, Folder
    from afterlive.site.links import Places
    from afterlive.site.memory import Memory
    from afterlive.site.sources import Source
    from afterlive.site.writing import Output, Theme


@dataclass(frozen=True, slots=True)
class Maker:
    """What files are made from, where they stand, and what is remembered of them."""

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
        outlines = {
            folder.name: self.memory.outlines.load(folder.name) for folder in folders if folder not in changed
        }
        changed += [folder for folder in folders if outlines.get(folder.name, folder) is None]
        results = self._live_blogs(changed, known)
        made = {**known, **{name: made for name, (made, _) in results.items()}}
        outlines |= {name: outline for name, (_, outline) in results.items()}
        made[ARCHIVE] = self._archive(key, outlines, made)
        self.memory.keep(made, outlines, {*results, ARCHIVE})
        return made

    def _stands(self, made: Made, key: str) -> bool:
        """Tell whether making files again would change nothing."""
        return (
            made.key == key
            and are_still(made.places, self.context)
            and all(self.output.has(path, written) for path, written in made.files.items())
        )

    def _live_blogs(
        self, folders: Sequence[Folder], known: Mapping[str, Made]
    ) -> dict[str, tuple[Made, dict[str, Any]]]:
        """Make the files of live blogs; return these, and of each an outline as JSON."""
        if not folders:
            return {}
        from afterlive.site.files import live_blog_files  # noqa: PLC0415 - slow, and not every build needs it

        texts = {folder.name: self._resolved(folder) for folder in folders}
        jobs = [
            partial(
                live_blog_files,
                folder.name,
                texts[folder.name][0],
                self.theme,
                self.output,
                known[folder.name].files,
            )
            for folder in folders
        ]
        many = sum(len(folder.entries) for folder in folders) >= MANY
        results = zip(folders, share(jobs, pays=many), strict=True)
        return {
            folder.name: (Made(folder.key, texts[folder.name][1], written_from(files)), outline)
            for folder, (files, outline) in results
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

    def _archive(self, key: str, outlines: Mapping[str, Any], made: Mapping[str, Made]) -> Made:
        """Make the files that show something of each live blog, or of none."""
        from afterlive.site.files import archive_files  # noqa: PLC0415 - likewise

        paths = [path for name in outlines for path in made[name].files if path.endswith(".html")]
        files = archive_files(list(outlines.values()), paths, self.theme, self.output, made[ARCHIVE].files)
        return Made(key, {}, files)
