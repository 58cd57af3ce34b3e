"""What a reader of text could not know, in sentences for the keeper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.reading.rules import furniture, stamps
from afterlive.reading.steps import page_evidence, text_evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from afterlive.model import Block, Evidence, LiveBlog
    from afterlive.reading.steps.boundaries import Split
    from afterlive.reading.steps.text_page import TextPage

MANY = 12
"""So many paragraphs in a row are likely to be more than one update."""
NAMED = 8
"""Lines that a warning names."""
QUOTED = 6
"""Words of a place that a warning quotes."""


def about(live_blog: LiveBlog) -> Iterator[str]:
    """Yield what the keeper should tell, or look at."""
    stamped = [update for update in live_blog.updates if update.stamp]
    clocks = [update for update in stamped if _has_clock(update.stamp or "")]
    if clocks and not any(update.time for update in clocks):
        yield "The document has no date, so that its stamps are no times yet: give it with --date."
    if any(update.time and update.time.tzinfo is None for update in clocks):
        yield "Nothing in the document names the time zone of its stamps: give it with --timezone."
    yield from stampless(live_blog)
    yield from unmarked(live_blog)
    if live_blog.page:
        number, total = live_blog.page
        yield f"This is part {number} of {total}: the other parts are not in the document."


def stampless(live_blog: LiveBlog) -> Iterator[str]:
    """Yield which updates have no stamp, where others have one."""
    bare = [update.lines[0] for update in live_blog.updates if not update.stamp and update.lines]
    if bare and any(update.stamp for update in live_blog.updates):
        have = "update has" if len(bare) == 1 else "updates have"
        yield f"{len(bare)} {have} no stamp: {_lines(bare)}."


def unmarked(live_blog: LiveBlog) -> Iterator[str]:
    """Yield where many paragraphs stand in a row, in a document without stamps."""
    if not any(update.stamp for update in live_blog.updates):
        yield from _unmarked("before the first headline", live_blog.lead)
        for update in live_blog.updates:
            yield from _unmarked(f"under “{update.title}”", update.blocks)


def unsure(live_blog: LiveBlog, page: TextPage, split: Split) -> tuple[Evidence, ...]:
    """Return the evidence of where updates begin, or may, that is worth a look."""
    found = (each for update in live_blog.updates for each in update.evidence if each.of == "boundary")
    doubtful = [each for each in found if each.confidence < text_evidence.DOUBTFUL]
    others = (*text_evidence.nearly(page, split), *page_evidence.stamps_without_text(live_blog))
    return tuple(sorted([*doubtful, *others], key=lambda each: each.line))


def _lines(numbers: Iterable[int]) -> str:
    """Return lines in words: the first of them, if there are many."""
    found = sorted(numbers)
    named = ", ".join(map(str, found[:NAMED])) + (", …" if len(found) > NAMED else "")
    return f"line{'s' if len(found) > 1 else ''} {named}"


def _has_clock(printed: str) -> bool:
    return any(stamp.clock is not None for stamp in stamps.find(printed))


def _unmarked(place: str, blocks: Sequence[Block]) -> Iterator[str]:
    if len(blocks) >= MANY:
        first = " ".join(blocks[0].text.split()[:QUOTED])
        yield f"{len(blocks)} paragraphs {place} have neither headline nor time between them: {first} …"


def page_of(page: TextPage) -> tuple[int, int] | None:
    """Return which of several parts the document is, by a line such as `1 / 14`."""
    lines = (line.text for line, kind in zip(page.lines, page.furniture, strict=True) if kind)
    found = next(filter(None, map(furniture.part, lines)), None)
    return found if found and found[1] > 1 else None
