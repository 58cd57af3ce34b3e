"""The theme: its templates, and the words that it shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from afterlive.site.show.phrases import Phrasebook, Words, words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from jinja2 import Environment
    from jinja2.environment import TemplateModule

    from afterlive.site.articles.records import Site
    from afterlive.site.show.page import Page

_KEPT = 2000
"""How many parts of pages are kept: those of all updates of a large live blog."""


@dataclass(frozen=True)
class Theme:
    """Renders views as HTML, with templates and the words of each language."""

    env: Environment
    site: Site
    folder: Path
    """Of the words."""
    templates: str = ""
    """The folder of the templates, where they stand among those of another theme."""

    def page(self, page: Page) -> str:
        """Return a page as HTML, which follows from the theme, the site and the page's view alone."""
        words = self.words(page.view.head.language)
        return self.render(page.template, page.path, words, page=page.view, **page.more())

    def render(self, template: str, path: str, words: Words, **shown: object) -> str:
        """Render a template, with links that start from the page at `path`."""
        root = root_of(path, self.site)
        known = {
            "path": path,
            "site": self.site,
            "words": words,
            "root": root,
            "to": _links_from(path.rpartition("/")[0], root),
            "shared": self.shared,
        }
        return self.env.get_template(f"{self.templates}{template}.html").render(known, **shown)

    @cached_property
    def shared(self) -> Callable[..., TemplateModule]:
        """A function that renders parts of a page, once for all pages with the same arguments.

        They are what the template sets; those that were asked for last are kept.
        """

        @lru_cache(_KEPT)
        def render(template: str, **given: object) -> TemplateModule:
            return self.env.get_template(f"{self.templates}{template}.html").make_module(given)

        return render

    @cached_property
    def spoken(self) -> Mapping[str, Words]:
        """The words of each language that the theme speaks."""
        return Phrasebook(self.folder)

    def words(self, language: str) -> Words:
        """Return the words for a BCP 47 tag."""
        return words_for(language, self.spoken)

    def languages(self, of_pages: Iterable[str]) -> frozenset[str]:
        """Return the languages of the words on pages with scripts, given those of live blogs."""
        if self.templates:  # another theme has scripts of its own
            return frozenset()
        return frozenset(self.words(language).language for language in (self.site.language, *of_pages))


def root_of(path: str, site: Site) -> str:
    """Return the path from a page to the root: absolute for 404.html, which a server shows at any depth."""
    if path == "404.html" and site.url:
        return urlsplit(site.url).path + "/"
    return "../" * path.count("/")


@cache
def _links_from(folder: str, root: str) -> Callable[[str], str]:
    """Return the function that makes links of pages in a folder, the same one for all of these pages."""
    return partial(_link, folder, root)


def _link(folder: str, root: str, href: str) -> str:
    """Return a link of a view as a page in this folder has it; a fragment leads to the same page."""
    if href.startswith("#"):
        return href
    return href.removeprefix(f"{folder}/") if folder and href.startswith(f"{folder}/") else root + href
