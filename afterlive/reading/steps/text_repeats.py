"""Copies of an update that a page shows above its stream: pinned ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.rules import prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from afterlive.model import Block
    from afterlive.reading.steps.text_drafts import TextDraft

Key = tuple[str, object]
BEGINNING = 60
"""Characters that a copy that was cut short has of its original."""


class Parted(NamedTuple):
    """The updates of a page, and what stood above them."""

    updates: tuple[TextDraft, ...]
    copies: tuple[TextDraft, ...]
    empty: tuple[TextDraft, ...]
    """Stamps and nothing else."""
    lead: tuple[Block, ...]
    """What stands behind the last of a list of key events, and is no part of it."""


def without(drafts: Sequence[TextDraft], pictured: frozenset[int] = frozenset()) -> Parted:
    """Part the updates from the copies that stand before them all; what was copied is marked as pinned.

    Behind the lines that are `pictured` stands more than text.
    """
    last = {_key(draft): index for index, draft in enumerate(drafts)}
    copies = 0
    while copies < len(drafts) and _is_copy(drafts[copies], drafts[last[_key(drafts[copies])]]):
        copies += 1
    lead: tuple[Block, ...] = ()
    listed = copies and not any(draft.blocks for draft in drafts[:copies])
    if listed and copies < len(drafts) and last[_key(drafts[copies])] > copies:
        lead = drafts[copies].blocks
        copies += 1
    pinned = {last[_key(draft)] for draft in drafts[:copies]}
    kept = tuple(
        replace(draft, labels=draft.labels | {"pinned"}) if index in pinned else draft
        for index, draft in enumerate(drafts)
        if index >= copies
    )
    return Parted(
        updates=tuple(draft for draft in kept if not draft.is_empty or pictured & {*draft.lines}),
        copies=tuple(drafts[:copies]),
        empty=tuple(draft for draft in kept if draft.is_empty and not pictured & {*draft.lines}),
        lead=lead,
    )


def _is_copy(draft: TextDraft, original: TextDraft) -> bool:
    """Tell whether an update stands again further down; it may be cut short, but says nothing else."""
    if draft is original or not draft.stamp:
        return False
    pairs = zip(draft.blocks[:1], original.blocks, strict=False)
    return all(prose.plain(mine.text)[:BEGINNING] == prose.plain(its.text)[:BEGINNING] for mine, its in pairs)


def _key(draft: TextDraft) -> Key:
    """Return what two copies of an update have in common: headline or first words, and time."""
    first = draft.title or (draft.blocks[0].text if draft.blocks else "")
    return prose.plain(first), draft.stamp and (
        draft.stamp.clock,
        draft.stamp.day,
        draft.stamp.unix,
        draft.stamp.age,
    )
