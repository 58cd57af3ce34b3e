"""Stamps: the times that a live blog prints beside its updates, found in a line.

This knows nothing of the document around the line: `afterlive.reading.steps.times` makes times of stamps.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from afterlive.reading.rules import dates, zones

if TYPE_CHECKING:
    from collections.abc import Iterator

FLAGS = re.IGNORECASE | re.VERBOSE
CLOCK = re.compile(
    rf"""(?<![\d:,/$€£-])(?<!\d\.)(?:
      (?P<hour>[01]?\d|2[0-4])(?:[:.]|\s?h\s?)(?P<minute>[0-5]\d)
        (?:(?<=:\d\d):(?P<second>[0-5]\d))?(?!\d|[.,:/-]\d|\s?%)(?:\s?(?P<half>[ap]\.?\s?m\b\.?))?
    | (?<!\w)(?P<hour12>1[0-2]|0?[1-9])\s?(?P<half12>[ap]\.?\s?m\b\.?)
    | (?<!\w)(?P<hour24>[01]?\d|2[0-4])(?=\s?Uhr\b|h\b(?!\sago))
    | (?<!\w)(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?=\s?(?:(?-i:GMT|UTC|BST|E[SD]T|CET)|hrs|hours)\b)
    )(?:\s?(?P<word>Uhr|uur|hrs|hours|h)\b)?
    (?:\s?\(?(?P<zone>(?-i:{zones.PATTERN}))\b\)?)?
    (?:\s?\(\d\d[:.]?[0-5]\d\s[A-Z]{{2,4}}\))?""",  # the last is CNN's: 1547 GMT (2347 HKT)
    FLAGS,
)
AGE = re.compile(
    r"""(?<![\w.,:])(?:(?:vor|il\sy\sa|hace|há)\s(?P<number>\d{1,3}|an?|einer|une?|una?)\s?(?P<unit>[^\W\d]+)
    | (?:(?P<hours>\d{1,2})\s?hrs?\s)?(?P<number_ago>\d{1,3}|an?)\s?
      (?P<unit_ago>[smhdw]|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?)\sago
    | (?P<now>just\snow|moments\sago))(?![^\W\d])""",
    FLAGS,
)
UNITS = (
    # how a unit's name begins, in the languages of AGE, and its seconds; the first that fits holds
    (("min", "m"), 60),
    (("st", "h"), 3600),
    (("ta", "d", "j"), 86_400),
    (("w", "sem"), 604_800),
    (("s",), 1),
)
UNIX = re.compile(r"(?<![\d.,])(?P<unix>1\d{9})(?:\d{3})?(?![\w.,])")
COUNT = re.compile(
    r"""(?:\d{1,3}(?:\s?\+\s?\d{1,2})?\s?(?:mins?\b\.?|['’′])(?:\s?\+\s?\d{1,2}\b['’′]?)?
    |over\s\d{1,3}(?:\.\d)?\b|\d{1,3}(?:st|nd|rd|th)\sover\b)(?=\s*[:.–—-]|\s*$|\s+[A-Z])""",
    FLAGS,
)
BETWEEN = re.compile(r"[\s,•·|()–—-]*(?:\b(?:at|on|um|à|a\slas|T)\b)?[\s,•·|(–—-]*", FLAGS)
"""What may stand between the date, the clock and the age of one stamp."""
MARKS = r"[\[(*_•>+–—-]*\s*"
WORDS = re.compile(
    rf"""{MARKS}(?P<words>(?:(?:latest|last|first)\s)?
    (?:updated?|posted|published|modified|aktualisiert|stand|ore|alle|kl\.?|klokken|actualizado|mis\sà\sjour|as\sof|at|le|um|gegen|à|a\slas)
    (?:\s(?:at|on|um|à|a\slas)\b)?)?\s*[:,–—-]?\s*""",
    FLAGS,
)
"""What may stand before the time that a line begins with."""
CLOSING = re.compile(r"(?P<words>\s+update\b)?[\s\])*_]*(?P<mark>[:|•·–—-]+|[.,](?=\s|$))?[\s*_]*", FLAGS)
"""What may stand between that time and the text."""
BARE = re.compile(
    rf"{MARKS}(?P<words>(?:update|updated|aktualisierung|mise\sà\sjour|actualización)(?:\s(?:\d{{1,2}}|[IVX]+))?)"
    r"\s?[\])*_]*\s?(?P<mark>:)[\s*_]*",
    FLAGS,
)
HINT = re.compile(r"\d|\b(?:now|ago|vor|il\sy\sa|hace|há)\b", re.IGNORECASE)
"""What every stamp has: a quick look, since most lines have none."""
HALF_DAY = 12
LONGEST = 200
"""No stamp is looked for beyond so many characters of a line."""


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
    day: dates.PrintedDate | None = None
    unix: int | None = None
    """Seconds since 1970 in UTC."""
    age: dt.timedelta | None = None
    """How long before the document was captured."""
    count: bool = False
    """The minute of a match, or an over: no time of day."""
    marked: bool = False
    """Something sets the stamp off from the text behind it: a colon, a dash, a zone, `a.m.`."""


def find(line: str) -> tuple[Stamp, ...]:
    """Return the stamps in a line, from left to right; a date and a clock side by side are one."""
    line = line[:LONGEST]
    if not HINT.search(line):
        return ()
    return tuple(_joined(line, sorted(_parts(line), key=lambda stamp: (stamp.start, -stamp.end))))


def whole(line: str) -> Stamp | None:
    """Return the stamp that is all of a line, but for words such as `Published at`."""
    stamp = leading(line)
    return stamp if stamp and CLOSING.fullmatch(line, stamp.end) else None


def leading(line: str) -> Stamp | None:
    """Return the stamp that a line begins with; `rest` is the text behind it."""
    words = WORDS.match(line)
    begin = words.end() if words else 0
    found = next((stamp for stamp in find(line) if stamp.start <= begin), None)
    if found is None:
        return _count(line, begin) or _bare(line)
    if words and words["words"]:
        found = replace(found, start=words.start("words"), text=line[words.start("words") : found.end])
    closing = CLOSING.match(line, found.end)
    if closing and closing["words"]:
        found = replace(found, end=closing.end("words"), text=line[found.start : closing.end("words")])
    return replace(found, marked=found.marked or bool(closing and closing["mark"]))


def rest(line: str, stamp: Stamp) -> str:
    """Return what stands in the line behind a stamp, without the punctuation between them."""
    closing = CLOSING.match(line, stamp.end)
    return line[closing.end() if closing else stamp.end :].strip(" +" if line.startswith("+") else None)


def trailing(line: str) -> Stamp | None:
    """Return the stamp that a line ends with, and that isn't all of it."""
    if len(line) > LONGEST:
        return None
    found = find(line)
    return found[-1] if found and found[-1].start and CLOSING.fullmatch(line, found[-1].end) else None


def _parts(line: str) -> Iterator[Stamp]:
    for match in CLOCK.finditer(line):
        if stamp := _clock(match):
            yield stamp
    month_first = bool(re.search(r"\d\s?[ap]\.?m\b|\bE[SD]?T\b|\bP[SD]?T\b", line, re.IGNORECASE))
    for match in _dates().finditer(line) if dates.may_be_in(line) else ():
        if day := dates.day_of(match, month_first=month_first):
            yield _stamp(match, day=day, marked=True)
    for match in AGE.finditer(line):
        yield _stamp(match, age=_age(match), marked=True)
    for match in UNIX.finditer(line):
        yield _stamp(match, unix=int(match["unix"]), marked=True)


def _joined(line: str, parts: list[Stamp]) -> Iterator[Stamp]:
    last: Stamp | None = None
    for part in parts:
        if last is None or part.start < last.end:
            last = last or part  # of two readings of the same figures, the one that began first holds
        elif BETWEEN.fullmatch(line, last.end, part.start) and not _overlaps(last, part):
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
        day=one.day or other.day,
        unix=one.unix or other.unix,
        age=one.age or other.age,
        marked=True,
    )


def _stamp(match: re.Match[str], **fields: object) -> Stamp:
    return Stamp(text=match[0], start=match.start(), end=match.end(), **fields)  # type: ignore[arg-type]


def _clock(match: re.Match[str]) -> Stamp | None:
    digits = match["military"]
    hour = int(digits[:2] if digits else match["hour"] or match["hour12"] or match["hour24"])
    minute = int(digits[2:] if digits else match["minute"] or 0)
    half = (match["half"] or match["half12"] or "").lower()
    if half:
        if not 1 <= hour <= HALF_DAY:
            return None
        hour = hour % HALF_DAY + HALF_DAY * half.startswith("p")
    return _stamp(
        match,
        clock=dt.time(hour % 24, minute, int(match["second"] or 0)),
        has_seconds=match["second"] is not None,
        zone=match["zone"] or match["word"],
        marked=bool(half or match["zone"] or match["word"] or match["second"]),
    )


def _age(match: re.Match[str]) -> dt.timedelta:
    if match["now"]:
        return dt.timedelta()
    number, unit = match["number"] or match["number_ago"], (match["unit"] or match["unit_ago"]).lower()
    seconds = next((seconds for names, seconds in UNITS if unit.startswith(names)), 0)
    hours = int(match["hours"] or 0)
    return dt.timedelta(hours=hours, seconds=seconds * (int(number) if number.isdigit() else 1))


def _count(line: str, begin: int) -> Stamp | None:
    match = COUNT.match(line, begin)
    return match and _stamp(match, count=True, marked=True)


def _bare(line: str) -> Stamp | None:
    match = BARE.match(line)
    if match is None:
        return None
    return Stamp(text=match["words"], start=match.start("words"), end=match.end("words"), marked=True)


@cache
def _dates() -> re.Pattern[str]:
    return re.compile(rf"(?<![\d/.-]){dates.pattern()}", FLAGS)
