"""The page that a reader without a connection gets in place of one that was not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.site.show.page import Page, View
from afterlive.site.show.views import Head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.pages.archive import Archive


def offline(archive: Archive) -> Iterator[Page]:
    """Make the page."""
    words = archive.phrases
    head = Head(
        title=words["not_kept"],
        description=words["not_kept_text"],
        language=archive.site.language,
        direction=archive.site.direction,
    )
    yield Page("offline.html", "offline", View(head=head))
