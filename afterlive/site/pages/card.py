"""The card of a live blog on the home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from afterlive.site.show.pictures import Picture, first_picture
from afterlive.site.show.timeline import Timeline, timeline_of

if TYPE_CHECKING:
    from afterlive.site.show.views import LiveBlogView, Masthead


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A live blog on the home page."""

    masthead: Masthead
    summary: str
    when: str
    count: str
    timeline: Timeline | None
    picture: Picture | None


def card_of(live_blog: LiveBlogView) -> Card:
    """Make the card of a live blog."""
    return Card(
        masthead=live_blog.masthead,
        summary=live_blog.summary,
        when=live_blog.when,
        count=live_blog.count,
        timeline=timeline_of(live_blog, lambda _update: live_blog.masthead.href),
        picture=first_picture([live_blog.lead, *(update.text for update in live_blog.updates)]),
    )
