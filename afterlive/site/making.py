"""The files of the site, made where something changed that they follow from; the rest stays as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from afterlive.cache.keys import digest
from afterlive.site.content import MANY
from afterlive.site.links import Text, are_still
from afterlive.site.memory import ARCHIVE, ForgottenError, Made, remembered
from afterlive.site.workers import begun, share
from afterlive.site.writing import Workshop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from afterlive.site.content import Articles, Folder
    from afterlive.site.links import Places
    from afterlive.site.memory import Memory
    from afterlive.site.outline import Outline
    from afterlive.site.sources import Source
    from afterlive.site.views import LiveBlogView
    from afterlive.site.writing import Output, Theme, Written

    Files = dict[str, Written]


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
            return self._make(key, folders, folders, dict.fromkeys(known, Made()))

    def _stands(self, made: Made, key: str) -> bool:
        """Tell whether making files again would change nothing."""
        standing = self.output.seen.files
        return (
            made.key == key
            and are_still(made.places, self.context)
            and all(standing.get(path) == written.stamp for path, written in made.files.items())
        )

    def _make(
        self, key: str, folders: Sequence[Folder], changed: Sequence[Folder], known: Mapping[str, Made]
    ) -> dict[str, Made]:
        """Make the files of live blogs that have changed, and of the archive. Raises ForgottenError."""
        from afterlive.site.files import live_blog_files  # noqa: PLC0415 - slow, and not every build
        from afterlive.site.searching import search_files  # noqa: PLC0415 - needs them

        changes = {folder.name: self._change(folder, known[folder.name]) for folder in changed}
        same = {folder.name: known[folder.name] for folder in folders if folder.name not in changes}
        shown = [(change.view, change.shop) for change in changes.values()]
        alone = len(shown) == 1  # several are shared among the processors anyway
        if alone:
            for view, _ in shown:
                view()  # so that both processes have it
        states = {name: made.state for name, made in same.items()}
        shop, many = self._shop(known[ARCHIVE]), _are_many(changed)
        search = partial(search_files, shown, states, shop, many=many)
        with begun(search, pays=alone and _are_many(folders)) as found:
            jobs = [partial(live_blog_files, *each) for each in shown]
            results = zip(changes, share(jobs, pays=many), strict=True)
            pages = {name: _Pages(*result) for name, result in results}
            files = self._archive(pages, same, shop)
            texts, index = found()
        made = {name: change.made(pages[name], *texts[name]) for name, change in changes.items()}
        archive = Made(key=key, files=files | index)
        outlines = {name: each.outline for name, each in pages.items()}
        self.memory.keep({**made, ARCHIVE: archive}, outlines, same)
        return {**same, **made, ARCHIVE: archive}

    def _archive(self, pages: Mapping[str, _Pages], same: Mapping[str, Made], shop: Workshop) -> Files:
        """Make the files of the archive but for the search. Raises ForgottenError."""
        from afterlive.site.files import archive_files  # noqa: PLC0415 - likewise
        from afterlive.site.outline import Outline  # noqa: PLC0415 - likewise

        kept = (remembered(self.memory.outlines.load(name, Outline)) for name in same)
        outlines = [*(each.outline for each in pages.values()), *kept]
        html = {name: each.html for name, each in pages.items()}
        files = (*(each.files for each in pages.values()), *(made.files for made in same.values()))
        paths = [path for path in chain.from_iterable(files) if path.endswith(".html")]
        return archive_files(outlines, html, paths, shop)

    def _change(self, folder: Folder, known: Made) -> _Change:
        from afterlive.site.files import view_of  # noqa: PLC0415 - likewise

        load, places = self._resolved(folder)
        view = cache(partial(view_of, folder.name, load, self.theme))
        return _Change(folder, view, places, self._shop(known))

    def _shop(self, known: Made) -> Workshop:
        return Workshop(self.theme, self.output, self.memory, known)

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


class _Pages(NamedTuple):
    """What making the pages of a live blog gives."""

    files: Files
    outline: Outline
    html: dict[str, str]
    """Its sections on the pages of topics, where these are new."""


class _Change(NamedTuple):
    """A live blog whose files are to be made."""

    folder: Folder
    view: Callable[[], LiveBlogView]
    places: Places
    shop: Workshop

    def made(self, pages: _Pages, state: str, texts: Files) -> Made:
        """Return what is to be remembered of it."""
        return Made(
            key=self.folder.key,
            places=self.places,
            files=pages.files | texts,
            sections={section.href: section.key for section in pages.outline.sections},
            state=state,
        )


def _are_many(folders: Iterable[Folder]) -> bool:
    """Tell whether live blogs are worth a second process."""
    return sum(len(folder.entries) for folder in folders) >= MANY
