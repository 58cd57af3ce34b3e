"""Clocks as live blogs print them: `9.49pm BST`, `18 Uhr 30`, `下午3:05`, `1830Z`."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.languages import lexicon
from afterlive.reading.rules import zones

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HALF_DAY = 12
DAY = 24 * 60
"""Minutes."""
UTC = ("GMT", "UTC")
MILITARY = "GMT|UTC|BST|E[SD]T|C[SDE]T|CEST|P[SD]T|M[SD]T|IST"
"""Zones beside four figures that are no year."""
HALF = len("p.m.")
"""A longer word for a half of the day may begin a sentence."""
LATE = 6
"""From this hour on, `at night` is before midnight."""
MORNING = 10
"""From this hour on, `around noon` is before one."""


class PrintedClock(NamedTuple):
    """A clock, and where it stands in its line."""

    match: re.Match[str]
    time: dt.time
    has_seconds: bool
    zone: str | None
    """What stands beside it and tells the zone, as printed; else the word for the hour."""
    half: str | None
    """What says which half of the day it is, as printed."""
    is_marked: bool
    """Something beside the figures says that it is a clock."""


def find(line: str) -> Iterator[PrintedClock]:
    """Yield the clocks in a line."""
    for match in _pattern().finditer(line):
        if clock := _clock(_before_sentence(match)):
            yield clock


def _before_sentence(match: re.Match[str]) -> re.Match[str]:
    """Return a clock without the half of the day that a sentence begins with: `12:00 At noon they met`."""
    half = match["half_after"] or ""
    goes_on = match.string[match.end() :].lstrip()[:1].islower()
    if not (half[:1].isupper() and half[-1:].islower() and len(half) > HALF and goes_on):
        return match
    end = len(match.string[: match.start("half_after")].rstrip())
    return _pattern().fullmatch(match.string, match.start(), end) or match


@cache
def _halves() -> Mapping[str, str]:
    """Return which half of the day each word is: `am`, `pm`, `noon`, `night`."""
    return {
        _bare(word): half
        for half in ("am", "pm", "noon", "night")
        for word in lexicon.words(lambda language, half=half: getattr(language.clock, half))  # type: ignore[misc]
    }


def _bare(word: str) -> str:
    return re.sub(r"[\s.]", "", word.replace("’", "'").casefold())


@cache
def _pattern() -> re.Pattern[str]:
    halves = [
        word
        for half in ("am", "pm", "noon", "night")
        for word in lexicon.words(lambda each, half=half: getattr(each.clock, half))  # type: ignore[misc]
    ]
    half = rf"(?:[ap]\.?\s?m\b\.?|(?:{lexicon.any_of(halves)})(?![^\W\d_]))"
    before = rf"(?:(?<!\w)(?P<half_before>{lexicon.any_of(halves)})\s?)?"
    hour = lexicon.any_of(lexicon.words(lambda each: each.clock.hour))
    minute = lexicon.any_of(lexicon.words(lambda each: each.clock.minute))
    half_past = lexicon.any_of(lexicon.words(lambda each: each.clock.half_past))
    ends = r"(?=[\s*\])_]*(?:$|[-–—:|•·](?:\s|$)|[,)\]])|\s*[\[(])"
    return re.compile(
        rf"""{before}(?<![\d:,/$€£₹¥-])(?<!\d\.)(?:
          (?P<hour>[01]?\d|2[0-4])
            (?:[:.](?P<minute>[0-5]\d)(?:(?<=:\d\d):(?P<second>[0-5]\d)(?:[.,]\d{{1,6}})?)?
              |\s?(?:{hour})\s?(?P<minute_word>[0-5]?\d)\s?(?:{minute})(?:\s?(?P<second_word>[0-5]?\d)秒)?(?![^\W\d_])
              |\s?(?:{hour})\s?(?P<minute_after>[0-5]\d)(?![\d]|[.,:]\d)
              |\s?(?:{hour})\s?(?P<half_past>{half_past}))
            (?!\d|[.,:/-]\d|\s?[%€$£])(?:\s?(?P<half_after>{half}))?
        | (?<!\w)(?P<hour12>1[0-2]|0?[1-9])\s?(?P<half12>{half})
        | (?<!\w)(?P<hour24>[01]?\d|2[0-4])(?=h\b(?!\sago)|\s?(?:{hour})(?!\w){ends})
        | (?(half_before)(?P<hour_half>[01]?\d|2[0-4])(?:{hour})(?![^\W\d_]))
          (?(half_before)|(?!))
        | (?<!\w)(?P<military>(?:[01]\d|2[0-3])[0-5]\d)(?=Z\b|\s?(?:(?-i:{MILITARY})|hrs|hours)\b)
        )(?:(?!\s?{zones.pattern()})\s?(?P<word>{hour})(?![^\W\d_]))?
        (?:\s?[\[(]?\s?(?P<zone>{zones.pattern()})\s?[)\]]?)?
        (?:\s?\((?P<there>\d\d[:.]?[0-5]\d)\s(?P<there_zone>[A-Z]{{2,4}})\))?""",  # 1547 GMT (2347 HKT)
        re.IGNORECASE | re.VERBOSE,
    )


def _clock(match: re.Match[str]) -> PrintedClock | None:
    groups = match.groupdict()
    digits = groups["military"]
    hours = ("hour", "hour12", "hour24", "hour_half")
    hour = int(digits[:2] if digits else next(filter(None, map(groups.__getitem__, hours))))
    minutes = ("minute", "minute_word", "minute_after")
    minute = int(digits[2:] if digits else next(filter(None, map(groups.__getitem__, minutes)), 0))
    if groups["half_past"]:
        minute = 30
    half = groups["half_before"] or groups["half_after"] or groups["half12"]
    which = None if half is None else _halves().get(_bare(half))
    if which and hour <= HALF_DAY:
        hour = _of_half(hour, which)
    second = groups["second"] or groups["second_word"]
    word = groups["zone"] or _ahead_of_utc(hour * 60 + minute, groups) or groups["word"]
    return PrintedClock(
        match=match,
        time=dt.time(hour % 24, minute, int(second or 0)),
        has_seconds=second is not None,
        zone=word or ("Uhr" if re.search(r"\d\s?Uhr\s?\d", match[0]) else None),
        half=half,
        is_marked=bool(half or word or second or not groups["minute"]),
    )


def _ahead_of_utc(minutes: int, groups: Mapping[str, str | None]) -> str | None:
    """Return the offset of a clock beside which the same moment stands in UTC: `18:35 (15:35 GMT)`."""
    there = (groups["there"] or "").replace(":", "").replace(".", "")
    if groups["there_zone"] not in UTC:
        return None
    ahead = (minutes - int(there[:2]) * 60 - int(there[2:]) + DAY // 2) % DAY - DAY // 2
    return f"UTC{'-' if ahead < 0 else '+'}{abs(ahead) // 60}:{abs(ahead) % 60:02}"


def _of_half(hour: int, half: str) -> int:
    if half == "pm" or (half == "noon" and hour % HALF_DAY < MORNING and hour != HALF_DAY):
        return hour % HALF_DAY + HALF_DAY
    if half == "night":
        return hour % HALF_DAY + HALF_DAY * (LATE <= hour < HALF_DAY)
    return hour if half == "noon" else hour % HALF_DAY
