"""What a page tells the script that plays a live blog as it happened (theme/static/js/replay.js)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from afterlive.site.show.views import LiveBlogView, UpdateView


class Replay(msgspec.Struct, frozen=True, kw_only=True):
    """How the updates of a page are played; of a part nothing that changes as the live blog grows."""

    first: int
    """The position of the oldest update on the page."""
    known: str
    """How many updates were known, as a phrase with `{n}`."""
    parts: str = ""
    """As JSON: from which moment on a part is the place to look, and its page."""


def replay_of(
    live_blog: LiveBlogView, shown: Iterable[UpdateView], parts: Iterable[tuple[str, UpdateView]]
) -> Replay:
    """Return the replay of a live blog's own page, given older parts and the oldest update of each."""
    count = live_blog.phrases.count("updates", len(live_blog.updates))
    places = [(_moment(update, live_blog), path) for path, update in parts]
    return Replay(
        first=min(update.position for update in shown),
        known=live_blog.phrases.with_("known_of", n="{n}", updates=count),
        parts=json.dumps(places, separators=(",", ":")) if places else "",
    )


def replay_of_part(live_blog: LiveBlogView, updates: Iterable[UpdateView]) -> Replay:
    """Return the replay of a part, which counts updates by their numbers."""
    return Replay(
        first=min(update.position for update in updates), known=live_blog.phrases.with_("number", n="{n}")
    )


def _moment(update: UpdateView, live_blog: LiveBlogView) -> str | int:
    """Return the local time of an update, or its position where a time isn't known of every update."""
    return update.datetime[:16] if all(each.time for each in live_blog.updates) else update.position
