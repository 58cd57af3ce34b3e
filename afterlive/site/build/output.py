"""Pages as HTML, and what is written into output/."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property, partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from markupsafe import Markup
from pelican.utils import sanitised_join

from afterlive.cache.keys import digest
from afterlive.cache.scanning import Seen, Stamp, in_changed_folders
from afterlive.site.show.phrases import Words, read_words, words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from jinja2 import Environment

    from afterlive.site.articles.records import Site
    from afterlive.site.build.manifest import Made, Memory
    from afterlive.site.pages.page_kind import Page


@dataclass(frozen=True)
class Theme:
    """What makes HTML of views: templates, and the words of each language that they speak."""

    env: Environment
    site: Site
    folder: Path
    """Of the words."""

    def page(self, page: Page) -> str:
        """Return a page as HTML, which follows from the theme, the site and the page's view alone."""
        words = self.words(page.view.head.language)
        return self.render(page.template, page.path, words, page=page.view, **page.more())

    def render(self, template: str, path: str, words: Words, **shown: object) -> str:
        """Return what a template makes of what is shown, with links as the page at `path` has them."""
        root = root_of(path, self.site)
        known = {
            "path": path,
            "site": self.site,
            "words": words,
            "root": root,
            "to": partial(_from, root),
            "frame": self.frame,
        }
        return self.env.get_template(f"{template}.html").render(known, **shown)

    @cached_property
    def frame(self) -> Callable[..., Markup]:
        """What renders a part of a page once for all pages that give it the same."""

        @cache
        def render(template: str, **given: object) -> Markup:
            return Markup(self.env.get_template(f"{template}.html").render(given))  # noqa: S704 - it is escaped

        return render

    @cached_property
    def spoken(self) -> Mapping[str, Words]:
        """The words of each language that the theme speaks."""
        return read_words(self.folder)

    def words(self, language: str) -> Words:
        """Return the words for a BCP 47 tag."""
        return words_for(language, self.spoken)


def root_of(path: str, site: Site) -> str:
    """Return the way from a page to the root: absolute for 404.html, which a server shows at any depth."""
    if path == "404.html" and site.url:
        return urlsplit(site.url).path + "/"
    return "../" * path.count("/")


def _from(root: str, href: str) -> str:
    """Return a link of a view as it stands on a page; a fragment stays in the page."""
    return href if href.startswith("#") else root + href


class Written(NamedTuple):
    """What is known of a file of output/ that a build wrote."""

    key: str
    """A digest of all that its content follows from."""
    stamp: Stamp
    content: str
    """A digest of what it holds: 64 bits of SHA-256."""


Files = dict[str, Written]
"""Files of output/, by their paths."""


@dataclass(frozen=True, slots=True)
class Output:
    """The folder of the site."""

    root: str
    seen: Seen
    """What stood there when the build began."""
    taken: frozenset[str]
    """The files that others write."""

    def has(self, path: str, written: Written) -> bool:
        """Tell whether a file is as it was written."""
        return self.seen.files.get(path) == written.stamp

    def others(self, known: Collection[str]) -> set[str]:
        """Return the files that stand here by now and aren't among those that are known."""
        found = chain(self.seen.files, in_changed_folders(self.root, self.seen.folders))
        return {path for path in found if path not in known and Path(self.root, path).is_file()}

    def clear(self, known: Collection[str], retained: Collection[str]) -> None:
        """Remove all that stands here, but for files that are known and what Pelican is told to retain."""
        for path in self.seen.files:
            if path not in known and path.partition("/")[0] not in retained:
                self.remove(path)

    def remove(self, path: str) -> None:
        """Remove a file, and its folder if nothing else stands there."""
        file = Path(self.root, path)
        file.unlink(missing_ok=True)
        if file.parent != Path(self.root):
            with suppress(OSError):  # there is another file, or the folder is gone already
                file.parent.rmdir()

    def write(self, path: str, key: str, text: str) -> Written:
        """Write a file."""
        data = text.encode()
        file = sanitised_join(self.root, path)
        write_file(file, data)
        status = os.stat(file)  # noqa: PTH116 - ten thousand files: a Path each would take longer
        return Written(key, [status.st_mtime_ns, status.st_size], sha256(data).hexdigest()[:16])


@dataclass(frozen=True, slots=True)
class Workshop:
    """What files are made with, and what is known of those that were made before."""

    theme: Theme
    output: Output
    memory: Memory
    known: Made

    def put_page(self, page: Page) -> Written:
        """Have a page stand in its file; it is rendered only if it doesn't."""
        key = digest(page.path, page.template, page.view)
        return self.put(page.path, key, partial(self.theme.page, page))

    def put_text(self, path: str, text: str) -> Written:
        """Have a text stand in a file."""
        return self.put(path, digest(text), lambda: text)

    def stands(self, path: str) -> bool:
        """Tell whether a file is as it was made before."""
        return path in self.known.files and self.output.has(path, self.known.files[path])

    def put(self, path: str, key: str, make: Callable[[], str]) -> Written:
        """Have a file hold what `make` returns, and the key stands for."""
        if self.stands(path) and self.known.files[path].key == key:
            return self.known.files[path]
        return self.output.write(path, key, make())


def write_file(file: str, data: bytes) -> None:
    """Write a file under another name first, so that it is never there in part."""
    new = f"{file}.new"
    try:
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(file), exist_ok=True)  # noqa: PTH103, PTH120 - likewise
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    with os.fdopen(handle, "wb") as opened:
        opened.write(data)
    os.replace(new, file)  # noqa: PTH105 - likewise
