"""How sure the reader of a text is of each boundary, headline and author, and why."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from afterlive.model import Evidence
from afterlive.reading.rules import bylines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from afterlive.model import Guess
    from afterlive.reading.rules.marks import Form
    from afterlive.reading.steps.boundaries import Chunk, Split
    from afterlive.reading.steps.text_page import TextPage

STAMPED: Mapping[Form, float] = {
    "seconds": 0.99,
    "alone": 0.97,
    "before text": 0.93,
    "byline": 0.9,
    "count": 0.9,
    "revised": 0.9,
    "behind text": 0.8,
    "day": 0.8,
}
"""How sure it is that a stamp of this form begins or ends an update."""
DOUBTFUL = 60
"""Percent; a boundary less sure than that is one to look at."""
NEARLY = -1
"""The score from which on a line may have been a headline."""


def of_update(page: TextPage, split: Split, chunk: Chunk, headline: int | None) -> Iterator[Evidence]:
    """Yield the evidence of an update's boundary, title and authors."""
    first = chunk.indices.start if chunk.indices else 0
    if chunk.mark:
        sure = STAMPED[chunk.mark.form] * split.confidence
        stamp = f"a stamp, {chunk.mark.form.replace('alone', 'alone in its line')}; {split.reason}"
        yield _evidence(page, "boundary", sure, stamp, chunk.mark.index)
    else:
        yield _evidence(page, "boundary", confidence(page.score(first)), why(page, first), first)
    if headline is not None:
        sure = max(confidence(page.score(headline)), 1 / 2)
        yield _evidence(page, "title", sure, why(page, headline), headline)
    for index in chunk.indices:
        yield from _author(page, index)


def confidence(score: float) -> float:
    """Return how sure it is that a line of this score is a headline: 0.5 at a score of zero."""
    return 1 / (1 + math.exp(-max(min(score, 10), -10)))


def why(page: TextPage, index: int) -> str:
    """Return what speaks for a headline, and what against."""
    return ", ".join(f"{signal.says} ({signal.weight:+g})" for signal in page.signals(index))


def nearly(page: TextPage, split: Split) -> Iterator[Evidence]:
    """Yield the lines inside updates that may have been headlines of others, in a document without stamps."""
    for chunk in split.chunks:
        if chunk.mark is None:
            for index in chunk.indices[1:]:
                if page.aside(index) is None and NEARLY <= page.score(index) <= 0 and _leads(page, index):
                    sure = confidence(page.score(index))
                    yield _evidence(page, "boundary", sure, why(page, index) or "may be a headline", index)


def _leads(page: TextPage, index: int) -> bool:
    return page.aside(index + 1) is None if index + 1 < len(page.lines) else False


def _author(page: TextPage, index: int) -> Iterator[Evidence]:
    aside, mark, text = page.aside(index), page.marks[index], page.text(index)
    if not (aside and aside.authors):
        return
    words = mark.words if mark and mark.authors else text
    if bylines.authors(words) is not None:
        yield _evidence(page, "author", 0.95, "a byline", index)
    else:
        yield _evidence(page, "author", 0.8, page.beside.names.get(words, "a name beside the stamp"), index)


def _evidence(page: TextPage, of: Guess, sure: float, reason: str, index: int) -> Evidence:
    return Evidence(of=of, confidence=round(100 * sure), reason=reason, line=page.lines[index].number)
