"""Whether what was read of a text looks like a live blog at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.rules import prose

if TYPE_CHECKING:
    from collections.abc import Callable

    from afterlive.model import LiveBlog, Update

MANY = 20
"""Updates of a list."""
WORDS = 8
"""So few words a line are an entry of a list, and no text."""
MOST = 0.9
LONG = 12
"""Paragraphs of an article."""


class Doubt(NamedTuple):
    """A kind of document that is no live blog."""

    says: str
    holds: Callable[[LiveBlog], bool]


def doubt(live_blog: LiveBlog) -> str | None:
    """Return why a document doesn't look like a live blog; None if it does."""
    return next((each.says for each in DOUBTS if each.holds(live_blog)), None)


def _is_list(live_blog: LiveBlog) -> bool:
    entries = sum(_is_entry(update) for update in live_blog.updates)
    return len(live_blog.updates) >= MANY and entries >= MOST * len(live_blog.updates)


def _is_entry(update: Update) -> bool:
    texts = [text for text in (update.title, *(block.text for block in update.blocks)) if text]
    return len(texts) <= 1 and all(
        prose.count(text) <= WORDS and prose.last_mark(text).isalnum() for text in texts
    )


def _is_article(live_blog: LiveBlog) -> bool:
    (first, *others) = live_blog.updates
    return not others and first.stamp is None and len(first.blocks) + len(live_blog.lead) >= LONG


DOUBTS = (
    Doubt("its updates are a few words each, as in a programme or a table", _is_list),
    Doubt("one headline and no time divides it, as in an article", _is_article),
)
