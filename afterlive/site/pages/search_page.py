"""The page of the search, which without script leads to the contents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec

from afterlive.site.show.page import Page, View
from afterlive.site.show.views import Head, Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.pages.archive import Archive
    from afterlive.site.show.phrases import Words


class SearchableLiveBlog(msgspec.Struct, frozen=True, kw_only=True):
    """A live blog that can be searched alone."""

    folder: str
    language: str
    direction: str
    page: Link


class SearchView(View, frozen=True, kw_only=True):
    """The page of the search."""

    live_blogs: tuple[SearchableLiveBlog, ...]
    words: str
    """What the script says, as JSON."""


def search_page(archive: Archive) -> Iterator[Page]:
    """Make the page of the search."""
    words = archive.phrases
    head = Head(
        title=words["search"],
        description=words["search_archive"],
        language=archive.site.language,
        direction=archive.site.direction,
        up=Link(href="index.html", text=archive.site.name),
    )
    live_blogs = tuple(
        SearchableLiveBlog(
            folder=live_blog.folder,
            language=live_blog.masthead.language,
            direction=live_blog.masthead.direction,
            page=Link(href=live_blog.masthead.href, text=live_blog.masthead.title),
        )
        for live_blog in archive.live_blogs
    )
    yield Page(
        "search.html", "search", SearchView(head=head, live_blogs=live_blogs, words=_script_words(words))
    )


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
