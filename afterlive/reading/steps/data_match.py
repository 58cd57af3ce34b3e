"""The updates of a page's data, laid beside those that the page shows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.model import Update
from afterlive.reading.rules import prose
from afterlive.reading.rules.html_page import anchors
from afterlive.reading.source.html_blocks import address, blocks
from afterlive.reading.source.text_html import from_either

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from afterlive.reading.source.page_data import LinkedUpdate
    from afterlive.reading.steps.html_draft import HtmlDraft

FEW = 2
"""So many updates may have the same headline or the same time by chance."""
NUMBER = re.compile(r"\d{5,}")
FIRST_WORDS = 8


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


def unseen(updates: Iterable[LinkedUpdate], shown: Iterable[str]) -> list[LinkedUpdate]:
    """Return the updates whose words aren't among the texts that the page shows."""
    openings = {opening(text) for text in shown}
    return [
        update
        for update in updates
        if (update.title or update.body)
        and not openings.intersection(opening(text) for text in (update.title, update.body) if text)
    ]


def of_data(update: LinkedUpdate) -> Update:
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


def opening(text: str) -> str:
    """Return the first words of a text, to know it again by."""
    return " ".join(prose.plain(text[:400]).split()[:FIRST_WORDS])


def _keys(anchor: str) -> list[str]:
    return [anchor, *NUMBER.findall(anchor)[-1:]]
