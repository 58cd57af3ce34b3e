"""What the pages of the whole archive are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from afterlive.site.articles.records import Site
    from afterlive.site.pages.outline import Outline
    from afterlive.site.pages.topic_sections import Section
    from afterlive.site.show.phrases import Words


class Archive(msgspec.Struct, frozen=True, kw_only=True):
    """What the pages of the whole archive are made from."""

    site: Site
    live_blogs: tuple[Outline, ...]
    """The newest first."""
    phrases: Words
    """In the language of the site, for pages that belong to no live blog."""
    html_of: Callable[[Sequence[Section]], list[str]]
    """Gives the HTML of a topic's sections."""
