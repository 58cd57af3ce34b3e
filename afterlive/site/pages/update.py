"""The page of an update: its permalink, with what came before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.site.articles.sanitising import at_top, first_words
from afterlive.site.show.archived_copies import ArchivedCopy, archived_copies
from afterlive.site.show.citation import Citation, citation_of
from afterlive.site.show.json_ld import blog_posting
from afterlive.site.show.lines import UpdateLine, dated_stamp, line_of
from afterlive.site.show.page import Page, View
from afterlive.site.show.pictures import first_picture
from afterlive.site.show.views import Link, LiveBlogView, Masthead, UpdateView, head_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterlive.site.articles.records import Site


class UpdatePageView(View, frozen=True, kw_only=True):
    """The page of an update."""

    masthead: Masthead
    update: UpdateView
    text: str
    """Safe HTML, with subheads one level below the page's headline."""
    story: str
    """A link to the update on the page of its day."""
    copies: tuple[ArchivedCopy, ...]
    earlier: UpdateLine | None
    later: UpdateLine | None
    citation: Citation


def updates(live_blog: LiveBlogView, site: Site) -> Iterator[Page]:
    """Make a page for each update of a live blog."""
    shown = live_blog.updates
    for update, earlier, later in zip(shown, (None, *shown), (*shown[1:], None), strict=False):
        yield _update_page(live_blog, update, earlier, later, site)


def _update_page(
    live_blog: LiveBlogView,
    update: UpdateView,
    earlier: UpdateView | None,
    later: UpdateView | None,
    site: Site,
) -> Page:
    masthead = live_blog.masthead
    view = UpdatePageView(
        head=head_of(
            masthead,
            f"{update.label} – {masthead.title}",
            update.removed or first_words(update.plain, 200) or update.label,
            up=Link(href=masthead.href, text=masthead.title),
            previous=earlier and Link(href=earlier.href, text=earlier.label),
            next=later and Link(href=later.href, text=later.label),
            linked_data=None if update.removed else blog_posting(update, live_blog, site),
            published=update.datetime,
            modified=update.updated_datetime,
            authors=update.author_names,
            picture=first_picture([update.text]),
        ),
        masthead=masthead,
        update=update,
        text=at_top(update.text).replace("<h4", "<h2").replace("</h4", "</h2"),
        story=update.story,
        copies=_copies(update, live_blog),
        earlier=_neighbour(earlier, update, live_blog) if earlier else None,
        later=_neighbour(later, update, live_blog) if later else None,
        citation=citation_of(update, live_blog, site),
    )
    return Page(update.href, "update", view)


def _copies(update: UpdateView, live_blog: LiveBlogView) -> tuple[ArchivedCopy, ...]:
    """Return copies of what an update links to, from the day of the capture or else its own."""
    if update.removed:
        return ()
    day = live_blog.captured.date() if live_blog.captured else update.date
    return archived_copies(update.text, update.source, live_blog.phrases["source"], day)


def _neighbour(update: UpdateView, of: UpdateView, live_blog: LiveBlogView) -> UpdateLine:
    same_day = update.date == of.date
    stamp = update.stamp if same_day else dated_stamp(live_blog, update)
    return line_of(update, stamp=stamp, dated=not same_day)
