"""The timeline counts every update once, in a bar that leads to the first of them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from storm import live_blog, shown, update

from afterlive.site.show.timeline import HEIGHT, Timeline, timeline_of

START = dt.datetime(2031, 5, 1, 6, tzinfo=dt.UTC)


def timeline(minutes: list[int]) -> Timeline | None:
    updates = [update(n, time=START + dt.timedelta(minutes=m)) for n, m in enumerate(sorted(minutes), 1)]
    return timeline_of(shown(live_blog(updates)), lambda each: f"#{each.slug}")


@pytest.mark.parametrize(
    ("minutes", "labels", "values"),
    [
        ([0, 5, 59, 61], ["06:00", "06:50", "07:00"], ["2 updates", "1 update", "1 update"]),
        ([0, 5, 59, 400], ["06:00", "12:00"], ["3 updates", "1 update"]),
        ([0, 60 * 24 * 20], ["Thu 1 May", "Wed 21 May"], ["1 update", "1 update"]),
    ],
)
def test_a_bar_stands_for_minutes_hours_or_days(
    minutes: list[int], labels: list[str], values: list[str]
) -> None:
    drawn = timeline(minutes)
    assert drawn
    assert [bar.label for bar in drawn.bars] == labels
    assert [bar.value for bar in drawn.bars] == values


@pytest.mark.parametrize(
    ("hours", "name", "ticks"),
    [
        (1, "Updates per 10 minutes", ["06:00", "06:20", "06:40", "07:00"]),
        (9, "Updates per hour", ["06:00", "08:00", "10:00", "12:00", "14:00"]),
        (40, "Updates per hour", ["Thu 1", "12:00", "Fri 2", "12:00"]),
        (110, "Updates per 2 hours", ["Thu 1", "Fri 2", "Sat 3", "Sun 4", "Mon 5"]),
        (24 * 40, "Updates per day", ["1 May", "8 May", "15 May", "22 May", "29 May", "5 Jun"]),
    ],
)
def test_the_words_under_the_line_stand_apart_and_name_days(hours: int, name: str, ticks: list[str]) -> None:
    drawn = timeline([0, 60 * hours])
    assert drawn
    assert drawn.name == name
    assert [tick.text for tick in drawn.ticks] == ticks


def test_without_times_it_shows_how_long_each_update_is() -> None:
    texts = ["<p>One two three four.</p>", "", "<p>One two.</p>"]
    updates = [update(n, text=text, key=n == 3) for n, text in enumerate(texts, 1)]
    drawn = timeline_of(shown(live_blog(updates)), lambda each: f"#{each.slug}")
    assert drawn
    assert [(bar.label, bar.value, bar.key) for bar in drawn.bars] == [
        ("№ 1", "4 words", False),
        ("№ 2", "0 words", False),
        ("№ 3", "2 words", True),
    ]
    assert [bar.top for bar in drawn.bars] == [0, HEIGHT - 2, HEIGHT // 2]


def test_one_update_has_no_timeline() -> None:
    assert timeline([7]) is None


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 400 * 24 * 60), min_size=2, max_size=40))
def test_every_update_is_counted_once_and_the_bars_fit(minutes: list[int]) -> None:
    drawn = timeline(minutes)
    assert drawn
    assert sum(int(bar.value.split()[0]) for bar in drawn.bars) == len(minutes)
    places = [float(bar.x.rstrip("%")) for bar in drawn.bars]
    assert places == sorted(set(places))
    assert all(0 <= place <= 100 for place in places)
    assert all(0 <= bar.top < HEIGHT for bar in drawn.bars)
    assert len(drawn.bars) <= 72
    assert len(drawn.ticks) <= 7
