"""The topics of a live blog as a style knows them: it can't know their names, so they are numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from afterlive.site.articles.records import PublishedUpdate

MOST = 12
"""How many topics the style tells apart."""


def marks_of(updates: Iterable[PublishedUpdate]) -> Mapping[str, str]:
    """Return the marks of a live blog's topics, by their slugs; further updates change none of them."""
    slugs = dict.fromkeys(topic.slug for update in updates for topic in update.topics)
    return {slug: f"t{number}" for number, slug in enumerate(slugs, 1) if number <= MOST}
