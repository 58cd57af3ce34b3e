"""The steps that a web page goes through, from its elements to a live blog."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from afterlive.errors import DocumentError
from afterlive.reading.rules import page_structure
from afterlive.reading.steps import (
    data_match,
    html_as_text,
    html_days,
    html_fields,
    html_live_blog,
    html_repeats,
    html_surroundings,
    html_times,
    html_warnings,
    page_evidence,
    times,
)
from afterlive.reading.steps.data_live_blog import chronological

if TYPE_CHECKING:
    from collections.abc import Callable

    from afterlive.model import LiveBlog, Update
    from afterlive.reading.rules.html_page import HtmlPage, Region
    from afterlive.reading.source.page_data import Linked, LinkedUpdate
    from afterlive.reading.source.page_source import PageSource
    from afterlive.reading.steps.html_draft import HtmlDraft
    from afterlive.reading.steps.html_surroundings import Surroundings
    from afterlive.reading.steps.html_times import PageTimes


@dataclass(slots=True)
class PageReading:
    """What is known of a page: each step adds one thing."""

    page: HtmlPage
    data: Linked
    """What the page says of itself in data."""
    source: PageSource
    regions: tuple[Region, ...] = ()
    """Where the updates are."""
    around: Surroundings = field(init=False)
    drafts: tuple[HtmlDraft, ...] = field(init=False)
    """The updates in the order of the page."""
    known: tuple[LinkedUpdate | None, ...] = field(init=False)
    """What the page's data has of each draft."""
    hidden: tuple[Update, ...] = field(init=False)
    """The updates that only the page's data has."""
    times: PageTimes = field(init=False)
    live_blog: LiveBlog = field(init=False)


def _find_updates(reading: PageReading) -> None:
    """Find the elements that repeat, each with a time, a name or a headline of its own."""
    found = reading.regions or page_structure.regions(reading.page, reading.data)
    reading.regions = html_days.without_days(reading.page, found)


def _look_around(reading: PageReading) -> None:
    """Take title, lead and the page's own dates from what stands around the updates."""
    reading.around = html_surroundings.surroundings(reading.page, reading.regions, reading.data.title)


def _draft(reading: PageReading) -> None:
    """Make of each update's lines a headline, a stamp, authors and text."""
    reading.drafts = tuple(html_fields.drafts(reading.page, reading.regions))


def _give_days(reading: PageReading) -> None:
    """Give each update the day of the heading above it."""
    html_days.give_days(reading.page, reading.drafts, reading.around)


def _part_copies(reading: PageReading) -> None:
    """Leave out copies of updates, and stamps without text."""
    kept, repeated = html_repeats.without_repeats(reading.page, reading.drafts)
    reading.drafts = tuple(kept)
    others = (each for draft in kept for each in draft.dropped)
    reading.around = reading.around._replace(dropped=(*reading.around.dropped, *repeated, *others))


def _match_data(reading: PageReading) -> None:
    """Lay the updates of the page's data beside those that it shows."""
    reading.known = tuple(data_match.matches(reading.drafts, reading.data.updates))
    hidden = tuple(data_match.hidden(reading.drafts, reading.known, reading.data.updates))
    reading.hidden = tuple(chronological(hidden[::-1]))
    if reading.drafts or reading.hidden:
        return
    if not reading.source.facts.anyway:
        raise DocumentError("the page has no update")
    reading.regions = ()


def _tell_times(reading: PageReading) -> None:
    """Make times of stamps and of times for machines, by the page's order, date, zone and language."""
    reading.times = html_times.times_of_page(
        reading.drafts, reading.known, reading.around, reading.data, reading.source
    )


def _make_live_blog(reading: PageReading) -> None:
    """Put the live blog together, with every line that is in no update and the reason."""
    shown = html_live_blog.updates_of(
        reading.drafts, reading.known, reading.times, reading.around, reading.source
    )
    updates = html_live_blog.with_hidden(shown, reading.hidden)
    reading.live_blog = html_live_blog.live_blog(
        updates, reading.times, reading.around, reading.data, reading.source
    )


def _warn(reading: PageReading) -> None:
    """Say what the reader could not know, and what it is not sure of."""
    reading.live_blog = replace(reading.live_blog, page=html_warnings.page_of(reading.live_blog.dropped))
    warnings = html_warnings.about(reading.live_blog, reading.drafts, reading.hidden, reading.source)
    reading.live_blog = page_evidence.of_page(replace(reading.live_blog, warnings=tuple(warnings)))


PAGE_STEPS: tuple[Callable[[PageReading], None], ...] = (
    _find_updates,
    _look_around,
    _draft,
    _give_days,
    _part_copies,
    _match_data,
    _tell_times,
    _make_live_blog,
    _warn,
)


def read(page: HtmlPage, data: Linked, source: PageSource, regions: tuple[Region, ...] = ()) -> LiveBlog:
    """Take a page through all steps, or raise `DocumentError`; `regions` are its updates, if known.

    A page whose updates nothing but their text tells apart is read as text.
    """
    reading = PageReading(page, data, source, regions)
    for step in PAGE_STEPS:
        step(reading)
        if not reading.regions and not data.updates:
            return _read_as_text(reading)
    return reading.live_blog


def _read_as_text(reading: PageReading) -> LiveBlog:
    facts, data = reading.source.facts, reading.data
    around = html_surroundings.surroundings(reading.page, (), data.title)
    date = facts.date or html_times.day_of_front_matter(around)
    if date is None and not around.dates:
        date = html_times.day_of_page(around, data)
    language = facts.language or data.language
    zone = facts.timezone or times.zone_of(around.dates, language or "")
    known = replace(facts, date=date, timezone=zone, language=language)
    as_text = html_as_text.read(reading.page, around.title, known, reading.source)
    return html_live_blog.with_facts(as_text, data, reading.source)
