"""The search page, which without script leads to every live blog."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from afterlive.site.show.page import Page, View
from afterlive.site.show.views import Link, Masthead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.pages.archive import Archive
    from afterlive.site.show.phrases import Words


MANY = 300
"""More live blogs than these are not listed."""


class SearchView(View, frozen=True, kw_only=True):
    """The search page."""

    live_blogs: tuple[Masthead, ...]
    """Those that are listed: all, or none of many."""
    many: bool
    """Whether there are so many that the script lists them, once a reader wants to choose one."""
    words: str
    """The words that the script needs, as JSON."""


def search_page(archive: Archive) -> Iterator[Page]:
    """Make the search page."""
    words = archive.phrases
    many = len(archive.live_blogs) > MANY
    up = Link(href="index.html", text=archive.site.name)
    view = SearchView(
        head=archive.head(words["search"], words["search_archive"], up=up),
        live_blogs=() if many else tuple(live_blog.masthead for live_blog in archive.live_blogs),
        many=many,
        words=_script_words(words),
    )
    yield Page("search.html", "search", view)


def _script_words(words: Words) -> str:
    return json.dumps(
        {
            "hits": words.phrases["hits"],
            "key_event": words["key_event"],
            "nothing": words["nothing_found"],
            "go_on": words["go_on"],
            "failed": words["search_failed"],
        },
        ensure_ascii=False,
    )
