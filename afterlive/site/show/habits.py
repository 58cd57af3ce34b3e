"""How a live blog writes hours and numbers: as its stamps do, or else as Unicode's CLDR has it.

A live blog that printed 17:40 never shows 5:40 PM, and one that printed ١٧:٤٠ keeps its digits.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from babel import Locale

Hours = Literal[12, 24]

DIGITS = {
    name: "".join(chr(nought + value) for value in range(10))
    for name, nought in {
        "latn": 0x30, "arab": 0x660, "arabext": 0x6F0, "deva": 0x966, "beng": 0x9E6, "mymr": 0x1040,
    }.items()
}  # fmt: skip
"""The digits of each numbering system that CLDR names as the default of a language."""

_CLOCK = re.compile(r"(?<![\d.:])(\d{1,2}) ?(?:[:.h\uff1a時时시]) ?\d\d(?!\d|\.\d| ?m)")
_PARTS_OF_THE_DAY = "上午|下午|中午|凌晨|清晨|早上|傍晚|晚上|午前|午後|오전|오후|새벽|아침|낮|저녁|밤"
"""Words before an hour in Chinese, Japanese and Korean; CLDR has only some of them."""


def hours_of(locale: Locale) -> Hours:
    """Return how many hours the clock of a locale has."""
    return 12 if re.search("[hK]", locale.time_formats["short"].pattern) else 24


def hours_in(stamps: Sequence[str], locale: Locale) -> Hours | None:
    """Return how many hours the clock of these stamps has: 24 if any needs it; None if no stamp tells."""
    half = _half_of(locale)
    found: Hours | None = None
    for stamp in stamps:
        time = _CLOCK.search(stamp)
        if time and (not 1 <= int(time[1]) <= 12 or not half.search(stamp)):  # noqa: PLR2004 - hours
            return 24
        if half.search(stamp):
            found = 12
    return found


@cache
def _half_of(locale: Locale) -> re.Pattern[str]:
    """Return the pattern of a number with the half of the day, in English or the locale's words."""
    periods = locale.day_periods["format"]
    names = {"am", "pm"} | {
        periods[width][half]
        for width in ("abbreviated", "wide")
        for half in ("am", "pm")
        if half in periods.get(width, ())
    }
    letters = ([re.escape(letter) for letter in name if letter not in ". \u202f\xa0"] for name in names)
    spelled = "|".join(sorted((r"\.?\s?".join(name) for name in letters), key=len, reverse=True))
    before = f"{spelled}|{_PARTS_OF_THE_DAY}"
    return re.compile(rf"\d\s?(?:{spelled})(?!\w)|(?:{before})\.?\s?\d", re.IGNORECASE)


def digits_of(locale: Locale) -> str:
    """Return the digits of a locale, from nought to nine."""
    return DIGITS.get(locale.default_numbering_system, DIGITS["latn"])


def digits_in(stamps: Sequence[str]) -> str | None:
    """Return the digits of these stamps; the first kind if there are several, None if there is none."""
    printed = next((letter for stamp in stamps for letter in stamp if letter.isdecimal()), None)
    return next((digits for digits in DIGITS.values() if printed and printed in digits), None)


def in_digits(text: object, digits: str) -> str:
    """Return a number, or a text with numbers, in these digits."""
    return str(text) if digits == DIGITS["latn"] else str(text).translate(_table(digits))


@cache
def _table(digits: str) -> dict[int, str]:
    return str.maketrans(DIGITS["latn"], digits)  # type: ignore[return-value]  # it says dict[int, int]
