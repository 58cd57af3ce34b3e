"""The theme: its templates, and the words that it shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup

from afterlive.site.show.phrases import Phrasebook, Words, words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from jinja2 import Environment

    from afterlive.site.articles.records import Site
    from afterlive.site.show.page import Page


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
            "to": partial(_from, path.rpartition("/")[0], root),
            "frame": self.frame,
        }
        return self.env.get_template(f"{self.templates}{template}.html").render(known, **shown)

    @cached_property
    def frame(self) -> Callable[..., Markup]:
        """A function that renders a part of a page, once for pages with the same arguments that follow."""

        @lru_cache(100)
        def render(template: str, **given: object) -> Markup:
            return Markup(self.env.get_template(f"{self.templates}{template}.html").render(given))  # noqa: S704 - it is escaped

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


def _from(folder: str, root: str, href: str) -> str:
    """Return a link of a view as a page in this folder has it; a fragment leads to the same page."""
    if href.startswith("#"):
        return href
    return href.removeprefix(f"{folder}/") if folder and href.startswith(f"{folder}/") else root + href
