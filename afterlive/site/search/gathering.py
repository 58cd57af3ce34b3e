"""What of a live blog can be searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.site.search.texts import Text, TextsOfLiveBlog
from afterlive.site.text import plain

if TYPE_CHECKING:
    from afterlive.site.views import LiveBlogView, UpdateView
    from afterlive.site.words import Words


def texts_of(live_blog: LiveBlogView) -> TextsOfLiveBlog:
    """Return the texts of a live blog."""
    return TextsOfLiveBlog(
        folder=live_blog.folder,
        title=live_blog.masthead.title,
        began=live_blog.began,
        language=live_blog.masthead.language,
        texts=(_lead(live_blog), *(_update(update, live_blog.phrases) for update in live_blog.updates)),
    )


def _lead(live_blog: LiveBlogView) -> Text:
    masthead = live_blog.masthead
    return Text(href=masthead.href, title=masthead.title, when=live_blog.when, body=plain(live_blog.lead))


def _update(update: UpdateView, phrases: Words) -> Text:
    return Text(
        href=update.href,
        title=update.title or "",
        when=update.when if update.time else f"{update.when}, {update.stamp}",
        body=f"{phrases['removed']}: {update.removed}" if update.removed else update.plain,
        key=update.key,
    )
