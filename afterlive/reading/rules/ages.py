"""Ages: how long before the capture an update was made: `3h ago`, `vor 5 Minuten`."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING

from afterlive.reading.languages import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86_400,
    "week": 604_800,
    "month": 2_592_000,
    "year": 31_536_000,
}
"""Of every unit; a month has 30 days here, and a year 365."""


def find(line: str) -> Iterator[tuple[re.Match[str], dt.timedelta]]:
    """Yield the ages in a line, with what they say."""
    for match in _pattern().finditer(line):
        yield match, _age(match)


@cache
def _units() -> Mapping[str, int]:
    """Return the seconds of every word for a unit; English goes before what means another elsewhere."""
    known: dict[str, int] = {}
    for each in lexicon.languages():
        for kind, seconds in SECONDS.items():
            for word in getattr(each.ages, kind):
                known.setdefault(word.casefold(), seconds)
    return known


def _bare() -> tuple[list[str], list[str], list[str]]:
    """Return the words before, of and behind a unit, of the languages where it needs no number."""
    languages = [each.ages for each in lexicon.languages() if each.ages.bare]
    return (
        [word for ages in languages for word in ages.before],
        [word for ages in languages for kind in SECONDS for word in getattr(ages, kind)],
        [word for ages in languages for word in ages.after],
    )


@cache
def _pattern() -> re.Pattern[str]:
    now = lexicon.any_of(lexicon.words(lambda each: each.ages.now))
    before = lexicon.any_of(lexicon.words(lambda each: each.ages.before))
    after = lexicon.any_of(lexicon.words(lambda each: each.ages.after))
    one = lexicon.any_of(lexicon.words(lambda each: each.ages.one))
    unit = lexicon.any_of(_units())
    bare_before, bare_unit, bare_after = map(lexicon.any_of, _bare())
    number = rf"(?:\d{{1,3}}|{one})"
    return re.compile(
        rf"""(?<![\w.,:])(?:
          (?:(?:{before})\s)?(?P<first>{number})\s?(?P<first_unit>{unit})
            (?:\s(?P<second>\d{{1,2}})\s?(?P<second_unit>{unit}))?\s?(?:{after})
        | (?:{before})\s?(?P<number>{number})\s?(?P<unit>{unit})
        | (?:{bare_before})\s(?P<bare>(?=\w\w\w)(?:{bare_unit}))
        | (?P<bare_first>(?=\w\w\w)(?:{bare_unit}))\s(?:{bare_after})
        | (?P<now>{now}))(?![^\W\d_])""",
        re.IGNORECASE | re.VERBOSE,
    )


def _age(match: re.Match[str]) -> dt.timedelta:
    if match["now"]:
        return dt.timedelta()
    pairs = (
        (match["first"], match["first_unit"]),
        (match["second"], match["second_unit"]),
        (match["number"], match["unit"]),
        ("1", match["bare"]),
        ("1", match["bare_first"]),
    )
    return dt.timedelta(
        seconds=sum(
            (int(number) if number.isdigit() else 1) * _units()[" ".join(unit.casefold().split())]
            for number, unit in pairs
            if number and unit
        )
    )
