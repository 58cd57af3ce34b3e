"""What a page kind is given, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from afterlive.site.articles.records import Site
    from afterlive.site.show.outline import Outline
    from afterlive.site.show.phrases import Words
    from afterlive.site.show.topic_sections import Section
    from afterlive.site.show.views import Head


class Archive(msgspec.Struct, frozen=True, kw_only=True):
    """What the pages of the whole archive are made from."""

    site: Site
    live_blogs: tuple[Outline, ...]
    """The newest first."""
    phrases: Words
    """In the language of the site, for pages that belong to no live blog."""
    html_of: Callable[[Sequence[Section]], list[str]]
    """Gives the HTML of a topic's sections."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site. What stands in its file follows from its template and its view alone."""

    path: str
    """From the site's root."""
    template: str
    view: View
    more: Callable[[], Mapping[str, object]] = dict
    """Gives what else the template is given, which the view stands for; only a page to be rendered asks."""


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What a template is given."""

    head: Head
