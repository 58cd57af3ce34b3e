"""What scripts add to pages that are whole without them, in each language: buttons and dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.direction import direction_of
from afterlive.site.show.page import Page, View
from afterlive.site.show.views import Head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.pages.archive import Archive


def tools(archive: Archive) -> Iterator[Page]:
    """Make a script for each language that pages speak, which a browser loads once for all of them."""
    return (Page(f"theme/tools/{view.head.language}.js", "tools", view) for view in _views(archive))


def replay_tools(archive: Archive) -> Iterator[Page]:
    """Make the scripts with what a replay adds, which a browser loads when a reader asks for one."""
    return (
        Page(f"theme/tools/{view.head.language}-replay.js", "replay_tools", view) for view in _views(archive)
    )


def _views(archive: Archive) -> Iterator[View]:
    for language in sorted(archive.spoken):
        direction = direction_of(language)
        yield View(head=Head(title="", description="", language=language, direction=direction, topics=False))
