"""What a reader can choose to see of a stream, without script: key events, or the updates of a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterlive.site.show.views import UpdateView


class TopicChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A topic that a reader can choose."""

    mark: str
    """The class of its updates."""
    text: str


def choices_of(updates: Sequence[UpdateView]) -> tuple[TopicChoice, ...]:
    """Return the topics of a page's updates, but for one that they all have."""
    found: dict[str, str] = {}
    for update in updates:
        found |= {mark: topic.text for mark, topic in zip(update.marks, update.topics, strict=False) if mark}
    return tuple(
        TopicChoice(mark=mark, text=text)
        for mark, text in found.items()
        if not all(mark in update.marks for update in updates)
    )
