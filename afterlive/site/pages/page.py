"""What a page kind is given, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from afterlive.site.outline import Outline
    from afterlive.site.records import Site
    from afterlive.site.views import Head
    from afterlive.site.words import Words


class Archive(msgspec.Struct, frozen=True, kw_only=True):
    """What the pages of the whole archive are made from."""

    site: Site
    live_blogs: tuple[Outline, ...]
    """The newest first."""
    phrases: Words
    """In the language of the site, for pages that belong to no live blog."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site. What stands in its file follows from its template and its view alone."""

    path: str
    """From the site's root."""
    template: str
    view: View


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What a template is given."""

    head: Head
