"""What can be searched of a live blog, and what a hit shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from afterlive.site.articles.sanitising import plain

if TYPE_CHECKING:
    import datetime as dt

    from afterlive.site.show.phrases import Words
    from afterlive.site.show.views import LiveBlogView, UpdateView


class SearchText(NamedTuple):
    """A text that can be found: an update, or a lead."""

    href: str
    """From the site's root."""
    title: str
    """The headline, empty if there is none."""
    when: str
    """Date and time as they are shown."""
    body: str
    """The text in plain words, in one line."""
    key: bool = False


class TextsOfLiveBlog(msgspec.Struct, frozen=True, kw_only=True):
    """The texts of a live blog."""

    folder: str
    title: str
    began: dt.date
    language: str
    """A BCP 47 tag."""
    texts: tuple[SearchText, ...]
    """In chronological order."""


def texts_of(live_blog: LiveBlogView) -> TextsOfLiveBlog:
    """Return the texts of a live blog: its lead, then its updates."""
    masthead = live_blog.masthead
    lead = SearchText(masthead.href, masthead.title, live_blog.when, plain(live_blog.lead))
    return TextsOfLiveBlog(
        folder=live_blog.folder,
        title=masthead.title,
        began=live_blog.began,
        language=masthead.language,
        texts=(lead, *(_text_of(update, live_blog.phrases) for update in live_blog.updates)),
    )


def _text_of(update: UpdateView, words: Words) -> SearchText:
    return SearchText(
        href=update.href,
        title=update.title or "",
        when=update.when if update.time else f"{update.when}{words['comma']}{update.stamp}",
        body=f"{words['removed']}{words['colon']}{update.removed}" if update.removed else update.plain,
        key=update.key,
    )
