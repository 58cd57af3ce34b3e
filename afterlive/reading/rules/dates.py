"""Calendar dates as live blogs print them: `2 March 2024`, `Oct. 2`, `2024-03-02`, `02.03.2024`."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from babel import Locale

LANGUAGES = ("en", "en_GB", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "pl")
NUMBERS = re.compile(r"\d[./-]\d")
WORD = re.compile(r"[^\W\d_]+")
MONTHS_IN_YEAR = 12
CENTURY = LEAP_YEAR = 2000
YEARS = range(1800, 2200)
"""A number beyond is no year of a live blog."""


class PrintedDate(NamedTuple):
    """A date as printed: the year may be left to the reader."""

    year: int | None
    month: int
    day: int

    def near(self, other: dt.date) -> dt.date:
        """Return the date; where no year is printed, the one that comes nearest to another date."""
        if self.year:
            return dt.date(self.year, self.month, self.day)
        years = (other.year, other.year - 1, other.year + 1)
        days = [dt.date(year, self.month, self.day) for year in years if _exists(year, self.month, self.day)]
        return min(days, key=lambda day: abs(day - other), default=other)


@cache
def months() -> dict[str, int]:
    """Return the number of every name of a month, and of its short form without the full stop."""
    return {
        name.lower().rstrip("."): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for number, name in Locale.parse(language).months["format"][width].items()
        if len(name) > 2  # noqa: PLR2004 — some short forms are a numeral
    }


@cache
def weekdays() -> tuple[str, ...]:
    """Return every name of a day of the week, and its short form without the full stop."""
    return tuple(
        {
            name.lower().rstrip(".")
            for language in LANGUAGES
            for width in ("wide", "abbreviated")
            for name in Locale.parse(language).days["format"][width].values()
            if len(name) > 1
        }
    )


@cache
def pattern() -> str:
    """Return the regular expression of a date, whose groups `day_of` reads."""
    month = _any_of(months())
    return rf"""(?:(?:{_any_of(weekdays())})\b\.?,?\s+(?:the\s+|den\s+|le\s+)?)?(?:
        (?P<iso_year>\d{{4}})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)
      | (?P<d1>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s+(?:of\s+|de\s+)?(?P<m1>{month})\b\.?,?
            (?:\s+(?:del?\s+)?(?P<y1>\d{{4}}))?
      | (?P<m2>{month})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*[:.]\d)(?:,?\s+(?P<y2>\d{{4}}))?
      | (?P<n1>\d{{1,2}})(?P<mark>[./-])(?P<n2>\d{{1,2}})(?P=mark)(?P<y3>\d{{4}}|\d\d)
    )(?![\d/]|(?-i:[a-z]))"""


def may_be_in(line: str) -> bool:
    """Say whether a line has a month, or numbers as a date has them; it costs less than to look for one."""
    return NUMBERS.search(line) is not None or not months().keys().isdisjoint(WORD.findall(line.lower()))


def day_of(match: re.Match[str], *, month_first: bool) -> PrintedDate | None:
    """Return the date that `pattern` matched; None if there is no such day.

    `month_first` decides of `03/05/2024`, where the numbers allow both.
    """
    text = match.groupdict()
    if text["iso_year"]:
        year, month, day = text["iso_year"], int(text["iso_month"]), int(text["iso_day"])
    elif text["mark"]:
        first, second = int(text["n1"]), int(text["n2"])
        american = text["mark"] != "." and (
            second > MONTHS_IN_YEAR or (month_first and first <= MONTHS_IN_YEAR)
        )
        year, month, day = text["y3"], *((first, second) if american else (second, first))
    else:
        year = text["y1"] or text["y2"]
        month = months()[(text["m1"] or text["m2"]).lower()]
        day = int(text["d1"] or text["d2"])
    number = None if year is None else int(year) + CENTURY * (len(year) == 2)  # noqa: PLR2004 — `24` is 2024
    return (
        PrintedDate(number, month, day)
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


def _any_of(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]
