"""The files of the site, made where something changed that they follow from; the rest stays as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from afterlive.cache.keys import digest
from afterlive.cache.store import ForgottenError, remembered
from afterlive.cache.workers import share
from afterlive.site.articles.content import MANY
from afterlive.site.articles.links import Resolver, are_still
from afterlive.site.build.manifest import ARCHIVE, Made
from afterlive.site.build.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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
        shown, texts = _live_blogs(changes)
        states, shop = {name: made.state for name, made in same.items()}, self._shop(known[ARCHIVE])
        files = self._archive(shown, same, shop) | _index(texts, states, shop)
        results = zip(changes, shown, texts, strict=True)
        made = {change.folder.name: change.made(pages, text) for change, pages, text in results}
        archive = Made(key=key, files=files)
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

    def made(self, pages: Pages, texts: Texts) -> Made:
        """Return what is to be remembered of it."""
        return Made(
            key=self.folder.key,
            places=self.places,
            files=pages.files | texts.files,
            sections={section.href: section.key for section in pages.outline.sections},
            state=texts.shelf.state,
        )


def _live_blogs(changes: Sequence[_Change]) -> tuple[list[Pages], list[Texts]]:
    """Make the pages of live blogs and the files with their texts, by several processes where that pays.

    It pays for what was never made before: a build on top of others gains nothing.
    """
    from afterlive.site.build.output_files import live_blog_files  # noqa: PLC0415 - likewise
    from afterlive.site.build.search_files import texts_of_live_blog  # noqa: PLC0415 - likewise

    sizes = [len(change.folder.entries) for change in changes]
    pays = sum(len(change.folder.entries) for change in changes if not change.shop.known.files) >= MANY
    if len(changes) == 1:
        view, shop = changes[0].view, changes[0].shop
        view()  # so that both processes have it
        jobs: list[Callable[[], Any]] = [
            partial(live_blog_files, view, shop),
            partial(texts_of_live_blog, view, shop),
        ]
        pages, texts = share(jobs, sizes * 2, pays=pays)
        return [pages], [texts]

    def whole(view: Callable[[], LiveBlogView], shop: Renderer) -> tuple[Pages, Texts]:
        return live_blog_files(view, shop), texts_of_live_blog(view, shop)

    both = share([partial(whole, change.view, change.shop) for change in changes], sizes, pays=pays)
    return [pages for pages, _ in both], [texts for _, texts in both]


def _index(texts: Sequence[Texts], states: Mapping[str, str], shop: Renderer) -> Files:
    """Make the files of the search index."""
    from afterlive.site.build.search_files import index_files  # noqa: PLC0415 - likewise

    return index_files(texts, states, shop)
