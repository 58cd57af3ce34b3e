"""Dates and times read as in the live blog's language, and say no more than what is known."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from afterlive.site.show.date_formats import (
    at,
    clock,
    date_range,
    locale_for,
    long_date,
    machine,
    style_of,
    year,
    zone_name,
)

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
        ("en-GB", "15:04", "15:04:07"),
        ("en-US", "3:04\u202fPM", "3:04:07\u202fPM"),
        ("de", "15:04", "15:04:07"),
    ],
)
def test_the_clock_is_that_of_the_language(language: str, short: str, exact: str) -> None:
    style = style_of(language, "en-GB")
    assert clock(MOMENT, style) == short
    assert clock(MOMENT, style, "second") == exact


@pytest.mark.parametrize(
    ("language", "stamps", "short"),
    [
        ("en-US", ["17:40", "16:05"], "15:04"),
        ("en-US", ["9:05", "5:40 p.m."], "15:04"),  # once without is enough
        ("en-US", ["2 hours ago", "1h 20m ago"], "3:04 PM"),  # no clock at all
        ("en-GB", ["5.40pm BST", "11.20am BST"], "3:04 pm"),
        ("en-GB", ["5 PM", "Updated 21.08.2025"], "3:04 pm"),
        ("de", ["21.08.2025 um 17.40 Uhr"], "15:04"),
        ("es-MX", ["17:40 h"], "15:04"),
        ("es-MX", ["5:40 p. m."], "3:04 p.m."),
        ("fr", ["17h40"], "15:04"),
        ("el", ["17:40"], "15:04"),
        ("ar", ["17:40 بتوقيت غرينتش"], "15:04"),
        ("ar", ["5:40 م"], "3:04 م"),
        ("ar", ["١٧:٤٠"], "١٥:٠٤"),
        ("ar-EG", ["17:40"], "15:04"),
        ("fa", [], "۱۵:۰۴"),
        ("fa", ["17:40"], "15:04"),
        ("hi", ["१७:४०"], "१५:०४"),
        ("zh", ["下午5:40"], "下午3:04"),
        ("zh-TW", ["17:40"], "15:04"),
        ("ja", ["17時40分"], "15:04"),
        ("ko", ["오후 5:40"], "오후 3:04"),
        ("ko", ["17:40"], "15:04"),
    ],
)
def test_hours_and_digits_are_those_of_the_stamps(language: str, stamps: list[str], short: str) -> None:
    assert " ".join(clock(MOMENT, style_of(language, "en-GB", stamps)).split()) == short


@pytest.mark.parametrize(
    ("language", "stamps", "tag"),
    [
        ("en", ["17:40"], "en-GB-u-ca-gregory-hc-h23-nu-latn"),
        ("en-US", ["5:40 PM"], "en-US-u-ca-gregory-hc-h12-nu-latn"),
        ("fa", [], "fa-u-ca-gregory-hc-h23-nu-arabext"),
    ],
)
def test_a_script_is_told_the_same(language: str, stamps: list[str], tag: str) -> None:
    assert style_of(language, "en-GB", stamps).tag == tag


@pytest.mark.parametrize(
    ("language", "date", "moment", "number"),
    [
        ("en-GB", "Thursday, 1 May 2031", "1 May, 15:04", "2031"),
        ("ar", "الخميس، 1 مايو 2031", "1 May، 15:04", "2031"),
        ("fa", "پنجشنبه ۱ مهٔ ۲۰۳۱", "1 May،\u200f 15:04", "۲۰۳۱"),
        ("zh", "2031年5月1日星期四", "1 May 15:04", "2031年"),
    ],
)
def test_dates_are_written_and_joined_as_the_language_has_it(
    language: str, date: str, moment: str, number: str
) -> None:
    style = style_of(language, "en-GB")
    assert long_date(MOMENT.date(), style) == date
    assert at("1 May", "15:04", style) == moment
    assert year(MOMENT.date(), style) == number


@pytest.mark.parametrize(
    ("last", "shown"),
    [
        (dt.date(2031, 5, 1), "1 May 2031"),
        (dt.date(2031, 5, 2), "1–2 May 2031"),
        (dt.date(2032, 1, 2), "1 May 2031\u2009–\u20092 Jan 2032"),
    ],
)
def test_days_are_drawn_together(last: dt.date, shown: str) -> None:
    assert date_range(dt.date(2031, 5, 1), last, style_of("en-GB", "en-GB")) == shown


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
        (MOMENT, "Europe/London", "en-GB", "British Summer Time"),
        (MOMENT, "Europe/London", "de", "Britische Sommerzeit"),
        (FIXED, None, "en-GB", "GMT+01:00"),
        (FIXED, None, "ar-EG", "غرينتش+٠١:٠٠"),
        (NOBODYS, None, "en-GB", None),
        (NOBODYS, "Europe/London", "en-GB", None),
    ],
)
def test_a_zone_has_a_name_if_the_document_names_one(
    time: dt.datetime, timezone: str | None, language: str, name: str | None
) -> None:
    assert zone_name(time, timezone, style_of(language, "en-GB")) == name
