"""Pages and feeds, written into output/."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pelican.plugins import signals
from pelican.utils import sanitised_join

from afterlive.site.words import Words, words_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from afterlive.site.pages.page import Page
    from afterlive.site.records import Site


def render(page: Page, env: Environment, site: Site, spoken: Mapping[str, Words]) -> str:
    """Return a page as HTML, which follows from the theme, the site and the page's view alone."""
    root = root_of(page.path, site)
    return env.get_template(f"{page.template}.html").render(
        page=page.view,
        path=page.path,
        site=site,
        words=words_for(page.view.head.language, spoken),
        root=root,
        to=partial(_from, root),
    )


def root_of(path: str, site: Site) -> str:
    """Return the way from a page to the root: absolute for 404.html, which a server shows at any depth."""
    if path == "404.html" and site.url:
        return urlsplit(site.url).path + "/"
    return "../" * path.count("/")


def _from(root: str, href: str) -> str:
    """Return a link of a view as it stands on a page; a fragment stays in the page."""
    return href if href.startswith("#") else root + href


@dataclass(frozen=True, slots=True)
class PageWriter:
    """What it takes to write pages into output/."""

    output: str
    env: Environment
    site: Site
    spoken: Mapping[str, Words]
    context: Mapping[str, Any]

    def write_page(self, page: Page) -> None:
        """Write a page, and tell other plugins."""
        file = self.write(page.path, render(page, self.env, self.site, self.spoken))
        signals.content_written.send(str(file), context={**self.context, "output_file": page.path})

    def write(self, path: str, text: str) -> Path:
        """Write a file that belongs to the pages."""
        return write_file(self.output, path, text)


def write_file(output: str, path: str, text: str) -> Path:
    """Write a file under another name first, so that it is never there in part."""
    file = Path(sanitised_join(output, path))
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(file.name + ".new")
    new.write_text(text, encoding="utf-8", newline="\n")
    return new.replace(file)
