"""Dates and times as a language writes them, by Unicode's CLDR."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    format_time,
    get_timezone_gmt,
    get_timezone_name,
)

from afterlive.site.show.habits import DIGITS, digits_in, digits_of, hours_in, hours_of, in_digits

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from afterlive.model import Precision
    from afterlive.site.show.habits import Hours


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How a live blog writes dates and times."""

    locale: Locale
    hours: Hours
    digits: str
    """From nought to nine."""

    def figures(self, text: object) -> str:
        """Return a number, or a text with numbers, in the digits of the live blog."""
        return in_digits(text, self.digits)

    @property
    def tag(self) -> str:
        """The style for JavaScript's `Intl`: a BCP 47 tag such as `en-GB-u-ca-gregory-hc-h23-nu-latn`."""
        system = next(name for name, digits in DIGITS.items() if digits == self.digits)
        cycle = {12: "h12", 24: "h23"}[self.hours]
        return f"{str(self.locale).replace('_', '-')}-u-ca-gregory-hc-{cycle}-nu-{system}"


def style_of(language: str, site_language: str, stamps: Iterable[str] = ()) -> DateStyle:
    """Return the style of a language, with the hours and the digits of a live blog's stamps."""
    locale = locale_for(language, site_language)
    printed = tuple(stamps)
    hours = hours_in(printed, locale) or hours_of(locale)
    return DateStyle(locale, hours, digits_in(printed) or digits_of(locale))


def locale_for(language: str, site_language: str) -> Locale:
    """Return the locale for a BCP 47 tag; one without a region has the site's, if they share the language.

    A tag that CLDR doesn't know is read as the site's language.
    """
    bare = language.partition("-")[0].lower()
    if bare == language.lower() and bare == site_language.partition("-")[0].lower():
        language = site_language
    for tag in (language, bare):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(site_language, sep="-")


@cache
def long_date(date: dt.date, style: DateStyle) -> str:
    """Return `Thursday, 21 August 2025`."""
    return style.figures(format_date(date, "full", style.locale))


@cache
def plain_date(date: dt.date, style: DateStyle) -> str:
    """Return `21 August 2025`."""
    return style.figures(format_date(date, "long", style.locale))


@cache
def short_date(date: dt.date, style: DateStyle) -> str:
    """Return `Thu 21 Aug`."""
    return style.figures(format_skeleton("MMMEd", date, locale=style.locale))


@cache
def day_and_month(date: dt.date, style: DateStyle) -> str:
    """Return `21 Aug`."""
    return style.figures(format_skeleton("MMMd", date, locale=style.locale))


@cache
def day_of_month(date: dt.date, style: DateStyle) -> str:
    """Return `Thu 21`."""
    return style.figures(format_skeleton("Ed", date, locale=style.locale))


@cache
def year(date: dt.date, style: DateStyle) -> str:
    """Return `2025`, or `2025年`."""
    return style.figures(format_skeleton("y", date, locale=style.locale))


@cache
def month(date: dt.date, style: DateStyle) -> str:
    """Return `Aug 2025`."""
    return style.figures(format_skeleton("yMMM", date, locale=style.locale))


@cache
def date_range(first: dt.date, last: dt.date, style: DateStyle) -> str:
    """Return `20–21 Jul 1969`, or one date if they are the same."""
    if first == last:
        return style.figures(format_skeleton("yMMMd", first, locale=style.locale))
    return style.figures(format_interval(first, last, "yMMMd", locale=style.locale))


def time_range(first: dt.datetime, last: dt.datetime, style: DateStyle) -> str:
    """Return `1 May 2031, 09:05 – 14:30`, or `Thu 1 May, 09:05 – Fri 2 May, 01:10`."""
    pattern = style.locale.interval_formats[None]
    if first.date() == last.date():
        hours = dict.fromkeys((clock(first, style), clock(last, style)))
        return at(date_range(first.date(), last.date(), style), _joined(tuple(hours), pattern), style)
    ends = (at(short_date(time.date(), style), clock(time, style), style) for time in (first, last))
    return _joined(tuple(ends), pattern)


def _joined(ends: tuple[str, ...], pattern: str) -> str:
    return pattern.format(*ends) if len(ends) > 1 else ends[0]


def clock(time: dt.datetime, style: DateStyle, precision: Precision = "minute") -> str:
    """Return `12:50`, or `12:50:07`."""
    return _clock(time.time(), "medium" if precision == "second" else "short", style)


@cache
def _clock(time: dt.time, form: Literal["medium", "short"], style: DateStyle) -> str:
    locale = style.locale
    if style.hours == hours_of(locale):
        pattern = locale.time_formats[form].pattern
    else:
        skeleton = {12: "hm", 24: "Hm"}[style.hours] + ("s" if form == "medium" else "")
        pattern = locale.datetime_skeletons[skeleton].pattern
    if locale.language == "ko":
        pattern = pattern.replace("a", "aaaa")  # 오후, as Korean newspapers have it, not PM
    return style.figures(format_time(time, pattern, locale=locale))


def at(date: str, time: str, style: DateStyle) -> str:
    """Return a date and a time of that day, as the language joins them: `Thu 21 Aug, 12:50`."""
    return str(style.locale.datetime_formats["medium"]).format(time, date)


def machine(time: dt.datetime | None, date: dt.date, precision: Precision) -> str:
    """Return the value of a `datetime` attribute, no more exact than what is known."""
    if time is None or precision == "day":
        return date.isoformat()
    return time.isoformat(timespec="seconds" if precision == "second" else "minutes")


def zone_name(time: dt.datetime, timezone: str | None, style: DateStyle) -> str | None:
    """Return the name of a zone at a time: `British Summer Time`; `GMT+01:00` if only that is known."""
    if time.tzinfo is None:
        return None
    if timezone:
        name = get_timezone_name(time.astimezone(ZoneInfo(timezone)), locale=style.locale)
    else:
        name = get_timezone_gmt(time, locale=style.locale)
    return style.figures(name)
