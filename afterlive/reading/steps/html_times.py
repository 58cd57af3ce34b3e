"""When a page's updates were made: by what it prints, and what it has for machines where both agree."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from afterlive.reading.rules import stamps, zones
from afterlive.reading.source.html_lines import HtmlLine
from afterlive.reading.steps import times

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from afterlive.model import Order, Origin, Precision
    from afterlive.reading.rules.stamps import Stamp
    from afterlive.reading.source.page_data import Linked, LinkedUpdate
    from afterlive.reading.source.page_source import PageSource
    from afterlive.reading.steps.html_draft import HtmlDraft
    from afterlive.reading.steps.html_surroundings import Surroundings

QUARTER = 15
"""Minutes; the clocks of the world are whole quarters of an hour apart."""
DAY = 24 * 60
EAST = 14 * 60
"""Minutes that the first clocks of the world are ahead of UTC."""


class When(NamedTuple):
    """When an update was made, and what that was taken from."""

    time: dt.datetime | None
    date: dt.date | None
    precision: Precision
    origin: Origin | None


class PageTimes(NamedTuple):
    """What the stamps of a page tell together."""

    order: Order
    zone: str | None
    """The IANA name of the zone that stamps are in."""
    moments: tuple[When, ...]
    """When the updates were made, in the order of the page."""


def times_of_page(
    drafts: Sequence[HtmlDraft],
    known: Sequence[LinkedUpdate | None],
    around: Surroundings,
    data: Linked,
    source: PageSource,
) -> PageTimes:
    """Return the order of a page's updates, the zone, and when each was made.

    A time for machines holds where it agrees with the stamp that the page prints.
    """
    facts, captured = source.facts, source.provenance.time
    order = facts.order or _order(drafts)
    step = -1 if order == "newest first" else 1
    printed = [draft.stamp for draft in drafts][::step]
    machine = [_machine(draft, of_data) for draft, of_data in zip(drafts, known, strict=True)][::step]
    language = facts.language or data.language or ""
    zone = facts.timezone or times.zone_of(printed, language) or zone_of_page(around, language)
    tz = ZoneInfo(zone) if zone else None
    exact = [_first(stamp, own, tz) for stamp, own in zip(printed, machine, strict=True)]
    date = facts.date or _began(printed, exact, around, data)
    moments = times.moments(printed, date=date, zone=zone, captured=captured)
    found = [_when(time, moment) for time, moment in zip(exact, moments, strict=True)]
    return PageTimes(order, zone, tuple(found[::step]))


def day_of_page(around: Surroundings, data: Linked) -> dt.date | None:
    """Return the day that a page prints, else the one that its data has."""
    printed = [stamp.day.near(dt.date.min) for stamp in around.dates if stamp.day]
    machine = [time.date() for time in (*around.times, data.published, data.start) if time]
    return next(iter([*printed, *machine]), None)


def day_of_front_matter(around: Surroundings) -> dt.date | None:
    """Return the day that the front matter of Markdown names."""
    texts = (each.text for each in around.dropped if each.reason == "front matter")
    found = (stamp.day for text in texts for stamp in stamps.find(text) if stamp.day and stamp.day.year)
    return next((day.near(dt.date.min) for day in found), None)


def _began(
    printed: Sequence[Stamp | None], exact: Sequence[dt.datetime | None], around: Surroundings, data: Linked
) -> dt.date | None:
    """Return the day of the first update, by the first that has a day of its own, else by the page's.

    Coverage begins with the first update, and so does an article; a page prints the date of its newest.
    """
    for place, (stamp, time) in enumerate(zip(printed, exact, strict=True)):
        if time:
            return _before(printed[: place + 1], time.date())
        if stamp and stamp.day and stamp.day.year:
            return _before(printed[: place + 1], stamp.day.near(dt.date.min))
    begun = data.start.date() if data.start else day_of_front_matter(around)
    if begun:
        return begun
    newest = day_of_page(around, replace(data, published=None))
    if newest:
        return _before(printed, newest)
    return data.published.date() if data.published else None


def _before(printed: Sequence[Stamp | None], day: dt.date) -> dt.date:
    """Return the day of the first stamp; the last stamp is of `day`."""
    clocks = [stamp and replace(stamp, day=None) for stamp in printed]
    last = times.moments(clocks, date=day, zone=None)[-1].date if clocks else None
    return day - (last - day) if last and last > day else day


def _machine(draft: HtmlDraft, known: LinkedUpdate | None) -> list[dt.datetime]:
    return [*draft.machine, *([known.time] if known and known.time else [])]


def _order(drafts: Sequence[HtmlDraft]) -> Order:
    """Return the order that the stamps tell, else that of the times for machines."""
    if told := times.order_of([draft.stamp for draft in drafts]):
        return told
    machine = [draft.machine[0] for draft in drafts if draft.machine and draft.machine[0].tzinfo]
    rising = sum((one < other) - (one > other) for one, other in pairwise(machine))
    return "oldest first" if rising > 0 else "newest first"


def zone_of_page(around: Surroundings, language: str) -> str | None:
    """Return the zone that a sentence around the updates names, or the page's own date."""
    return _stated(around) or times.zone_of(around.dates, language)


def _stated(around: Surroundings) -> str | None:
    """Return the zone that a line around the updates names."""
    lead = (thing.text for thing in around.lead if isinstance(thing, HtmlLine))
    texts = (*lead, *(each.text for each in around.dropped))
    return next((zone for text in texts if (zone := zones.stated(text))), None)


def _when(time: dt.datetime | None, moment: times.Moment) -> When:
    if time is None:
        return When(*moment, "stamp" if moment.time else None)
    return When(time, time.date(), "second" if time.second else "minute", "data")


def _first(stamp: Stamp | None, known: Iterable[dt.datetime], tz: ZoneInfo | None) -> dt.datetime | None:
    return next((shown for time in known if (shown := _as_shown(time, stamp, tz))), None)


def _as_shown(time: dt.datetime, stamp: Stamp | None, tz: ZoneInfo | None) -> dt.datetime | None:
    """Return a time as the clock shows it that the stamp was printed by; None if the stamp tells another."""
    clock = stamp.clock if stamp else None
    if clock is None:
        return time.astimezone(tz) if tz and time.tzinfo else time.replace(tzinfo=time.tzinfo or tz)
    if time.tzinfo is None:
        return time.replace(tzinfo=tz) if (time.hour, time.minute) == (clock.hour, clock.minute) else None
    utc = time.astimezone(dt.UTC)
    ahead = ((clock.hour - utc.hour) * 60 + clock.minute - utc.minute + DAY - EAST - 1) % DAY - DAY + EAST + 1
    if ahead % QUARTER:
        return None
    return utc.astimezone(tz or dt.timezone(dt.timedelta(minutes=ahead)))
