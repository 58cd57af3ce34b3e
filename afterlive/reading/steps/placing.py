"""Where a document has its stamps: above each update, below its headline, among its lines, or at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from afterlive.reading.rules import furniture, text_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from afterlive.reading.rules.marks import Mark
    from afterlive.reading.steps.text_page import TextPage

Placing = Literal["before headline", "after headline", "in block", "after body"]
MOST = 0.8
"""The share of stamps that stand alike among blank lines."""


class PlacedStamps(NamedTuple):
    """The stamps of a document; of several with no text between them the first and the last one's line."""

    page: TextPage
    marks: Sequence[Mark]
    first_lines: Sequence[int]
    last_lines: Sequence[int]


class PlacingRule(NamedTuple):
    """Something that tells where stamps stand."""

    says: str
    placing: Placing
    weight: float
    holds: Callable[[PlacedStamps], bool]


class Placed(NamedTuple):
    """Where a document has its stamps, how sure that is, and why."""

    placing: Placing
    confidence: float
    reason: str


def placing(stamps: PlacedStamps) -> Placed:
    """Return where the document has its stamps: the place that most speaks for."""
    weights: dict[Placing, float] = {"before headline": 1}
    holding = [rule for rule in PLACINGS if rule.holds(stamps)]
    for rule in holding:
        weights[rule.placing] = weights.get(rule.placing, 0) + rule.weight
    best = max(weights, key=weights.__getitem__)
    against = max((weight for other, weight in weights.items() if other != best), default=0)
    reason = (
        ", ".join(rule.says for rule in holding if rule.placing == best) or "text stands below the last stamp"
    )
    return Placed(best, weights[best] / (weights[best] + against / 2), reason)


def _text_beside(stamps: PlacedStamps) -> bool:
    return bool(stamps.marks[0].text)


def _begins_groups(stamps: PlacedStamps) -> bool:
    return _mostly(stamps, above=False, below=True)


def _ends_groups(stamps: PlacedStamps) -> bool:
    return _mostly(stamps, above=True, below=False)


def _inside_groups(stamps: PlacedStamps) -> bool:
    return _mostly(stamps, above=True, below=True)


def _mostly(stamps: PlacedStamps, *, above: bool, below: bool) -> bool:
    """Say whether most stamps have text above and below them before the next blank line, or have none."""
    page = stamps.page
    starts = [page.groups[first] for first in stamps.first_lines]
    if len(set(starts)) < MOST * len(starts):
        return False
    alike = 0
    for start, first, last in zip(starts, stamps.first_lines, stamps.last_lines, strict=True):
        has_above = any(page.aside(index) is None for index in range(start, first))
        after = last + 1
        is_last = last == stamps.last_lines[-1]  # below it may be a picture that the copy lost
        has_below = not page.lines[after].gap if after < len(page.lines) else is_last and below and not above
        alike += (has_above, has_below) == (above, below)
    return alike >= MOST * len(starts)


def _headlines_above(stamps: PlacedStamps) -> bool:
    """Say whether headlines stand above stamps, and paragraphs below."""
    page = stamps.page
    above_all = below_all = 0
    for mark in stamps.marks:
        above, below = text_above(page, mark.index), text_below(page, mark.index)
        headline_above = above is not None and page.is_headline(above)
        headline_below = below is not None and page.is_headline(below)
        below_all += headline_below and not headline_above
        above_all += headline_above and below is not None and not headline_below
    return above_all > max(1, below_all, len(stamps.marks) / 2)


def _nothing_below_last(stamps: PlacedStamps) -> bool:
    return _text_above_first(stamps) and text_below(stamps.page, stamps.marks[-1].index) is None


def _behind_names(stamps: PlacedStamps) -> bool:
    return _text_above_first(stamps) and stamps.marks[0].form == "byline"


def _behind_bullets(stamps: PlacedStamps) -> bool:
    return all(text_blocks.BULLET.match(stamps.page.text(mark.index)) for mark in stamps.marks)


def _text_above_first(stamps: PlacedStamps) -> bool:
    return text_above(stamps.page, stamps.marks[0].index) is not None


def text_above(page: TextPage, index: int) -> int | None:
    """Return the nearest line of text above a stamp, if no other stamp stands between."""
    return _next_text(page, range(index - 1, -1, -1))


def text_below(page: TextPage, index: int) -> int | None:
    """Return the nearest line of text below a stamp, likewise."""
    return _next_text(page, range(index + 1, len(page.lines)))


def _next_text(page: TextPage, indices: range) -> int | None:
    beside = True
    for index in indices:
        aside = page.aside(index)
        if aside is None:
            return index
        is_time = aside.reason in {"time", "revised"}
        if (is_time and not beside) or furniture.is_end(page.text(index)):
            return None
        beside = beside and is_time
    return None


PLACINGS = (
    PlacingRule("text stands in the line of the stamp", "before headline", 20, _text_beside),
    PlacingRule("each stamp begins lines without a blank one", "before headline", 6, _begins_groups),
    PlacingRule("each stamp ends lines without a blank one", "after body", 6, _ends_groups),
    PlacingRule("each stamp stands among lines without a blank one", "in block", 6, _inside_groups),
    PlacingRule("headlines stand above stamps, paragraphs below", "after headline", 5, _headlines_above),
    PlacingRule("nothing stands below the last stamp", "after body", 3, _nothing_below_last),
    PlacingRule("the stamp stands behind a name", "after body", 2, _behind_names),
    PlacingRule("a bullet stands before each stamp", "before headline", 6, _behind_bullets),
)
