"""What of a live blog can be searched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.site.articles.sanitising import plain
from afterlive.site.search.texts import SearchText, TextsOfLiveBlog

if TYPE_CHECKING:
    from afterlive.site.show.phrases import Words
    from afterlive.site.show.views import LiveBlogView, UpdateView


def texts_of(live_blog: LiveBlogView) -> TextsOfLiveBlog:
    """Return the texts of a live blog."""
    return TextsOfLiveBlog(
        folder=live_blog.folder,
        title=live_blog.masthead.title,
        began=live_blog.began,
        language=live_blog.masthead.language,
        texts=(_lead(live_blog), *(_update(update, live_blog.phrases) for update in live_blog.updates)),
    )


def _lead(live_blog: LiveBlogView) -> SearchText:
    masthead = live_blog.masthead
    return SearchText(
        href=masthead.href, title=masthead.title, when=live_blog.when, body=plain(live_blog.lead)
    )


def _update(update: UpdateView, phrases: Words) -> SearchText:
    return SearchText(
        href=update.href,
        title=update.title or "",
        when=update.when if update.time else f"{update.when}{phrases['comma']}{update.stamp}",
        body=f"{phrases['removed']}{phrases['colon']}{update.removed}" if update.removed else update.plain,
        key=update.key,
    )
