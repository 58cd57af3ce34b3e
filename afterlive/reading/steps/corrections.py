"""What the keeper says of lines, carried out on a live blog that was read from a document of any form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from afterlive.model import Dropped, NamedLine, Update
from afterlive.reading.rules.line_names import LineNames
from afterlive.reading.steps import corrected_lines, pictures_shown, text_warnings
from afterlive.reading.steps.corrected_blog import Corrected
from afterlive.reading.steps.corrected_lines import LEFT_OUT
from afterlive.reading.steps.corrected_parts import stamp_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from afterlive.model import Asset, Facts, LineName, LiveBlog

KEYS = (
    *("keep", "drop", "starts", "authors", "stamps", "lead", "headlines", "not_headlines", "join"),
    *("captions", "key", "not_key", "tags"),
)
"""The facts that correct what was read."""
UNSAYS: Mapping[str, tuple[str, ...]] = {
    "starts": ("join", "drop", "lead"),
    "headlines": ("not_headlines", "join", "drop", "authors", "lead", "captions"),
    "not_headlines": ("headlines",),
    "join": ("starts", "headlines"),
    "keep": ("drop", "authors", "stamps", "captions"),
    "drop": ("keep", "starts", "headlines", "authors", "stamps", "lead", "captions"),
    "authors": ("keep", "drop", "headlines", "stamps", "lead", "captions"),
    "stamps": ("keep", "drop", "authors", "lead", "captions"),
    "lead": ("starts", "headlines", "drop", "authors", "stamps", "captions"),
    "captions": ("headlines", "drop", "authors", "stamps", "lead"),
    "key": ("not_key",),
    "not_key": ("key",),
}
"""What a keeper can say of a line, and what that takes back of what was said of it before."""
BEGINS = ("starts", "headlines")
"""Those that begin an update."""
SAID = "the keeper says so"

Carry = Callable[[Corrected, "Sequence[int]"], None]
"""What carries out a correction at lines."""


def are_in(facts: Facts) -> bool:
    """Tell whether the keeper corrects what was read."""
    return any(getattr(facts, key) for key in KEYS)


def of_reader(facts: Facts, *, unfinished: bool) -> Facts:
    """Return the facts without corrections, which have nothing to do with reading.

    That some line starts an update stays, for then a text needs nothing else that marks one.
    """
    aside: dict[str, Any] = dict.fromkeys((*KEYS, "accepted"), ())
    begins = unfinished or any(getattr(facts, key) for key in BEGINS)
    return replace(facts, **aside | {"starts": ("",) if begins else ()})


def corrected(live_blog: LiveBlog, lines: Sequence[str], facts: Facts) -> LiveBlog:
    """Return a live blog as the keeper corrects it, with a warning for each correction that names no line."""
    pictures = [each.address for each in pictures_shown.of_live_blog(live_blog)]
    names = LineNames(lines, pictures)
    lead = Update(
        position=0,
        title=live_blog.title,
        blocks=live_blog.lead,
        lines=live_blog.lead_lines,
        authors=live_blog.authors,
    )
    work = Corrected.of(live_blog, lines, lead, pictures)
    spoken: set[int] = set()
    unmatched: list[str] = []
    apart = _said_apart(names, facts)
    begins = {number for key in BEGINS for name in getattr(facts, key) for number in names.numbers(name)}
    for key, given, carry_out in _corrections(facts, begins):
        for name in given:
            numbers = names.numbers(name)
            spoken.update(numbers)
            unmatched += [] if numbers else [names.unmatched(key, name)]
            is_pattern = isinstance(name, NamedLine) and name.like
            carry_out(work, [each for each in numbers if not is_pattern or each not in apart.get(key, ())])
    made = _live_blog(live_blog, work, spoken)
    return replace(made, warnings=(*_still_true(live_blog, made), *unmatched))


def _still_true(before: LiveBlog, made: LiveBlog) -> Iterator[str]:
    """Yield the warnings that the corrections leave true."""
    bare, unmarked = {*text_warnings.stampless(before)}, {*text_warnings.unmarked(before)}
    true = {*text_warnings.unmarked(made)}
    for warning in before.warnings:
        if warning in bare:
            yield from text_warnings.stampless(made)
        elif warning not in unmarked or warning in true:
            yield warning


def _said_apart(names: LineNames, facts: Facts) -> dict[str, set[int]]:
    """Return, for each key, the lines that a contradicting key names; patterns do not apply to them."""
    apart: dict[str, set[int]] = {}
    for key, unsaid in UNSAYS.items():
        own = [name for name in getattr(facts, key) if not (isinstance(name, NamedLine) and name.like)]
        for other in unsaid:
            apart.setdefault(other, set()).update(number for name in own for number in names.numbers(name))
    return apart


def _corrections(facts: Facts, begins: Collection[int]) -> Iterator[tuple[str, tuple[LineName, ...], Carry]]:
    """Yield each kind of correction: what is text, then where updates begin, then what they are."""
    yield "keep", facts.keep, _each(corrected_lines.keep)
    for name in facts.drop:
        reason = (name.why if isinstance(name, NamedLine) else None) or LEFT_OUT
        yield "drop", (name,), _each(partial(corrected_lines.drop, reason=reason))
    yield "starts", facts.starts, _each(corrected_lines.start)
    yield "stamps", facts.stamps, corrected_lines.stamps
    yield "authors", facts.authors, _each(corrected_lines.author)
    yield "lead", facts.lead, _each(corrected_lines.lead)
    yield "headlines", facts.headlines, _each(partial(corrected_lines.headline, begins=begins))
    yield "not_headlines", facts.not_headlines, _each(corrected_lines.not_headline)
    yield "join", facts.join, _each(corrected_lines.join)
    yield "captions", facts.captions, _each(corrected_lines.caption)
    yield "key", facts.key, _each(partial(corrected_lines.key, is_key=True))
    yield "not_key", facts.not_key, _each(partial(corrected_lines.key, is_key=False))
    for tag, given in facts.tags:
        yield f"the tag {tag}", given, _each(partial(corrected_lines.tag, name=tag))


def _each(carry_out: Callable[[Corrected, int], None]) -> Carry:
    def at_each(work: Corrected, numbers: Sequence[int]) -> None:
        for number in numbers:
            carry_out(work, number)

    return at_each


def _live_blog(live_blog: LiveBlog, work: Corrected, spoken: set[int]) -> LiveBlog:
    lead, *parts = _with_title(work.parts)
    updates = [_certain(part, spoken) for part in parts if _has_text(part)]
    if live_blog.order == "newest first":
        updates.reverse()
    left = [_empty(part, work.texts) for part in parts if part.stamp and not _has_text(part)]
    return replace(
        live_blog,
        title=lead.title,
        authors=lead.authors,
        lead=lead.blocks,
        lead_lines=lead.lines,
        updates=tuple(replace(update, position=position) for position, update in enumerate(updates, 1)),
        dropped=tuple(sorted([*work.dropped, *left], key=lambda each: each.line)),
        assets=_still_shown(live_blog.assets, work.dropped),
        unsure=tuple(each for each in live_blog.unsure if each.line not in spoken),
    )


def _still_shown(assets: Iterable[Asset], dropped: Iterable[Dropped]) -> tuple[Asset, ...]:
    """Return the pictures that a document brings along without those that are left out."""
    gone = {each.text for each in dropped if not each.line}
    return tuple(asset for asset in assets if asset.name not in gone)


def _has_text(part: Update) -> bool:
    return bool(part.title or part.blocks or not part.lines)


def _empty(part: Update, texts: Sequence[str]) -> Dropped:
    return Dropped(
        line=stamp_line(part, texts) or part.lines[0], text=part.stamp or "", reason="time without text"
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
