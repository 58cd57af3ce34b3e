"""Calendar dates as live blogs print them: `2 March 2024`, `Oct. 2`, `2024-03-02`, `02.03.2024`, `3月2日`."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from afterlive.reading.languages import lexicon

NUMBERS = re.compile(r"\d[./-]\s?\d{1,2}[./-]|\d[/-]\d\d\s\d\d:")
WORD = re.compile(r"[^\W\d_][^\d_\s.,]*")
MONTHS_IN_YEAR = 12
CENTURY = LEAP_YEAR = 2000
YEARS = range(1800, 2200)
"""A number beyond is no year of a live blog."""


class PrintedDate(NamedTuple):
    """A date as printed: the year may be left to the reader."""

    year: int | None
    month: int
    day: int
    either: bool = False
    """Day and month could be the other way round: `03/05/2024`."""

    def near(self, other: dt.date) -> dt.date:
        """Return the date; where no year is printed, the one that comes nearest to another date."""
        if self.year:
            return dt.date(self.year, self.month, self.day)
        years = (other.year, other.year - 1, other.year + 1)
        days = [dt.date(year, self.month, self.day) for year in years if _exists(year, self.month, self.day)]
        return min(days, key=lambda day: abs(day - other), default=other)

    def turned(self) -> PrintedDate:
        """Return the date with day and month the other way round."""
        return self._replace(month=self.day, day=self.month)


@cache
def months(*, ambiguous: bool = False) -> dict[str, int]:
    """Return the number of every name of a month, and of its short form without the full stop.

    The `ambiguous` ones mean something else in other languages, where no year stands behind: `5 out 2024`.
    """
    known: dict[str, int] = {}
    for number in range(MONTHS_IN_YEAR):
        for name in lexicon.words(lambda each, number=number: each.dates.months[number], ambiguous=ambiguous):  # type: ignore[misc]
            known.setdefault(name.casefold(), number + 1)
    return known


@cache
def weekdays() -> tuple[str, ...]:
    """Return every name of a day of the week, and its short form without the full stop."""
    return lexicon.words(lambda each: [name for day in each.dates.weekdays for name in day])


@cache
def _eras() -> dict[str, int]:
    return {era: year for each in lexicon.languages() for era, year in each.dates.eras.items()}


@cache
def pattern() -> str:
    """Return the regular expression of a date, whose groups `day_of` reads."""
    dates = {
        kind: lexicon.any_of(lexicon.words(lambda each, kind=kind: getattr(each.dates, kind)))  # type: ignore[misc]
        for kind in ("ordinals", "inside", "year", "month", "day", "today")
    }
    month = lexicon.any_of(months())
    day_name = rf"(?:{lexicon.any_of(weekdays())}|{dates['today']})"
    inside = rf"(?:(?:{dates['inside']})\s+)?"
    dated_month = rf"(?:{lexicon.any_of(months(ambiguous=True))})(?=\.?\s{inside}\d{{4}}(?!\d))"
    after_year = rf"(?:\s?(?:{dates['year']})(?!\w))?"
    eras = lexicon.any_of(_eras())
    before_clock = lexicon.any_of(lexicon.words(lambda each: each.clock.before))
    clock = rf"(?=,?\s(?:(?:{before_clock})\s)?\d{{1,2}}[.:]\d\d(?!\d))"
    return rf"""(?:(?<!\w){day_name}(?![^\W\d_])\.?,?\s*(?:{dates["inside"]})?\s*|(?P<weekday>))(?:
        (?P<iso_year>\d{{4}})(?P<iso_mark>[-/]|\.\s?)(?P<iso_month>\d\d?)(?P=iso_mark)(?P<iso_day>\d\d?)(?:\.(?=\s)|(?=T\d|(?!\w)))
      | (?:(?P<era>{eras})?(?P<cjk_year>\d{{1,4}})\s?(?:{dates["year"]})\s?)?
            (?P<cjk_month>\d{{1,2}})\s?(?:{dates["month"]})\s?(?P<cjk_day>\d{{1,2}})\s?(?:{dates["day"]})
      | (?P<d1>\d{{1,2}})(?:{dates["ordinals"]})?[\s-]+{inside}(?P<m1>{month}|{dated_month})(?!\w)\.?,?
            (?:[\s-]+{inside}(?P<y1>\d{{4}}){after_year})?
      | (?:(?<!\w)(?P<y4>\d{{4}})\s?(?:{dates["year"]})?,?\s)?(?<!\w)(?P<m2>{month})(?!\w)\.?\s+
            (?P<d2>\d{{1,2}})(?:{dates["ordinals"]})?(?!\w|\s*[:.]\d)
            (?:,?\s+(?P<y2>\d{{4}})(?!\s?[:.]\d)|(?!\s\d{{4}}))?
      | (?P<n1>\d{{1,2}})(?P<mark>[./-])(?P<space>\s?)(?P<n2>\d{{1,2}})(?P=mark)(?P=space)(?P<y3>\d{{4}}|\d\d)
      | (?P<md_month>\d\d)(?P<md_mark>[-/])(?P<md_day>\d\d)(?=\s[0-2]\d:[0-5]\d(?!\d))
      | (?P<d4>\d{{1,2}})\.\s?(?P<m4>\d{{1,2}})\.(?(weekday){clock}|(?=\s|,|$))
    )(?:,?\s?(?:[（(]\w{{1,3}}[)）]|{lexicon.any_of(weekdays())}|曜日)(?!\w))?(?![\d/]|(?-i:[a-z]))"""


def may_be_in(line: str) -> bool:
    """Say whether a line has a month, or numbers as a date has them; it costs less than to look for one."""
    if NUMBERS.search(line):
        return True
    words = WORD.findall(line.casefold())
    return not months(ambiguous=True).keys().isdisjoint(words) or (
        not line.isascii() and any(unit in line for unit in _units())
    )


@cache
def _units() -> tuple[str, ...]:
    return lexicon.words(lambda each: each.dates.month)


def day_of(match: re.Match[str], *, month_first: bool) -> PrintedDate | None:
    """Return the date that `pattern` matched; None if there is no such day.

    `month_first` decides of `03/05/2024`, where the numbers allow both.
    """
    text = match.groupdict()
    either = False
    year: str | None
    if text["iso_year"]:
        year, month, day = text["iso_year"], int(text["iso_month"]), int(text["iso_day"])
    elif text["cjk_month"]:
        year, month, day = text["cjk_year"], int(text["cjk_month"]), int(text["cjk_day"])
        if year and text["era"]:
            year = str(int(year) + _eras()[text["era"]])
    elif text["mark"]:
        first, second = int(text["n1"]), int(text["n2"])
        may_turn = text["mark"] != "."
        either = may_turn and not month_first and max(first, second) <= MONTHS_IN_YEAR and first != second
        american = may_turn and (second > MONTHS_IN_YEAR or (month_first and first <= MONTHS_IN_YEAR))
        year, month, day = text["y3"], *((first, second) if american else (second, first))
    elif text["md_month"]:
        year, (month, day) = None, (int(text["md_month"]), int(text["md_day"]))
        either = max(month, day) <= MONTHS_IN_YEAR and month != day
        month, day = (month, day) if month <= MONTHS_IN_YEAR else (day, month)
    elif text["d4"]:
        year, month, day = None, int(text["m4"]), int(text["d4"])
    else:
        year = text["y1"] or text["y2"] or text["y4"]
        month = months(ambiguous=True)[(text["m1"] or text["m2"]).casefold()]
        day = int(text["d1"] or text["d2"])
    number = None if year is None else int(year) + CENTURY * (len(year) <= 2)  # noqa: PLR2004 — `24` is 2024
    return (
        PrintedDate(number, month, day, either)
        if _exists(LEAP_YEAR if number is None else number, month, day)
        else None
    )


def _exists(year: int, month: int, day: int) -> bool:
    if year not in YEARS:
        return False
    try:
        dt.date(year, month, day)
    except ValueError:
        return False
    return True
