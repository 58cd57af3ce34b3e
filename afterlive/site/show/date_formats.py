"""Dates and times as a reader of a language expects them, by Unicode's CLDR."""

from __future__ import annotations

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

if TYPE_CHECKING:
    import datetime as dt

    from afterlive.model import Precision


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
def long_date(date: dt.date, locale: Locale) -> str:
    """Return `Thursday, 21 August 2025`."""
    return format_date(date, "full", locale)


@cache
def short_date(date: dt.date, locale: Locale) -> str:
    """Return `Thu 21 Aug`."""
    return format_skeleton("MMMEd", date, locale=locale)


@cache
def day_and_month(date: dt.date, locale: Locale) -> str:
    """Return `21 Aug`."""
    return format_skeleton("MMMd", date, locale=locale)


@cache
def day_of_month(date: dt.date, locale: Locale) -> str:
    """Return `Thu 21`."""
    return format_skeleton("Ed", date, locale=locale)


def date_range(first: dt.date, last: dt.date, locale: Locale) -> str:
    """Return `20–21 Jul 1969`, or one date if they are the same."""
    if first == last:
        return format_skeleton("yMMMd", first, locale=locale)
    return format_interval(first, last, "yMMMd", locale=locale)


def clock(time: dt.datetime, locale: Locale, precision: Precision = "minute") -> str:
    """Return `12:50`, or `12:50:07`."""
    return _clock(time.time(), "medium" if precision == "second" else "short", locale)


@cache
def _clock(time: dt.time, form: Literal["medium", "short"], locale: Locale) -> str:
    return format_time(time, form, locale=locale)


def machine(time: dt.datetime | None, date: dt.date, precision: Precision) -> str:
    """Return the value of a `datetime` attribute, no more exact than what is known."""
    if time is None or precision == "day":
        return date.isoformat()
    return time.isoformat(timespec="seconds" if precision == "second" else "minutes")


def zone_name(time: dt.datetime, timezone: str | None, locale: Locale) -> str | None:
    """Return what a zone is called at that time: `British Summer Time`, or `GMT+01:00` where that is all."""
    if time.tzinfo is None:
        return None
    if timezone:
        return get_timezone_name(time.astimezone(ZoneInfo(timezone)), locale=locale)
    return get_timezone_gmt(time, locale=locale)
