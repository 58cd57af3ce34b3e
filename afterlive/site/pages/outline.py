"""What pages of the whole archive show of a live blog, remembered from one build to the next."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - msgspec reads it
from typing import TYPE_CHECKING

import msgspec

from afterlive.site.pages.card import card_of
from afterlive.site.show.views import Masthead  # noqa: TC001 - likewise

if TYPE_CHECKING:
    from afterlive.site.show.theme import Theme
    from afterlive.site.show.views import LiveBlogView


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """A live blog as the pages of the whole archive need it."""

    folder: str
    masthead: Masthead
    began: dt.date
    card: str
    """HTML for the home page."""
    about: str
    """When it was, and how long it is."""


def outline_of(live_blog: LiveBlogView, theme: Theme) -> Outline:
    """Return the outline of a live blog."""
    words = theme.words(theme.site.language)
    return Outline(
        folder=live_blog.folder,
        masthead=live_blog.masthead,
        began=live_blog.began,
        card=theme.render("_card", "index.html", words, card=card_of(live_blog)),
        about=f"{live_blog.when} · {live_blog.count}",
    )
