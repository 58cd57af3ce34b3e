"""The steps that a text goes through, from its lines to a live blog."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from afterlive.errors import DocumentError
from afterlive.reading.steps import (
    boundaries,
    text_days,
    text_doubt,
    text_drafts,
    text_head,
    text_live_blog,
    text_page,
    text_repeats,
    text_times,
    text_warnings,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from afterlive.model import Facts, LiveBlog
    from afterlive.reading.source.document import TextLine
    from afterlive.reading.steps.boundaries import Split
    from afterlive.reading.steps.text_drafts import TextDraft
    from afterlive.reading.steps.text_head import TextHead
    from afterlive.reading.steps.text_page import TextPage
    from afterlive.reading.steps.text_repeats import Parted
    from afterlive.reading.steps.text_times import TextTimes


@dataclass(slots=True)
class TextReading:
    """What is known of a text: each step adds one thing."""

    lines: tuple[TextLine, ...]
    facts: Facts
    pictured: frozenset[int] = frozenset()
    """The numbers of the lines behind which a picture or an embed stands."""
    page: TextPage = field(init=False)
    split: Split = field(init=False)
    head: TextHead = field(init=False)
    drafts: tuple[TextDraft, ...] = field(init=False)
    parted: Parted = field(init=False)
    times: TextTimes = field(init=False)
    live_blog: LiveBlog = field(init=False)


def _look_at_lines(text: TextReading) -> None:
    """Say of every line what it is by itself and among its neighbours: furniture, stamp, label, name."""
    text.page = text_page.page_of(text.lines)


def _cut(text: TextReading) -> None:
    """Find where each update begins and ends: at stamps, or where there are none at headlines.

    What neither divides is one update, if the keeper wants it anyway.
    """
    masthead = text_head.masthead(text.page)
    text.split = boundaries.cut(text.page, masthead)
    divided = any(boundaries.texts_of(text.page, chunk) for chunk in text.split.chunks)
    if text.facts.anyway and not divided and text.page.lines:
        text.split = boundaries.whole(text.page, text_head.below_title(text.page))


def _read_head(text: TextReading) -> None:
    """Take title, authors, dates and the lead from what stands above the first update."""
    text.head = text_head.read(text.page, text.split.head, text.facts.title)


def _draft(text: TextReading) -> None:
    """Make of each update's lines a headline, blocks, authors and a stamp."""
    text.drafts = text_days.with_days(text.page, text.split, text_drafts.drafts(text.page, text.split))


def _part_copies(text: TextReading) -> None:
    """Part the updates from copies of them above the stream, and from stamps without text."""
    text.parted = text_repeats.without(text.drafts, text.pictured)
    if not any(draft.stamp or draft.blocks for draft in text.parted.updates) and not text.facts.starts:
        raise DocumentError(
            "no update: nothing in it looks like a headline or a time;"
            ' name the lines that begin one in the .toml beside it: starts = ["…"]'
        )


def _tell_times(text: TextReading) -> None:
    """Make times of stamps, by the document's order, date, zone and language."""
    text.times = text_times.times_of(text.page, text.head, text.parted.updates, text.facts)


def _make_live_blog(text: TextReading) -> None:
    """Put the live blog together, with every line that is in no update and the reason."""
    made = text_live_blog.live_blog(text.page, text.split, text.head, text.parted, text.times)
    text.live_blog = replace(made, publisher=text.facts.publisher, url=text.facts.source)
    text.live_blog = replace(text.live_blog, page=text_warnings.page_of(text.page))


def _warn(text: TextReading) -> None:
    """Say what the reader could not know, and what it is not sure of."""
    text.live_blog = replace(
        text.live_blog,
        warnings=(*text.times.notes, *text_warnings.about(text.live_blog)),
        unsure=text_warnings.unsure(text.live_blog, text.page, text.split),
    )


def _refuse(text: TextReading) -> None:
    """Refuse what doesn't look like a live blog, unless the keeper wants it anyway."""
    reason = None if text.facts.anyway or text.facts.starts else text_doubt.doubt(text.live_blog)
    if reason:
        raise DocumentError(f"does not look like a live blog: {reason}; import it with --anyway if it is one")


TEXT_STEPS: tuple[Callable[[TextReading], None], ...] = (
    _look_at_lines,
    _cut,
    _read_head,
    _draft,
    _part_copies,
    _tell_times,
    _make_live_blog,
    _warn,
    _refuse,
)


def read(lines: tuple[TextLine, ...], facts: Facts, pictured: frozenset[int] = frozenset()) -> TextReading:
    """Take the lines of a text through all steps, or raise `DocumentError` where nothing marks an update."""
    text = TextReading(lines, facts, pictured)
    for step in TEXT_STEPS:
        step(text)
    return text
