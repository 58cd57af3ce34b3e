"""What scripts add to pages that are whole without them: buttons and dialogs, a script for each language."""

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
    for language in sorted(archive.spoken):
        direction = direction_of(language)
        head = Head(title="", description="", language=language, direction=direction, topics=False)
        yield Page(f"theme/tools/{language}.js", "tools", View(head=head))
