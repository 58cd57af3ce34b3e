"""What writes a file of the site, unless it already stands as it would be written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from afterlive.cache.keys import digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from afterlive.site.build.manifest import Made, Memory
    from afterlive.site.build.output import Output, Written
    from afterlive.site.show.page import Page
    from afterlive.site.show.theme import Theme


@dataclass(frozen=True, slots=True)
class Renderer:
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
