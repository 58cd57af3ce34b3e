"""The timeline: how dense a live blog was, hour by hour; where it has no times, how long each update is.

The height of a bar shows a number of updates or words; the bar is a link to the first of its updates.
Places along the line are percentages and heights are pixels, so that the drawing fits any width.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec
from babel.units import format_unit

from afterlive.site.show.date_formats import at, clock, day_and_month, day_of_month, short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from afterlive.site.show.date_formats import DateStyle
    from afterlive.site.show.phrases import Words
    from afterlive.site.show.views import LiveBlogView, UpdateView

HEIGHT = 48
_LOWEST = 2

_MINUTE = dt.timedelta(minutes=1)
_HOUR = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)

# The time of one bar, and the most bars of this kind: more than 72 can't be told apart on a phone.
_STEPS = (
    (10 * _MINUTE, 24),
    (_HOUR, 72),
    (2 * _HOUR, 72),
    (6 * _HOUR, 72),
    (_DAY, 72),
    (7 * _DAY, 72),
    (28 * _DAY, 72),
)
_CENTURIES = 364 * _DAY
_UNITS = (("duration-day", _DAY), ("duration-hour", _HOUR), ("duration-minute", _MINUTE))
_MOST = 72

_FEW = 16

# From one word under the line to the next: each divides a day, or is days.
_STRIDES = (
    *(minutes * _MINUTE for minutes in (10, 20, 30, 60, 120, 180, 360, 720)),
    *(days * _DAY for days in (1, 2, 7, 14, 28, 56, 112, 224, 364, 728)),
)
_TICKS = 6
_ROOM = 1 / 8
"""The share of the line that a word takes on a phone; the last may reach into the margin."""
_LAST = 0.89


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A bar, and the row of the table that says the same in words."""

    x: str
    top: int
    """Its upper end, in pixels from the top of the drawing."""
    left: str
    width: str
    """The width of the link."""
    href: str
    label: str
    value: str
    key: bool


class Tick(msgspec.Struct, frozen=True, kw_only=True):
    """A word under the line."""

    x: str
    anchor: str
    text: str


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """A timeline, drawn."""

    name: str
    most: str
    """The value of the highest bar, in words."""
    unit: str
    """The head of the first column of its table."""
    few: bool
    """Whether there is room for broad bars, even on a phone."""
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    span: tuple[str, str]
    """Its ends: local times, or positions."""


def timeline_of(live_blog: LiveBlogView, place: Callable[[UpdateView], str]) -> Timeline | None:
    """Return the timeline, given where links to updates lead; None for less than two updates."""
    if len(live_blog.updates) < 2:  # noqa: PLR2004 - one bar says nothing
        return None
    if all(update.time for update in live_blog.updates):
        return _by_time(live_blog, place)
    return _by_position(live_blog, place)


@dataclass(frozen=True, slots=True)
class _Slot:
    """The updates of one bar."""

    index: int
    label: str
    value: int
    words: str
    updates: tuple[UpdateView, ...]


def _by_time(live_blog: LiveBlogView, place: Callable[[UpdateView], str]) -> Timeline:
    """Return the number of updates by local time, as their stamps show it."""
    times = {update.slug: update.time.replace(tzinfo=None) for update in live_blog.updates if update.time}
    start = dt.datetime.combine(min(times.values()).date(), dt.time())
    first, last = min(times.values()) - start, max(times.values()) - start
    step = next((step for step, most in _STEPS if last // step - first // step < most), _CENTURIES)
    ordered = sorted(live_blog.updates, key=lambda update: times[update.slug])
    style, several = live_blog.dates, len(live_blog.days) > 1
    slots = []
    for index, members in groupby(ordered, key=lambda update: (times[update.slug] - start) // step):
        group, moment = tuple(members), start + index * step
        label = short_date(moment.date(), style) if step >= _DAY else clock(moment, style)
        if several and step < _DAY:
            label = at(short_date(moment.date(), style), label, style)
        slots.append(_Slot(index, label, len(group), live_blog.phrases.count("updates", len(group)), group))
    low, count = first // step, last // step - first // step + 1
    ticks = _ticks(start, low, count, step, style)
    bars = _bars(slots, low, count, place)
    words = live_blog.phrases
    return Timeline(
        name=_name(step, words),
        most=words.figures(max(slot.value for slot in slots)),
        unit=words["time"],
        few=count <= _FEW,
        bars=bars,
        ticks=ticks,
        span=_span(start + low * step, start + (low + count) * step),
    )


def _span(first: dt.datetime, last: dt.datetime) -> tuple[str, str]:
    return first.isoformat(timespec="minutes"), last.isoformat(timespec="minutes")


def _name(step: dt.timedelta, words: Words) -> str:
    if step == _HOUR:
        return words["updates_by_hour"]
    if step == _DAY:
        return words["updates_by_day"]
    unit, length = next((unit, length) for unit, length in _UNITS if length <= step)
    span = words.figures(format_unit(step // length, unit, locale=words.language))
    return words.with_("updates_by_span", span=span)


def _ticks(
    start: dt.datetime, low: int, count: int, step: dt.timedelta, style: DateStyle
) -> tuple[Tick, ...]:
    """Return the first day, if there are several, and moments at even distances."""
    length = count * step
    stride = next((each for each in _STRIDES if each >= step and length / each <= _TICKS), length)
    several = (start + low * step).date() != (start + (low + count - 1) * step).date()
    first = [(0.0, day_of_month((start + low * step).date(), style))] if several and step < _DAY else []
    even = [
        ((index - low) / count, _tick_words(start + index * step, step, style))
        for index in range(low, low + count)
        if index * step % stride == dt.timedelta()
    ]
    shown: list[Tick] = []
    end = 0.0
    for share, text in first + even:
        if end <= share <= _LAST:
            shown.append(Tick(x=_percent(share), anchor="start", text=text))
            end = share + _ROOM
    return tuple(shown)


def _by_position(live_blog: LiveBlogView, place: Callable[[UpdateView], str]) -> Timeline:
    """Return the length of each update, several to a bar if there are many."""
    updates, words = live_blog.updates, live_blog.phrases
    size = -(-len(updates) // _MOST)
    groups = [updates[at : at + size] for at in range(0, len(updates), size)]
    slots = []
    for index, group in enumerate(groups):
        length = sum(update.words for update in group)
        numbers = dict.fromkeys((group[0].position, group[-1].position))
        label = words.with_("number", n="–".join(map(words.figures, numbers)))
        slots.append(_Slot(index, label, length, words.count("words", length), group))
    ends = (words.with_("number", n=words.figures(update.position)) for update in (updates[0], updates[-1]))
    ticks = tuple(
        Tick(x=x, anchor=anchor, text=text)
        for x, anchor, text in zip(("0%", "100%"), ("start", "end"), ends, strict=True)
    )
    bars = _bars(slots, 0, len(groups), place)
    name = words["length_by_position"]
    few, most = len(groups) <= _FEW, max(slots, key=lambda slot: slot.value).words
    span = ("0", str(size * len(groups)))
    return Timeline(name=name, most=most, unit=words["update"], few=few, bars=bars, ticks=ticks, span=span)


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


def _tick_words(moment: dt.datetime, step: dt.timedelta, style: DateStyle) -> str:
    if step >= _DAY:
        return day_and_month(moment.date(), style)
    return clock(moment, style) if moment.time() > dt.time() else day_of_month(moment.date(), style)


def _percent(share: float) -> str:
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"
