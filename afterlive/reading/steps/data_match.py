"""The updates of a page's data, laid beside those that the page shows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.model import Update
from afterlive.reading.rules.html_page import anchors
from afterlive.reading.rules.prose import opening
from afterlive.reading.source.html_blocks import address, blocks
from afterlive.reading.source.text_html import from_either

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from afterlive.reading.source.page_data import LinkedUpdate
    from afterlive.reading.steps.html_draft import HtmlDraft

FEW = 2
"""So many updates may have the same headline or the same time by chance."""
NUMBER = re.compile(r"\d{5,}")


def believed(updates: Sequence[LinkedUpdate]) -> tuple[LinkedUpdate, ...]:
    """Return the updates without headlines, times and authors that are the same for many of them."""
    titles = Counter(update.title for update in updates)
    times = Counter(update.time for update in updates)
    authors = Counter(update.authors for update in updates)
    return tuple(
        replace(
            update,
            title=None if titles[update.title] > FEW else update.title,
            time=None if times[update.time] > FEW else update.time,
            authors=() if authors[update.authors] > FEW else update.authors,
        )
        for update in updates
    )


def matches(drafts: Sequence[HtmlDraft], updates: Sequence[LinkedUpdate]) -> list[LinkedUpdate | None]:
    """Return what the data has of each update that is shown: by its names, else by its first words."""
    named = {key: update for update in updates for anchor in update.anchors for key in _keys(anchor)}
    begun = {opening(text): update for update in updates for text in (update.body, update.title) if text}
    found = []
    for draft in drafts:
        keys = (
            key
            for element in draft.region.element.iter()
            for anchor in anchors(element)
            for key in _keys(anchor)
        )
        texts = (text for text in (draft.title, draft.words) if text)
        by_name = next((named[key] for key in keys if key in named), None)
        found.append(
            by_name or next((begun[opening(text)] for text in texts if opening(text) in begun), None)
        )
    return found


def hidden(
    drafts: Sequence[HtmlDraft],
    known: Sequence[LinkedUpdate | None],
    updates: Iterable[LinkedUpdate],
) -> Iterator[Update]:
    """Yield the updates that only the data has: the page shows neither their names nor their words."""
    openings = {opening(text) for draft in drafts for text in (draft.title, draft.words) if text}
    for update in updates:
        texts = [text for text in (update.title, update.body) if text]
        if texts and update not in known and openings.isdisjoint(map(opening, texts)):
            yield _of_data(update)


def _of_data(update: LinkedUpdate) -> Update:
    """Return an update that only the page's data has."""
    return Update(
        position=0,
        title=update.title,
        blocks=blocks(from_either(update.body), update.url),
        id=update.id,
        url=address(update.url),
        time=update.time,
        date=update.time.date() if update.time else update.day,
        precision="day" if update.time is None else "second" if update.time.second else "minute",
        origin="data" if update.time else None,
        modified=update.modified,
        authors=update.authors,
    )


def _keys(anchor: str) -> list[str]:
    return [anchor, *NUMBER.findall(anchor)[-1:]]
