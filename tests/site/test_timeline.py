"""The timeline counts every update once, in a bar that leads to the first of them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from storm import live_blog, shown, update

from afterlive.site.timeline import HEIGHT, Timeline, timeline_of

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
