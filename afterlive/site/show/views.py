"""A live blog as it is shown: every word, date and link is ready, so that the theme computes nothing.

A link starts from the site's root (`folder/slug.html`) or is a fragment of its own page (`#slug`).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from afterlive.permalinks import page_of
from afterlive.site.articles.sanitising import at_top, first_words, picture, word_count
from afterlive.site.show.capture_line import CaptureLine, capture_line
from afterlive.site.show.date_formats import (
    at,
    clock,
    date_range,
    long_date,
    machine,
    style_of,
    zone_name,
)
from afterlive.site.show.day_pages import pages_by_day
from afterlive.site.show.figures import with_figures
from afterlive.site.show.french_spacing import kept_together
from afterlive.site.show.licences import address_of
from afterlive.site.show.phrases import Words, words_for
from afterlive.site.show.pictures import Picture  # noqa: TC001 - msgspec reads it
from afterlive.site.show.topic_marks import marks_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from afterlive.site.articles.records import PublishedLiveBlog, PublishedUpdate, Site, Topic
    from afterlive.site.show.date_formats import DateStyle


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A link and its words."""

    href: str
    text: str


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What every page says about itself."""

    title: str
    description: str
    language: str
    direction: str
    up: Link | None = None
    previous: Link | None = None
    next: Link | None = None
    feed: str | None = None
    linked_data: str | None = None
    """JSON-LD, safe inside a script element."""
    topics: bool
    """Whether the site has topics to go to."""
    published: str | None = None
    """As a `datetime` attribute has it, no more exact than what is known."""
    modified: str | None = None
    authors: tuple[str, ...] = ()
    picture: Picture | None = None


class UpdateView(msgspec.Struct, frozen=True, kw_only=True):
    """An update wherever it is shown."""

    href: str
    """The permalink."""
    slug: str
    """The anchor in a stream."""
    position: int
    date: dt.date
    time: dt.datetime | None
    number: str
    stamp: str
    """The words of the permalink: the time, or the number if no time is known."""
    datetime: str
    """The time or the date for machines, no more exact than what is known."""
    when: str
    """Date and time in full, or the date alone."""
    title: str | None
    label: str
    """The headline, or else the first words, or else the words of the first picture."""
    text: str
    """Safe HTML."""
    plain: str
    """The words of the text, in one line."""
    words: int
    """The number of words in the text."""
    key: bool
    pinned: bool
    formerly: tuple[str, ...]
    """The pages that it had before, which lead to its page now."""
    removed: str | None
    modified: dt.datetime | None
    updated: str | None
    """When it was changed, as readers see it."""
    updated_datetime: str | None
    authors: str
    """Their names in one line, empty if there are none."""
    author_names: tuple[str, ...]
    topics: tuple[Link, ...]
    marks: tuple[str, ...]
    """The class of each topic in the stream, empty if it has none."""
    source: str | None
    story: str
    """Its place on the page of its day."""


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """The updates of a day."""

    date: dt.date
    title: str
    href: str
    """The page of the day, oldest first."""
    updates: tuple[UpdateView, ...]


class Masthead(msgspec.Struct, frozen=True, kw_only=True):
    """What every page of a live blog says about the whole; nothing that changes as it grows."""

    folder: str
    title: str
    href: str
    publisher: str | None
    source: str | None
    credit: str | None
    """The name of the source: the publisher, or else the host of its address."""
    licence: Link | None
    """Without an address where none is known."""
    rights: str | None
    """Whose the text is, in the keeper's words."""
    zone: str | None
    """The name of the time zone; None if no time or no zone is known."""
    feed: str | None
    language: str
    direction: str
    date_style: str
    """How scripts write times: a BCP 47 tag."""
    topics: bool
    """Whether the site has topics."""
    capture: CaptureLine | None


class LiveBlogView(msgspec.Struct, frozen=True, kw_only=True):
    """A live blog: all that its pages are made from."""

    folder: str
    masthead: Masthead
    summary: str
    """The first words of the lead, or else of the oldest update that has any."""
    lead: str
    """Safe HTML."""
    began: dt.date
    captured: dt.datetime | None
    when: str
    count: str
    timed: bool
    """Whether any update has a time."""
    authors: str
    author_names: tuple[str, ...]
    topics: tuple[Link, ...]
    updates: tuple[UpdateView, ...]
    """In chronological order."""
    days: tuple[Day, ...]
    """In chronological order."""
    dates: DateStyle
    phrases: Words
    begins: bool
    """Whether its beginning is there."""
    formerly: tuple[str, ...]
    """The names that the folder had before."""


def head_of(masthead: Masthead, title: str, description: str, **more: Any) -> Head:  # noqa: ANN401 - any field
    """Return what a page of a live blog says about itself."""
    return Head(
        title=title,
        description=description,
        language=masthead.language,
        direction=masthead.direction,
        feed=masthead.feed,
        topics=masthead.topics,
        **more,
    )


def show(live_blog: PublishedLiveBlog, site: Site, spoken: Mapping[str, Words]) -> LiveBlogView:
    """Return the view of a live blog, in its own language and its own time zone."""
    lead = live_blog.lead
    language = lead.language or site.language
    stamps = (update.stamp for update in live_blog.updates if update.stamp)
    style = style_of(language, site.language, stamps)
    words = words_for(language, spoken).with_digits(style.digits)
    stories = pages_by_day(live_blog.updates, live_blog.folder)
    whole = _Whole(live_blog.folder, marks_of(live_blog.updates), stories)
    updates = tuple(_update(update, whole, style, words) for update in live_blog.updates)
    dates = [update.date for update in updates] or [lead.date]
    times = [update.time for update in updates if update.time]
    return LiveBlogView(
        folder=live_blog.folder,
        masthead=Masthead(
            folder=live_blog.folder,
            title=kept_together(lead.title, language),
            href=f"{live_blog.folder}/index.html",
            publisher=lead.publisher,
            source=lead.source,
            credit=lead.publisher or (urlsplit(lead.source).hostname if lead.source else None),
            licence=Link(href=address_of(lead.licence), text=lead.licence) if lead.licence else None,
            rights=lead.rights,
            zone=zone_name(times[0], lead.timezone, style) if times else None,
            feed=site.live_blog_feed.format(slug=live_blog.folder) or None,
            language=language,
            direction=style.locale.text_direction,
            date_style=style.tag,
            topics=site.topics,
            capture=capture_line(lead, style),
        ),
        summary=first_words(lead.plain or next((u.plain for u in updates if u.plain), ""), 200),
        lead=kept_together(at_top(with_figures(lead.text, words)), language),
        began=min(dates),
        captured=lead.captured,
        when=date_range(min(dates), max(dates), style),
        count=words.count("updates", len(updates)),
        timed=bool(times),
        authors=words["list_comma"].join(lead.authors),
        author_names=lead.authors,
        topics=_topics(lead.topics),
        updates=updates,
        days=tuple(sorted(by_day(updates, live_blog.folder, style), key=lambda day: day.date)),
        dates=style,
        phrases=words,
        begins=lead.begins,
        formerly=tuple(name.rstrip("/") for name in lead.formerly),
    )


class _Whole(NamedTuple):
    """What an update's view takes from the whole live blog."""

    folder: str
    marks: Mapping[str, str]
    """Of topics, by slug."""
    stories: Mapping[str, str]
    """The page of its day that has each update, by slug."""


def _update(update: PublishedUpdate, whole: _Whole, style: DateStyle, words: Words) -> UpdateView:
    text = update.plain
    number = words.with_("number", n=words.figures(update.position))
    unnamed = words["removed"] if update.removed else number
    stamp = clock(update.time, style) if update.time else number
    date = long_date(update.date, style)
    title = update.title and kept_together(update.title, style.locale.language)
    return UpdateView(
        href=update.url,
        slug=update.slug,
        position=update.position,
        date=update.date,
        time=update.time,
        number=number,
        stamp=stamp,
        datetime=machine(update.time, update.date, update.precision),
        when=at(date, clock(update.time, style, update.precision), style) if update.time else date,
        title=title,
        label=title or first_words(text) or first_words(picture(update.text)) or unnamed,
        text=kept_together(with_figures(update.text, words), style.locale.language),
        plain=text,
        words=word_count(text),
        key=update.key,
        pinned=update.pinned,
        formerly=tuple(page_of(entry, whole.folder) for entry in update.formerly),
        removed=update.removed,
        modified=update.modified,
        updated=_updated(update, style),
        updated_datetime=update.modified.isoformat() if update.modified else None,
        authors=words["list_comma"].join(update.authors),
        author_names=update.authors,
        topics=_topics(update.topics),
        marks=tuple(whole.marks.get(topic.slug, "") for topic in update.topics),
        source=update.source,
        story=f"{whole.stories[update.slug]}#{update.slug}",
    )


def _updated(update: PublishedUpdate, style: DateStyle) -> str | None:
    """Return when an update was changed; with the day if that is another one, or if no time is known."""
    if update.modified is None:
        return None
    date, time = long_date(update.modified.date(), style), clock(update.modified, style)
    if update.modified.time() == dt.time():
        return date
    return time if update.time and update.modified.date() == update.date else at(date, time, style)


def _topics(topics: Sequence[Topic]) -> tuple[Link, ...]:
    return tuple(Link(href=f"topics/{topic.slug}.html", text=topic.name) for topic in topics)


def by_day(updates: Sequence[UpdateView], folder: str, style: DateStyle) -> tuple[Day, ...]:
    """Return updates by day, days and updates in the order that is given."""
    days: dict[dt.date, list[UpdateView]] = {}
    for update in updates:
        days.setdefault(update.date, []).append(update)
    return tuple(
        Day(date=date, title=long_date(date, style), href=f"{folder}/{date}.html", updates=tuple(members))
        for date, members in days.items()
    )
