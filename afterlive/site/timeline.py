"""The timeline: how dense a live blog was, hour by hour; where it has no times, how long each update is.

A bar is as high as what it stands for, and a link to the first of its updates. Places along the
line are in hundredths of its length and heights in pixels, so that the drawing fits any width.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from afterlive.site.dates import clock, day_of_month, short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from babel import Locale

    from afterlive.site.views import LiveBlogView, UpdateView

HEIGHT = 48
_LOWEST = 2

_HOUR = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)

# What one bar stands for, and how many such bars a line takes: more than 72 can't be told apart on a phone.
_STEPS = (
    (dt.timedelta(minutes=10), 24),
    (_HOUR, 72),
    (6 * _HOUR, 72),
    (_DAY, 72),
    (7 * _DAY, 72),
    (28 * _DAY, 72),
)
_NAMES = {_HOUR: "updates_by_hour", _DAY: "updates_by_day"}
_CENTURIES = 364 * _DAY
_MOST = 72

_FEW = 16
_STRIDES = (1, 2, 3, 6, 12, 24, 48, 96)
_TICKS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar, and the row of the table that says the same in words."""

    x: str
    top: int
    """Where it ends above the line, counted from the top of the drawing."""
    left: str
    width: str
    """The stretch of the line that the link takes up."""
    href: str
    label: str
    value: str
    key: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A word under the line."""

    x: str
    anchor: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A timeline, drawn."""

    name: str
    most: str
    """What the highest bar stands for, which is the scale of the drawing."""
    unit: str
    """What the first column of its table holds."""
    few: bool
    """Whether there is room for broad bars, on a phone too."""
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def timeline_of(live_blog: LiveBlogView, place: Callable[[UpdateView], str]) -> Timeline | None:
    """Draw the timeline with links to the places of updates; None where there is nothing to see."""
    if len(live_blog.updates) < 2:  # noqa: PLR2004 - one bar says nothing
        return None
    if all(update.time for update in live_blog.updates):
        return _by_time(live_blog, place)
    return _by_position(live_blog, place)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A stretch of the line with what happened in it."""

    index: int
    label: str
    value: int
    words: str
    updates: tuple[UpdateView, ...]


def _by_time(live_blog: LiveBlogView, place: Callable[[UpdateView], str]) -> Timeline:
    """Count updates by the clock on the wall, which is what the stamps beside them show."""
    times = {update.slug: update.time.replace(tzinfo=None) for update in live_blog.updates if update.time}
    start = dt.datetime.combine(min(times.values()).date(), dt.time())
    first, last = min(times.values()) - start, max(times.values()) - start
    step = next((step for step, most in _STEPS if last // step - first // step < most), _CENTURIES)
    ordered = sorted(live_blog.updates, key=lambda update: times[update.slug])
    locale, several = live_blog.locale, len(live_blog.days) > 1
    slots = []
    for index, members in groupby(ordered, key=lambda update: (times[update.slug] - start) // step):
        group, moment = tuple(members), start + index * step
        label = short_date(moment.date(), locale) if step >= _DAY else clock(moment, locale)
        if several and step < _DAY:
            label = f"{short_date(moment.date(), locale)}, {label}"
        slots.append(_Slot(index, label, len(group), live_blog.phrases.count("updates", len(group)), group))
    low, count = first // step, last // step - first // step + 1
    stride = next((n for n in _STRIDES if count / n <= _TICKS), count)
    ticks = tuple(
        _tick((index - low) / count, _tick_words(start + index * step, step, locale))
        for index in range(low, low + count)
        if index % stride == 0
    )
    name = live_blog.phrases[_NAMES.get(step, "updates_over_time")]
    unit = live_blog.phrases["time"]
    bars = _bars(slots, low, count, place)
    return Timeline(name=name, most=_most(slots), unit=unit, few=count <= _FEW, bars=bars, ticks=ticks)


def _by_position(live_blog: LiveBlogView, place: Callable[[UpdateView], str]) -> Timeline:
    """Show how long each update is, a few of them to a bar where there are many."""
    updates, words = live_blog.updates, live_blog.phrases
    size = -(-len(updates) // _MOST)
    groups = [updates[at : at + size] for at in range(0, len(updates), size)]
    slots = []
    for index, group in enumerate(groups):
        length = sum(update.words for update in group)
        label = words.with_("number", n=str(group[0].position))
        if size > 1:
            label = f"{label}–{group[-1].position}"
        slots.append(_Slot(index, label, length, words.count("words", length), group))
    ticks = (
        _tick(0, words.with_("number", n=str(updates[0].position))),
        _tick(1, words.with_("number", n=str(updates[-1].position))),
    )
    bars = _bars(slots, 0, len(groups), place)
    name = words["length_by_position"]
    few = len(groups) <= _FEW
    return Timeline(name=name, most=_most(slots), unit=words["update"], few=few, bars=bars, ticks=ticks)


def _most(slots: Sequence[_Slot]) -> str:
    """Return what the highest bar stands for, in words."""
    return max(slots, key=lambda slot: slot.value).words


def _bars(
    slots: Sequence[_Slot], low: int, count: int, place: Callable[[UpdateView], str]
) -> tuple[Bar, ...]:
    highest = max(slot.value for slot in slots) or 1
    return tuple(
        Bar(
            x=_percent((slot.index - low + 0.5) / count),
            top=HEIGHT - max(_LOWEST, round(slot.value / highest * HEIGHT)),
            left=_percent((slot.index - low) / count),
            width=_percent(1 / count),
            href=place(slot.updates[0]),
            label=slot.label,
            value=slot.words,
            key=any(update.key for update in slot.updates),
        )
        for slot in slots
    )


def _tick(share: float, text: str) -> Tick:
    return Tick(x=_percent(share), anchor="end" if share > 0.85 else "start", text=text)  # noqa: PLR2004 - room for a word


def _tick_words(moment: dt.datetime, step: dt.timedelta, locale: Locale) -> str:
    if step >= _DAY:
        return short_date(moment.date(), locale)
    return clock(moment, locale) if moment.time() > dt.time() else day_of_month(moment.date(), locale)


def _percent(share: float) -> str:
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"
