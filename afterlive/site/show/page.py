"""The files of the site: pages, which a template renders, and files of text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from afterlive.cache.keys import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from afterlive.site.show.views import Head


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site. Its HTML follows from its template and its view alone."""

    path: str
    """From the site's root."""
    template: str
    view: View
    more: Callable[[], Mapping[str, object]] = dict
    """Returns further values for the template, which follow from the view; called only to render the page."""

    @property
    def key(self) -> str:
        """A digest of all that its HTML follows from, but for the theme and the site."""
        return digest(self.path, self.template, self.view)


class TextFile(NamedTuple):
    """A file of the site that no template renders."""

    path: str
    key: str
    """A digest of all that its text follows from."""
    text: Callable[[], str]

    @classmethod
    def of(cls, path: str, text: str) -> TextFile:
        """Return the file with this text."""
        return cls(path, digest(text), lambda: text)


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What a template is given."""

    head: Head
