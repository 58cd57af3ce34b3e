"""Dates and times read as in the live blog's language, and say no more than what is known."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from babel import Locale

from afterlive.site.show.date_formats import clock, date_range, locale_for, machine, zone_name

MOMENT = dt.datetime(2031, 5, 1, 15, 4, 7, tzinfo=ZoneInfo("Europe/London"))
NOBODYS = MOMENT.replace(tzinfo=None)
FIXED = MOMENT.replace(tzinfo=dt.timezone(dt.timedelta(hours=1)))


@pytest.mark.parametrize(
    ("language", "site_language", "locale"),
    [
        ("de", "en-GB", "de"),
        ("en", "en-GB", "en_GB"),
        ("en-US", "en-GB", "en_US"),
        ("zh-Hant-TW", "en-GB", "zh_Hant_TW"),
        ("de-XX", "en-GB", "de"),
        ("no such", "en-GB", "en_GB"),
    ],
)
def test_a_language_without_a_region_takes_the_sites(language: str, site_language: str, locale: str) -> None:
    assert str(locale_for(language, site_language)) == locale


@pytest.mark.parametrize(
    ("language", "short", "exact"),
    [
        ("en_GB", "15:04", "15:04:07"),
        ("en_US", "3:04\u202fPM", "3:04:07\u202fPM"),
        ("de", "15:04", "15:04:07"),
    ],
)
def test_the_clock_is_that_of_the_language(language: str, short: str, exact: str) -> None:
    assert clock(MOMENT, Locale.parse(language)) == short
    assert clock(MOMENT, Locale.parse(language), "second") == exact


@pytest.mark.parametrize(
    ("last", "shown"),
    [
        (dt.date(2031, 5, 1), "1 May 2031"),
        (dt.date(2031, 5, 2), "1–2 May 2031"),
        (dt.date(2032, 1, 2), "1 May 2031\u2009–\u20092 Jan 2032"),
    ],
)
def test_days_are_drawn_together(last: dt.date, shown: str) -> None:
    assert date_range(dt.date(2031, 5, 1), last, Locale.parse("en_GB")) == shown


@pytest.mark.parametrize(
    ("time", "precision", "value"),
    [
        (MOMENT, "second", "2031-05-01T15:04:07+01:00"),
        (MOMENT, "minute", "2031-05-01T15:04+01:00"),
        (NOBODYS, "minute", "2031-05-01T15:04"),
        (MOMENT, "day", "2031-05-01"),
        (None, "day", "2031-05-01"),
    ],
)
def test_machines_are_told_no_more_than_what_is_known(
    time: dt.datetime | None, precision: str, value: str
) -> None:
    assert machine(time, dt.date(2031, 5, 1), precision) == value


@pytest.mark.parametrize(
    ("time", "timezone", "language", "name"),
    [
        (MOMENT, "Europe/London", "en_GB", "British Summer Time"),
        (MOMENT, "Europe/London", "de", "Britische Sommerzeit"),
        (FIXED, None, "en_GB", "GMT+01:00"),
        (NOBODYS, None, "en_GB", None),
        (NOBODYS, "Europe/London", "en_GB", None),
    ],
)
def test_a_zone_has_a_name_if_the_document_names_one(
    time: dt.datetime, timezone: str | None, language: str, name: str | None
) -> None:
    assert zone_name(time, timezone, Locale.parse(language)) == name
