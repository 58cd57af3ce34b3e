"""The files of the site, made where something changed that they follow from; the rest stays as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from afterlive.cache.keys import digest
from afterlive.cache.store import ForgottenError, remembered
from afterlive.site.articles.content import MANY
from afterlive.site.articles.links import Resolver, are_still
from afterlive.site.build.manifest import ARCHIVE, Made
from afterlive.site.build.renderer import Renderer
from afterlive.site.build.workers import begun, share

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from afterlive.site.articles.content import Articles, Folder
    from afterlive.site.articles.links import Places
    from afterlive.site.articles.source import Source
    from afterlive.site.build.manifest import Memory
    from afterlive.site.build.output import Files, Output
    from afterlive.site.build.output_files import Pages
    from afterlive.site.build.search_files import Texts
    from afterlive.site.show.theme import Theme
    from afterlive.site.show.views import LiveBlogView


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
        changes = [self._change(folder, known[folder.name]) for folder in changed]
        names = {change.folder.name for change in changes}
        same = {folder.name: known[folder.name] for folder in folders if folder.name not in names}
        pages, texts = _work(changes, pays=_are_many(changed))
        states, shop = {name: made.state for name, made in same.items()}, self._shop(known[ARCHIVE])
        search = partial(_search, texts, states, shop)
        with begun(search, pays=_are_many(folders)) as found:
            shown = pages()
            files = self._archive(shown, same, shop)
            searched, index = found()
        results = zip(changes, shown, searched, strict=True)
        made = {change.folder.name: change.made(*result) for change, *result in results}
        archive = Made(key=key, files=files | index)
        self.memory.keep({**made, ARCHIVE: archive}, [each.outline for each in shown], same)
        return {**same, **made, ARCHIVE: archive}

    def _archive(self, shown: Sequence[Pages], same: Mapping[str, Made], shop: Renderer) -> Files:
        """Make the files of the archive but for the search. Raises ForgottenError."""
        from afterlive.site.build.output_files import archive_files  # noqa: PLC0415 - slow, and not every build needs it
        from afterlive.site.pages.outline import Outline  # noqa: PLC0415 - likewise

        kept = (remembered(self.memory.outlines.load(name, Outline)) for name in same)
        outlines = [*(each.outline for each in shown), *kept]
        html = {each.outline.folder: each.html for each in shown}
        files = (*(each.files for each in shown), *(made.files for made in same.values()))
        paths = [path for path in chain.from_iterable(files) if path.endswith(".html")]
        return archive_files(outlines, html, paths, shop)

    def _change(self, folder: Folder, known: Made) -> _Change:
        from afterlive.site.build.output_files import view_of  # noqa: PLC0415 - likewise

        load, places = self._resolved(folder)
        view = cache(partial(view_of, folder.name, load, self.theme))
        return _Change(folder, view, places, self._shop(known))

    def _shop(self, known: Made) -> Renderer:
        return Renderer(self.theme, self.output, self.memory, known)

    def _resolved(self, folder: Folder) -> tuple[Callable[[], list[Source]], Places]:
        """Return how to get the articles of a live blog with their links resolved, and what these lead to.

        Only those with links are read here. Raises DocumentError for a link that leads nowhere.
        """
        load = partial(self.articles.sources, folder)
        if all(entry.linked is None for entry in folder.entries.values()):
            return load, {}
        resolver = Resolver(self.context)
        sources = [source.resolved_by(resolver) if source.linked is not None else source for source in load()]
        return lambda: sources, resolver.places


class _Change(NamedTuple):
    """A live blog whose files are to be made."""

    folder: Folder
    view: Callable[[], LiveBlogView]
    places: Places
    shop: Renderer

    def made(self, pages: Pages, searched: tuple[str, Files]) -> Made:
        """Return what is to be remembered of it."""
        state, texts = searched
        return Made(
            key=self.folder.key,
            places=self.places,
            files=pages.files | texts,
            sections={section.href: section.key for section in pages.outline.sections},
            state=state,
        )


def _work(
    changes: Sequence[_Change], *, pays: bool
) -> tuple[Callable[[], list[Pages]], Callable[[], list[Texts]]]:
    """Return what makes the pages of live blogs, and what makes the files with their texts.

    Of one live blog that are two pieces of work for two processes; several are shared among them.
    """
    from afterlive.site.build.output_files import live_blog_files  # noqa: PLC0415 - likewise
    from afterlive.site.build.search_files import texts_of_live_blog  # noqa: PLC0415 - likewise

    shown = [(change.view, change.shop) for change in changes]
    if len(shown) == 1:
        view, shop = shown[0]
        view()  # so that both processes have it
        return lambda: [live_blog_files(view, shop)], lambda: [texts_of_live_blog(view, shop)]

    def whole(view: Callable[[], LiveBlogView], shop: Renderer) -> tuple[Pages, Texts]:
        return live_blog_files(view, shop), texts_of_live_blog(view, shop)

    both = share([partial(whole, *each) for each in shown], pays=pays)
    return lambda: [pages for pages, _ in both], lambda: [texts for _, texts in both]


def _search(
    texts: Callable[[], list[Texts]], states: Mapping[str, str], shop: Renderer
) -> tuple[list[tuple[str, Files]], Files]:
    """Make the files of the search; return states and files of live blogs, and the files of the index."""
    from afterlive.site.build.search_files import index_files  # noqa: PLC0415 - likewise

    changed = texts()
    index = index_files(changed, states, shop)
    return [(each.shelf.state, each.files) for each in changed], index


def _are_many(folders: Iterable[Folder]) -> bool:
    """Tell whether live blogs are worth a second process."""
    return sum(len(folder.entries) for folder in folders) >= MANY
