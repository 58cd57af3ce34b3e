"""What a reader of text could not know, in sentences for the keeper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afterlive.reading.rules import stamps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afterlive.model import Block, LiveBlog
    from afterlive.reading.steps.text_page import TextPage

MANY = 12
"""So many paragraphs in a row are likely to be more than one update."""
QUOTED = 6
"""Words of a place that a warning quotes."""
PART = re.compile(r"(?:page )?(\d{1,5}) ?(?:/|of|von|sur|de) ?(\d{1,5})", re.IGNORECASE)


def about(live_blog: LiveBlog, page: TextPage) -> Iterator[str]:
    """Yield what the keeper should tell, or look at."""
    stamped = [update for update in live_blog.updates if update.stamp]
    clocks = [update for update in stamped if _has_clock(update.stamp or "")]
    if clocks and not any(update.time for update in clocks):
        yield "The document has no date, so that its stamps are no times yet: give it with --date."
    if any(update.time and update.time.tzinfo is None for update in clocks):
        yield "Nothing in the document names the time zone of its stamps: give it with --timezone."
    if stamped and len(stamped) < len(live_blog.updates):
        yield f"{len(live_blog.updates) - len(stamped)} updates have no stamp."
    if not stamped:
        yield from _unmarked("before the first headline", live_blog.lead)
        for update in live_blog.updates:
            yield from _unmarked(f"under “{update.title}”", update.blocks)
    yield from _parts(page)


def _has_clock(printed: str) -> bool:
    return any(stamp.clock is not None for stamp in stamps.find(printed))


def _unmarked(place: str, blocks: Sequence[Block]) -> Iterator[str]:
    if len(blocks) >= MANY:
        first = " ".join(blocks[0].text.split()[:QUOTED])
        yield f"{len(blocks)} paragraphs {place} have neither headline nor time between them: {first} …"


def _parts(page: TextPage) -> Iterator[str]:
    """Say that the page has further parts, by a line such as `1 / 14`."""
    lines = (line.text for line, kind in zip(page.lines, page.furniture, strict=True) if kind)
    found = next(filter(None, map(PART.fullmatch, lines)), None)
    if found and int(found[2]) > 1:
        yield f"This is part {found[1]} of {found[2]}: the other parts are not in the document."
