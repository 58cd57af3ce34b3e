"""Stamps: the times that a live blog prints beside its updates, found in a line.

This knows nothing of the document around the line: `afterlive.reading.steps.times` makes times of stamps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from afterlive.reading.rules import ages, clocks, dates, match_clocks, stamp_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

UNIX = re.compile(r"(?<![\d.,])(?P<unix>1\d{9})(?:\d{3})?(?![\w.,])")
AMERICAN = re.compile(r"\d\s?[ap]\.?m\b|\bE[SD]?T\b|\bP[SD]?T\b|\bC[SD]T\b", re.IGNORECASE)
"""Beside such a clock the month stands before the day."""
HINT = re.compile(r"\d")
DIGITS = {
    ord(digit): str(value)
    for zero in "٠۰०০０"
    for value, digit in enumerate(map(chr, range(ord(zero), ord(zero) + 10)))
}
"""The digits of other scripts."""
OTHERS: dict[int, str] = {
    **DIGITS,
    **dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009\u3000"), " "),
    **dict.fromkeys(
        (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0xAD), " "
    ),
    **dict(zip(map(ord, "：．（）【】｜、"), ":.()[]|,", strict=True)),
}
"""Characters that stand for another in stamps, each for one, so that places in a line stay the same."""
LONGEST = 200
"""No stamp is looked for beyond so many characters of a line."""
_REMEMBERED = 65_536
"""Lines of which it is remembered what stamps they have: several rules ask of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A time as printed: clock, day, Unix seconds, age, the minute of a match, or the bare word `Update`."""

    text: str
    """As printed, with the words that belong to it."""
    start: int
    end: int
    """Where it stands in the line."""
    clock: dt.time | None = None
    """The wall clock, without a zone."""
    has_seconds: bool = False
    zone: str | None = None
    """The word beside the clock that tells the zone, as printed: `BST`, `ET`, `Uhr`."""
    half: str | None = None
    """What says which half of the day the clock is in, as printed."""
    day: dates.PrintedDate | None = None
    unix: int | None = None
    """Seconds since 1970 in UTC."""
    age: dt.timedelta | None = None
    """How long before the document was captured."""
    count: bool = False
    """The minute of a match, or an over: no time of day."""
    marked: bool = False
    """Something sets the stamp off from the text behind it: a colon, a dash, a zone, `a.m.`."""


@lru_cache(_REMEMBERED)
def find(line: str) -> tuple[Stamp, ...]:
    """Return the stamps in a line, from left to right; a date and a clock side by side are one."""
    plain = _plain(line)[:LONGEST]
    if not HINT.search(plain) and not stamp_words.may_be_now(plain):
        return ()
    parts = sorted(_parts(plain), key=lambda stamp: (stamp.start, -stamp.end))
    return tuple(replace(stamp, text=line[stamp.start : stamp.end]) for stamp in _joined(plain, parts))


def of_page(line: str) -> tuple[Stamp, ...]:
    """Return the stamps of a line, the first with the words before it that say what it is the time of."""
    found = find(line)
    first = leading(line) if found else None
    return (first, *found[1:]) if first and found and first.end >= found[0].end else found


def whole(line: str) -> Stamp | None:
    """Return the stamp that is all of a line, but for words such as `Published at`."""
    stamp = leading(line)
    return stamp if stamp and stamp_words.closing().fullmatch(_plain(line), stamp.end) else None


@lru_cache(_REMEMBERED)
def leading(line: str) -> Stamp | None:
    """Return the stamp that a line begins with; `rest` is the text behind it."""
    plain = _plain(line)
    words = stamp_words.leading().match(plain)
    begin = words.end() if words else 0
    found = next((stamp for stamp in find(line) if stamp.start <= begin), None)
    counted = _count(line, plain, begin)
    if counted and (found is None or counted.end > found.end):
        return counted
    if found is None:
        return _bare(line, plain)
    if words and words["words"] and found.start >= words.start("words"):
        found = replace(found, start=words.start("words"), text=line[words.start("words") : found.end])
    closing = stamp_words.closing().match(plain, found.end)
    if closing and closing["words"]:
        found = replace(found, end=closing.end("words"), text=line[found.start : closing.end("words")])
    return replace(found, marked=found.marked or bool(closing and closing["mark"]))


def rest(line: str, stamp: Stamp) -> str:
    """Return the text after a stamp in its line, without the punctuation between them."""
    closing = stamp_words.closing().match(_plain(line), stamp.end)
    return line[closing.end() if closing else stamp.end :].strip(" +" if line.startswith("+") else None)


def trailing(line: str) -> Stamp | None:
    """Return the stamp that a line ends with, and that isn't all of it."""
    if len(line) > LONGEST:
        return None
    found = find(line)
    ends = found and found[-1].start and stamp_words.closing().fullmatch(_plain(line), found[-1].end)
    return found[-1] if ends else None


def linking(before: str) -> str:
    """Return what stands before a stamp without the words that lead to it: `published at`."""
    return stamp_words.linking().sub("", before)


def is_revised(text: str) -> bool:
    """Say whether a text begins with words such as `last updated`."""
    return stamp_words.revised().match(text) is not None


def is_published(text: str) -> bool:
    """Say whether a text begins with words such as `first published`."""
    return stamp_words.published().match(text) is not None


def says_revised(text: str) -> bool:
    """Say whether a line is nothing but words such as `last updated`."""
    return stamp_words.revised().fullmatch(text.rstrip(": ")) is not None


def _plain(line: str) -> str:
    """Return a line in which variants of characters are replaced, so that positions stay."""
    return line if line.isascii() else line[:LONGEST].translate(OTHERS) + line[LONGEST:]


def _parts(line: str) -> Iterator[Stamp]:
    for clock in clocks.find(line):
        yield _stamp(
            clock.match,
            clock=clock.time,
            has_seconds=clock.has_seconds,
            zone=clock.zone,
            half=clock.half,
            marked=clock.is_marked,
        )
    month_first = AMERICAN.search(line) is not None
    for match in _dates().finditer(line) if dates.may_be_in(line) else ():
        if day := dates.day_of(match, month_first=month_first):
            yield _stamp(match, day=day, marked=True)
    for match, age in ages.find(line):
        yield _stamp(match, age=age, marked=HINT.search(match[0]) is not None)
    for match in UNIX.finditer(line):
        yield _stamp(match, unix=int(match["unix"]), marked=True)


def _joined(line: str, parts: list[Stamp]) -> Iterator[Stamp]:
    last: Stamp | None = None
    for part in parts:
        if last is None or part.start < last.end:
            last = last or part  # of two readings of the same figures, the one that began first holds
        elif stamp_words.between().fullmatch(line, last.end, part.start) and not _overlaps(last, part):
            last = _merged(line, last, part)
        else:
            yield last
            last = part
    if last:
        yield last


def _overlaps(one: Stamp, other: Stamp) -> bool:
    return one.day != other.day and any(
        getattr(one, name) is not None and getattr(other, name) is not None
        for name in ("clock", "day", "unix", "age")
    )


def _merged(line: str, one: Stamp, other: Stamp) -> Stamp:
    clock = one if one.clock is not None else other
    return Stamp(
        text=line[one.start : other.end],
        start=one.start,
        end=other.end,
        clock=clock.clock,
        has_seconds=clock.has_seconds,
        zone=clock.zone,
        half=clock.half,
        day=one.day or other.day,
        unix=one.unix or other.unix,
        age=one.age or other.age,
        marked=True,
    )


def _stamp(match: re.Match[str], **fields: object) -> Stamp:
    return Stamp(text=match[0], start=match.start(), end=match.end(), **fields)  # type: ignore[arg-type]


def _count(line: str, plain: str, begin: int) -> Stamp | None:
    match = match_clocks.pattern().match(plain, begin)
    if match is None:
        return None
    start, end = match.start(), match.end()
    return Stamp(text=line[start:end].rstrip(), start=start, end=end, count=True, marked=True)


def _bare(line: str, plain: str) -> Stamp | None:
    match = stamp_words.update().match(plain)
    if match is None:
        return None
    start, end = match.span("words")
    return Stamp(text=line[start:end], start=start, end=end, marked=True)


@cache
def _dates() -> re.Pattern[str]:
    return re.compile(rf"(?<![\d/.-]){dates.pattern()}", stamp_words.FLAGS)
