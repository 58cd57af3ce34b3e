"""Stamps, found in a line; and times, made from stamps."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterlive.reading.rules import stamps, zones
from afterlive.reading.rules.dates import PrintedDate
from afterlive.reading.steps import readings, times

DAY = dt.date(2024, 3, 2)
LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("line", "clock", "zone"),
    [
        ("9.49pm BST", "21:49:00", "BST"),
        ("9:37AM", "09:37:00", None),
        ("9 p.m.", "21:00:00", None),
        ("12:05 a.m. ET", "00:05:00", "ET"),
        ("14:05:30", "14:05:30", None),
        ("12.31 Uhr", "12:31:00", "Uhr"),
        ("20 Uhr", "20:00:00", "Uhr"),
        ("10h32", "10:32:00", None),
        ("1547 GMT", "15:47:00", "GMT"),
        ("Posted at 18:31", "18:31:00", None),
        ("[Updated 3:40 p.m.]", "15:40:00", None),
        ("24:00", "00:00:00", None),
        ("published at 12:31 British Summer Time", "12:31:00", "British Summer Time"),
    ],
)
def test_a_clock_that_is_all_of_a_line(line: str, clock: str, zone: str | None) -> None:
    stamp = stamps.whole(line)
    assert stamp
    assert (str(stamp.clock), stamp.zone) == (clock, zone)


@pytest.mark.parametrize(
    ("line", "day", "clock"),
    [
        ("8:27 a.m. ET, October 2, 2020", PrintedDate(2020, 10, 2), "08:27:00"),
        ("2 March 2024 • 9:44pm", PrintedDate(2024, 3, 2), "21:44:00"),
        ("Saturday 02 March 2024 22:08", PrintedDate(2024, 3, 2), "22:08:00"),
        ("Updated21:22, 6 OCT 2020", PrintedDate(2020, 10, 6), "21:22:00"),
        ("10/23/2012 5:03:54 PM", PrintedDate(2012, 10, 23), "17:03:54"),
        ("03/05/2024, 8:15 PM ET", PrintedDate(2024, 3, 5), "20:15:00"),
        ("Le 05/03/2024 à 14:35", PrintedDate(2024, 3, 5, either=True), "14:35:00"),
        ("12. März 2024, 14:35 Uhr", PrintedDate(2024, 3, 12), "14:35:00"),
        ("2 de marzo de 2024 14:35", PrintedDate(2024, 3, 2), "14:35:00"),
        ("2024-03-02 21:45", PrintedDate(2024, 3, 2), "21:45:00"),
        ("2024. március 2., 21:45", PrintedDate(2024, 3, 2), "21:45:00"),
        ("2024 March 2, 9:45 pm", PrintedDate(2024, 3, 2), "21:45:00"),
        ("14:31 BST 5 May", PrintedDate(None, 5, 5), "14:31:00"),
        ("1547 GMT (2347 HKT) May 22, 2017", PrintedDate(2017, 5, 22), "15:47:00"),
        ("2h ago Thu 26 May 2022 at 1:35am", PrintedDate(2022, 5, 26), "01:35:00"),
        ("5 de out. de 2024, 14h05", PrintedDate(2024, 10, 5), "14:05:00"),
        ("3 set 2024, 14:05", PrintedDate(2024, 9, 3), "14:05:00"),
        ("12 lis 2024, 14:05", PrintedDate(2024, 11, 12), "14:05:00"),
        ("5 Ara 2024 14:05", PrintedDate(2024, 12, 5), "14:05:00"),
    ],
)
def test_a_date_and_a_clock_side_by_side_are_one_stamp(line: str, day: PrintedDate, clock: str) -> None:
    stamp = stamps.whole(line)
    assert stamp
    assert (stamp.day, str(stamp.clock)) == (day, clock)


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("7 min ago", 7),
        ("3h ago", 180),
        ("2 hr 14 min ago", 134),
        ("an hour ago", 60),
        ("vor 3 Stunden", 180),
        ("il y a 5 minutes", 5),
        ("hace 2 horas", 120),
        ("2 days ago", 2880),
        ("час назад", 60),
        ("לפני שעה", 60),
        ("год назад", 525_600),
        ("6y ago", 6 * 525_600),
        ("just now", 0),
    ],
)
def test_an_age(line: str, minutes: int) -> None:
    stamp = stamps.whole(line)
    assert stamp
    assert stamp.age == dt.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("line", "stamp", "rest"),
    [
        ("Update 6:35 p.m.: Rain has begun.", "Update 6:35 p.m.", "Rain has begun."),
        ("12.31 Uhr: Der Sturm ist da.", "12.31 Uhr", "Der Sturm ist da."),
        ("10:15 - Rain", "10:15", "Rain"),
        ("3:40 p.m. update: Rain", "3:40 p.m. update", "Rain"),
        ("Update: Rain", "Update", "Rain"),
        ("21:22Jo Kern", "21:22", "Jo Kern"),
        ("90 min +3: Over the bar", "90 min +3", "Over the bar"),
        ("12th over: Norland 44-2", "12th over", "Norland 44-2"),
    ],
)
def test_a_stamp_before_text(line: str, stamp: str, rest: str) -> None:
    found = stamps.leading(line)
    assert found
    assert (found.text, stamps.rest(line, found)) == (stamp, rest)


@pytest.mark.parametrize("line", ["90 min +3: Over the bar", "45+2' Goal", "over 12.3", "3rd over: no run"])
def test_a_count_is_no_time(line: str) -> None:
    stamp = stamps.leading(line)
    assert stamp
    assert stamp.count
    assert stamp.clock is None


@pytest.mark.parametrize(
    "line",
    [
        "Norland 2-0 Merida",
        "It costs $10:30",
        "99:99",
        "Ratio 3:1",
        "13:75",
        "5 people",
        "2,024",
        "31.12.9999",
        "",
    ],
)
def test_no_stamp(line: str) -> None:
    assert stamps.find(line) == ()


@given(st.text(max_size=60) | st.from_regex(r"[ 0-9:.hapm/,A-Z-]{1,40}", fullmatch=True))
def test_a_stamp_is_a_part_of_its_line(line: str) -> None:
    for stamp in stamps.find(line):
        assert line[stamp.start : stamp.end] == stamp.text
    leading = stamps.leading(line)
    assert leading is None or line[leading.start : leading.end] == leading.text


def _times(*lines: str, zone: str | None = "Europe/London", date: dt.date | None = DAY) -> list[str]:
    found = [stamps.whole(line) for line in lines]
    return [str(moment.time) for moment in times.moments(found, date=date, zone=zone)]


def test_the_date_rolls_at_midnight() -> None:
    assert _times("22:10", "23:58", "00:12") == [
        "2024-03-02 22:10:00+00:00",
        "2024-03-02 23:58:00+00:00",
        "2024-03-03 00:12:00+00:00",
    ]


def test_the_date_rolls_overnight_where_nobody_wrote() -> None:
    assert _times("14:00", "09:30") == ["2024-03-02 14:00:00+00:00", "2024-03-03 09:30:00+00:00"]


def test_the_date_does_not_roll_where_an_update_is_out_of_order() -> None:
    assert _times("22:10", "21:58") == ["2024-03-02 22:10:00+00:00", "2024-03-02 21:58:00+00:00"]


def test_the_zone_in_a_stamp_goes_before_that_of_the_document() -> None:
    assert _times("8:00 p.m. EST", "23:00") == ["2024-03-02 20:00:00-05:00", "2024-03-02 23:00:00+00:00"]


def test_summer_time_ends_within_a_document() -> None:
    assert _times("23:00", "02:30", date=dt.date(2024, 10, 26)) == [
        "2024-10-26 23:00:00+01:00",
        "2024-10-27 02:30:00+00:00",
    ]


def test_a_line_of_marks_alone_is_gone_through_once() -> None:
    assert stamps.leading("— ◆ – " * 2000 + "and 3 more") is None


def test_no_zone_leaves_the_wall_clock() -> None:
    assert _times("22:10", zone=None) == ["2024-03-02 22:10:00"]


def test_no_date_makes_no_time() -> None:
    assert _times("22:10", date=None) == ["None"]


def test_an_age_makes_no_time() -> None:
    assert _times("3h ago") == ["None"]


def test_an_age_and_the_time_of_capture_make_a_day_in_the_zone_of_the_live_blog() -> None:
    captured = dt.datetime(2024, 3, 2, 23, 0, tzinfo=LONDON)
    stamp = stamps.whole("3h ago")
    for zone, day in (("Europe/London", "2024-03-02"), ("Asia/Tokyo", "2024-03-03")):
        moment = times.moments([stamp], date=None, zone=zone, captured=captured)[0]
        assert (moment.time, str(moment.date)) == (None, day)


def test_unix_seconds_are_in_the_zone_of_the_clock_beside_them() -> None:
    stamp = stamps.whole("1714915860 5 May 2024 14:31")
    assert str(times.moments([stamp], date=None, zone=None)[0].time) == "2024-05-05 14:31:00+01:00"


@pytest.mark.parametrize(
    ("clocks", "order"),
    [
        (["14:00", "13:00", "12:00"], "newest first"),
        (["00:41", "23:58", "22:05"], "newest first"),
        (["22:05", "23:58", "00:41"], "oldest first"),
        (["3h ago", "5h ago"], "newest first"),
        (["12:00"], None),
        ([], None),
    ],
)
def test_the_stamps_tell_the_order(clocks: list[str], order: str | None) -> None:
    assert times.order_of([stamps.whole(clock) for clock in clocks]) == order


@pytest.mark.parametrize(
    ("line", "clock", "zone"),
    [
        ("下午3:05", "15:05:00", None),
        ("晚上6点30分", "18:30:00", None),
        ("15時05分", "15:05:00", None),
        ("오후 3시 5분", "15:05:00", None),
        ("٠٩:١٥", "09:15:00", None),
        ("٢:٠٥ م", "14:05:00", None),
        ("शाम 6:30 बजे", "18:30:00", "बजे"),
        ("14:05 μ.μ.", "14:05:00", None),
        ("godz. 18:30", "18:30:00", None),
        ("klo 18.30", "18:30:00", None),
        ("Às 9h15", "09:15:00", None),
        ("18 Uhr 30", "18:30:00", "Uhr"),
        ("18h30 heure de Paris", "18:30:00", "heure de Paris"),
        ("[19:32u]", "19:32:00", "u"),
        ("14:58 p. m.", "14:58:00", None),
        ("1830Z", "18:30:00", "Z"),
        ("18:30 UTC+2", "18:30:00", "UTC+2"),
        ("18:30 (+0200)", "18:30:00", "+0200"),
        ("18:30 МСК", "18:30:00", "МСК"),
        ("18:30 local time", "18:30:00", "local time"),
        ("\u200e21:00 BST\u200e", "21:00:00", "BST"),
    ],
)
def test_a_clock_in_the_words_of_its_language(line: str, clock: str, zone: str | None) -> None:
    stamp = stamps.whole(line)
    assert stamp
    assert (str(stamp.clock), stamp.zone) == (clock, zone)


@pytest.mark.parametrize(
    "line", ["in 3 minutes", "24 hours later", "5 horas de espera", "3.15 million", "+44 20 7946 0018"]
)
def test_a_number_in_a_sentence_is_no_stamp(line: str) -> None:
    assert stamps.leading(line) is None or not stamps.leading(line).marked  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "line", ["18. Minute – Tor", "92:00 – The end", "90+2", "14th over: 53-0", "4. Viertel, 1.48: Tor", "61."]
)
def test_the_clock_of_a_match_is_no_time_of_day(line: str) -> None:
    stamp = stamps.leading(line)
    assert stamp
    assert stamp.count
    assert stamp.clock is None


def test_the_hour_that_comes_again_in_autumn_is_told_by_order() -> None:
    night = dt.date(2024, 10, 27)
    assert _times("02:50", "02:15", zone="Europe/Berlin", date=night) == [
        "2024-10-27 02:50:00+02:00",
        "2024-10-27 02:15:00+01:00",
    ]


def test_zones_side_by_side_are_moments() -> None:
    found = [stamps.whole(line) for line in ("09:51 GMT", "10:39 CET", "05:12 EDT", "08:05 GMT")]
    assert times.order_of(found) == "newest first"
    moments = times.moments(found[::-1], date=DAY, zone="UTC")
    assert {moment.date for moment in moments} == {DAY}


def test_one_update_out_of_order_moves_no_other() -> None:
    assert [time[:16] for time in _times("11:00", "19:05", "15:20", "21:40")] == [
        "2024-03-02 11:00",
        "2024-03-02 19:05",
        "2024-03-02 15:20",
        "2024-03-02 21:40",
    ]


def test_day_and_month_are_told_by_all_stamps_together() -> None:
    found = [stamps.whole(line) for line in ("04/12/2024 23:52", "04/13/2024 00:05")]
    settled, notes = readings.with_days(found, ())
    assert [stamp.day[:3] for stamp in settled if stamp and stamp.day] == [(2024, 4, 12), (2024, 4, 13)]
    assert notes == (readings.TURNED,)


def test_a_clock_of_twelve_hours_without_halves_is_read_in_order() -> None:
    found = [stamps.whole(line) for line in ("9:15", "11:50", "12:10", "1:05")]
    settled, notes = readings.with_halves(found)
    assert [str(stamp.clock) for stamp in settled if stamp] == [
        "09:15:00",
        "11:50:00",
        "12:10:00",
        "13:05:00",
    ]
    assert notes == (readings.TWELVE_HOURS,)


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("All times are Central European Summer Time. We are in Rome.", "Europe/Brussels"),
        ("Toutes les heures sont indiquées en heure de Paris.", "Europe/Paris"),
        ("Alle Angaben in MESZ.", "Europe/Berlin"),
        ("Tutti gli orari sono in ora italiana", "Europe/Rome"),
        ("The times are hard in London", None),
    ],
)
def test_a_sentence_names_the_zone(line: str, zone: str | None) -> None:
    assert zones.stated(line) == zone
