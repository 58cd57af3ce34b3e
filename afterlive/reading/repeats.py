"""Copies of an update that a page shows above its stream: pinned ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.reading import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterlive.reading.updates import Draft

Key = tuple[str, object]


def without(drafts: Sequence[Draft]) -> tuple[tuple[Draft, ...], tuple[Draft, ...]]:
    """Part the updates from the copies that stand before them all; what was copied is marked as pinned."""
    last = {_key(draft): index for index, draft in enumerate(drafts)}
    copies = 0
    while copies < len(drafts) and drafts[copies].stamp and last[_key(drafts[copies])] > copies:
        copies += 1
    pinned = {last[_key(draft)] for draft in drafts[:copies]}
    kept = tuple(
        replace(draft, labels=draft.labels | {"pinned"}) if index in pinned else draft
        for index, draft in enumerate(drafts)
        if index >= copies
    )
    return kept, tuple(drafts[:copies])


def _key(draft: Draft) -> Key:
    """Return what two copies of an update have in common: headline or first words, and time."""
    first = draft.title or (draft.blocks[0].text if draft.blocks else "")
    return words.plain(first), draft.stamp and (
        draft.stamp.clock,
        draft.stamp.day,
        draft.stamp.unix,
        draft.stamp.age,
    )
