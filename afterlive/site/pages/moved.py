"""The page at a former address, of an update or of any page of a live blog: it leads to where that is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.site.pages.stream import part_paths
from afterlive.site.show.day_pages import whole_day
from afterlive.site.show.page import Page, View
from afterlive.site.show.views import Link, LiveBlogView, head_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.articles.records import Site
    from afterlive.site.show.views import Day


class MovedView(View, frozen=True, kw_only=True):
    """A page that leads to another."""

    now: Link


def moved(live_blog: LiveBlogView, _site: Site) -> Iterator[Page]:
    """Make a page for each address that an update of a live blog, or any of its pages, had before."""
    for path, now in (*_of_updates(live_blog), *_of_folders(live_blog)):
        yield Page(path, "moved", MovedView(head=head_of(live_blog.masthead, now.text, now.text), now=now))


def _of_updates(live_blog: LiveBlogView) -> Iterator[tuple[str, Link]]:
    for update in live_blog.updates:
        for path in update.formerly:
            yield path, Link(href=update.href, text=update.label)


def _of_folders(live_blog: LiveBlogView) -> Iterator[tuple[str, Link]]:
    """Yield the addresses that all pages had when the folder was called otherwise."""
    title = live_blog.masthead.title
    pages = [
        Link(href=live_blog.masthead.href, text=title),
        *(Link(href=path, text=title) for path in part_paths(live_blog)),
        *(Link(href=path, text=day.title) for day in live_blog.days for path in _pages_of(day)),
        *(Link(href=update.href, text=update.label) for update in live_blog.updates),
    ]
    known = [(page.href, page) for page in pages] + list(_of_updates(live_blog))
    here = f"{live_blog.folder}/"
    for folder in live_blog.formerly:
        for path, now in known:
            if path.startswith(here):
                yield f"{folder}/{path.removeprefix(here)}", now


def _pages_of(day: Day) -> list[str]:
    paths = list(dict.fromkeys(update.story.partition("#")[0] for update in day.updates))
    return paths if len(paths) == 1 else [*paths, whole_day(day.href)]
