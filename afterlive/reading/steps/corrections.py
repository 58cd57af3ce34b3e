"""What the keeper says of lines, carried out on a live blog that was read from a document of any form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from afterlive.model import Dropped, Update
from afterlive.reading.rules import bylines
from afterlive.reading.rules.line_names import LineNames
from afterlive.reading.rules.prose import squeezed
from afterlive.reading.steps.corrected_parts import (
    has_text_before,
    joined,
    parted,
    stamp_line,
    text_block,
    titled,
    untitled,
    with_block,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from afterlive.model import Facts, LineName, LiveBlog

KEYS = ("keep", "drop", "authors", "starts", "headlines", "not_headlines", "join", "key", "tags")
"""The facts that correct what was read."""
SAID = "the keeper says so"
LEFT_OUT = "left out by the keeper"


def are_in(facts: Facts) -> bool:
    """Tell whether the keeper corrects what was read."""
    return any(getattr(facts, key) for key in KEYS)


def of_reader(facts: Facts, *, unfinished: bool) -> Facts:
    """Return the facts without those that have nothing to do with reading: corrections but for headlines.

    That some line starts an update stays, for then a text needs nothing else that marks one.
    """
    aside: dict[str, Any] = {key: () for key in (*KEYS, "accepted") if "headlines" not in key}
    return replace(facts, **aside | {"starts": ("",) if facts.starts or unfinished else ()})


@dataclass
class Corrected:
    """A live blog in the order of its document: the lead, then the updates."""

    parts: list[Update]
    dropped: list[Dropped]
    texts: Sequence[str]
    """All lines of the document."""
    zone: str | None

    def owner(self, number: int) -> int | None:
        """Return the index of the part that a line stands in; None if all of it is left out."""
        found = (index for index, part in enumerate(self.parts) if number in part.lines)
        return next(found, None) if self._is_whole(number) else self._of_rest(number)

    def _is_whole(self, number: int) -> bool:
        """Tell whether a line stands in a part with all its words, or in none."""
        text = squeezed(self.texts[number - 1])
        return all(squeezed(each.text) == text for each in self.dropped if each.line == number)

    def _of_rest(self, number: int) -> int | None:
        stamped = (index for index, part in enumerate(self.parts) if stamp_line(part, self.texts) == number)
        owned = (index for index, part in enumerate(self.parts) if number in part.lines)
        return next(owned, next(stamped, self.nearest(number)))

    def nearest(self, number: int) -> int:
        """Return the index of the part with the last line before this one; the lead if there is none."""
        before = [
            (max(line for line in part.lines if line < number), index)
            for index, part in enumerate(self.parts)
            if part.lines and min(part.lines) < number
        ]
        return max(before, default=(0, 0))[1]

    def change(self, number: int, made: Callable[[Update], Update]) -> None:
        """Change the part that a line stands in."""
        index = self.owner(number)
        if index is not None:
            self.parts[index] = made(self.parts[index])


Carry = Callable[[Corrected, int], None]
"""What carries out a correction at a line."""


def corrected(live_blog: LiveBlog, lines: Sequence[str], facts: Facts) -> LiveBlog:
    """Return a live blog as the keeper corrects it, with a warning for each correction that names no line."""
    names = LineNames(lines)
    work = Corrected(_parts(live_blog), list(live_blog.dropped), lines, live_blog.timezone)
    spoken: set[int] = set()
    unmatched: list[str] = []
    for key, given, carry_out in _corrections(facts):
        for name in given:
            numbers = names.numbers(name)
            spoken.update(numbers)
            unmatched += [] if numbers else [names.unmatched(key, name)]
            for number in numbers:
                carry_out(work, number)
    return _live_blog(live_blog, work, spoken, unmatched)


def _corrections(facts: Facts) -> Iterator[tuple[str, tuple[LineName, ...], Carry]]:
    """Yield each kind of correction: what is text, then where updates begin, then what they are."""
    yield "keep", facts.keep, _keep
    yield "drop", facts.drop, _drop
    yield "starts", facts.starts, _start
    yield "authors", facts.authors, _author
    yield "headlines", facts.headlines, _headline
    yield "not_headlines", facts.not_headlines, _not_headline
    yield "join", facts.join, _join
    yield "key", facts.key, _key
    for tag, given in facts.tags:
        yield f"the tag {tag}", given, partial(_tag, tag=tag)


def _parts(live_blog: LiveBlog) -> list[Update]:
    lead = Update(position=0, title=live_blog.title, blocks=live_blog.lead, lines=live_blog.lead_lines)
    updates = live_blog.updates
    return [lead, *(updates if live_blog.order == "oldest first" else reversed(updates))]


def _live_blog(live_blog: LiveBlog, work: Corrected, spoken: set[int], unmatched: list[str]) -> LiveBlog:
    lead, *updates = _with_title(work.parts)
    updates = [_certain(part, spoken) for part in updates if part.title or part.blocks or not part.lines]
    if live_blog.order == "newest first":
        updates.reverse()
    return replace(
        live_blog,
        title=lead.title,
        lead=lead.blocks,
        lead_lines=lead.lines,
        updates=tuple(replace(update, position=position) for position, update in enumerate(updates, 1)),
        dropped=tuple(sorted(work.dropped, key=lambda each: each.line)),
        unsure=tuple(each for each in live_blog.unsure if each.line not in spoken),
        warnings=(*live_blog.warnings, *unmatched),
    )


def _with_title(parts: list[Update]) -> list[Update]:
    """Return the parts; a headline above the first update, with no text left, is the live blog's."""
    lead, *updates = parts
    if lead.title or lead.blocks or not updates or updates[0].blocks or updates[0].stamp:
        return parts
    lines = tuple(sorted({*lead.lines, *updates[0].lines}))
    return [replace(lead, title=updates[0].title, lines=lines), *updates[1:]]


def _certain(part: Update, spoken: set[int]) -> Update:
    found = (
        replace(each, confidence=100, reason=SAID) if each.line in spoken else each for each in part.evidence
    )
    return replace(part, evidence=tuple(found))


def _keep(work: Corrected, number: int) -> None:
    """Take what was left out of a line as text of the part that it stands in or behind."""
    restored = [each for each in work.dropped if each.line == number]
    if not restored:
        return
    index = work.owner(number)
    work.dropped = [each for each in work.dropped if each.line != number]
    part = work.parts[work.nearest(number) if index is None else index]
    gone = {name for each in restored for name in bylines.people(each.text) or ()}
    made = replace(part, authors=tuple(name for name in part.authors if name not in gone))
    for each in restored:
        made = with_block(made, text_block(number, each.text))
    work.parts[work.parts.index(part)] = made


def _drop(work: Corrected, number: int) -> None:
    """Leave out the text of a line."""
    work.change(number, lambda part: _without(work, part, number, LEFT_OUT))


def _without(work: Corrected, part: Update, number: int, reason: str) -> Update:
    part = untitled(part, number, work.texts)
    gone = [block for block in part.blocks if block.lines == (number, number)]
    work.dropped += [Dropped(line=number, text=squeezed(block.text), reason=reason) for block in gone]
    stays = not gone or stamp_line(part, work.texts) == number
    return replace(
        part,
        blocks=tuple(block for block in part.blocks if block not in gone),
        lines=part.lines if stays else tuple(line for line in part.lines if line != number),
    )


def _author(work: Corrected, number: int) -> None:
    """Take a line as the names of those who wrote the update."""
    _keep(work, number)
    index = work.owner(number)
    if index is None:
        return
    part = _without(work, work.parts[index], number, "byline")
    text = squeezed(work.texts[number - 1])
    people = bylines.people(text) or bylines.split(text)
    work.parts[index] = replace(part, authors=tuple(dict.fromkeys([*part.authors, *people])))


def _start(work: Corrected, number: int) -> None:
    """Begin an update at a line, unless nothing but a stamp stands before it in its own."""
    if work.owner(number) is None:
        _keep(work, number)
    index = work.owner(number)
    if index is not None and (not index or has_text_before(work.parts[index], number, work.texts)):
        work.parts[index : index + 1] = parted(work.parts[index], number, work.texts, work.zone)


def _headline(work: Corrected, number: int) -> None:
    """Take a line as the headline of the update that it begins."""
    _start(work, number)
    work.change(number, lambda part: titled(part, number))


def _not_headline(work: Corrected, number: int) -> None:
    work.change(number, lambda part: untitled(part, number, work.texts))


def _join(work: Corrected, number: int) -> None:
    """Let the update that a line stands in belong to the part above."""
    index = work.owner(number)
    if index:
        above, dropped = joined(work.parts[index - 1], work.parts[index], work.texts)
        work.parts[index - 1 : index + 1] = [above]
        work.dropped += dropped


def _key(work: Corrected, number: int) -> None:
    work.change(number, lambda part: replace(part, key=True))


def _tag(work: Corrected, number: int, tag: str) -> None:
    work.change(
        number,
        lambda part: replace(
            part,
            tags=tuple(dict.fromkeys([*part.tags, tag])),
            told_tags=tuple(dict.fromkeys([*part.told_tags, tag])),
        ),
    )
