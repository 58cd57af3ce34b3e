"""A language as the rules need it: every word that they know, kind by kind, as `xx.toml` holds them.

A phrase is written as it is printed, in the notation of dictionaries: `(word)` may be left out, `one/two` is
either. `{n}` stands for a number, `{word}` for one word, `{words}` for one to four, `{any}` for whatever may
stand there; `{zone}` and `{place}` for the name of a time zone and of a city. Case doesn't count.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 — msgspec reads the annotations

import msgspec

Phrases = tuple[str, ...]


class WordsOfKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of one kind: a kind that is missing or unknown in a file is an error."""


class DateWords(WordsOfKind, frozen=True):
    """What calendar dates are made of."""

    months: tuple[Phrases, ...]
    """Every form of each, the short ones without their full stop; empty where months are numbers."""
    weekdays: tuple[Phrases, ...]
    """Monday first."""
    ordinals: Phrases
    """What stands behind the number of a day: `st`, `º`, a full stop."""
    inside: Phrases
    """What may stand between day, month and year: `of`."""
    year: Phrases
    """What stands behind the number of a year: `года`, `年`."""
    month: Phrases
    """What stands behind the number of a month, where months are numbers."""
    day: Phrases
    """What stands behind the number of a day, where months are numbers."""
    eras: Mapping[str, int]
    """What a year may be counted from, and the year before its first: `令和` and 2018."""
    today: Phrases
    """Days that are named by how far they are: they say nothing a year later, but belong to the stamp."""


class ClockWords(WordsOfKind, frozen=True):
    """What stands beside the figures of a clock."""

    am: Phrases
    pm: Phrases
    noon: Phrases
    """Around noon: 11, 12, 1, 2."""
    night: Phrases
    """Around midnight: 10, 11, 12, 1, 2."""
    hour: Phrases
    """Behind the hour, or behind hour and minute: `Uhr`, `h`, `時`."""
    minute: Phrases
    """Behind the minute: `min`, `分`."""
    half_past: Phrases
    """In place of the minute: `半`."""
    before: Phrases
    """Before the clock: `at`, `kl.`."""


class AgeWords(WordsOfKind, frozen=True):
    """How long before the capture: `3 hours ago`."""

    now: Phrases
    before: Phrases
    """Before number and unit: `vor`."""
    after: Phrases
    """Behind number and unit: `ago`."""
    one: Phrases
    """In place of the number: `an`."""
    bare: bool
    """Whether a unit without a number is one: `час назад`."""
    second: Phrases
    minute: Phrases
    hour: Phrases
    day: Phrases
    week: Phrases
    month: Phrases
    year: Phrases


class StampWords(WordsOfKind, frozen=True):
    """What a stamp is the time of."""

    revised: Phrases
    """Of a later change: `last updated`."""
    published: Phrases
    """Of the update itself: `posted`."""
    update: Phrases
    """Words that begin an update in place of a time, with a colon: `Update:`."""


class MatchWords(WordsOfKind, frozen=True):
    """The clock of a match."""

    minute: Phrases
    over: Phrases
    """Of cricket."""
    lap: Phrases
    """Of a race, before its number."""
    period: Phrases
    """A part of a match that has a number: `quarter`."""
    moments: Phrases
    """Moments of a match without a number: `half-time`."""


class ZoneWords(WordsOfKind, frozen=True):
    """Time zones as they are printed."""

    local: Phrases
    """Words for a zone that isn't named: `local time`."""
    stated: Phrases
    """Sentences that name the zone of all times, with {zone} in them."""
    of_place: Phrases
    """The time of a city, with {place} in it."""
    names: Mapping[str, str]
    """What is printed, and the IANA name of the zone, with hours from UTC where the words say them."""


class BylineWords(WordsOfKind, frozen=True):
    """What stands around the names of those who wrote."""

    by: Phrases
    origins: Phrases = msgspec.field(name="from")
    """Before an organisation, or before names with their place."""
    roles: Phrases
    """What they are: `reporter`."""
    conjunctions: Phrases = msgspec.field(name="and")
    works: Phrases
    """What they did: `written`, `analysis`."""
    places: Phrases = msgspec.field(name="in")
    """What stands before the place that they wrote from."""
    nameless: Phrases
    """Lines that stand where bylines do and name nobody."""


class HeadlineWords(WordsOfKind, frozen=True):
    """Words that tell headlines from other lines."""

    says: Phrases
    """Verbs between a speaker and a quotation."""


class PictureWords(WordsOfKind, frozen=True):
    """What captions and credits begin with."""

    picture: Phrases
    film: Phrases
    """And graphics: with a colon behind it, such a word announces one, and is no caption."""
    credit: Phrases


class PageWords(WordsOfKind, frozen=True):
    """What a page has around its updates."""

    live: Phrases
    """Words in the title of a live blog."""
    read_more: Phrases
    """A line behind which the title of something else stands."""
    card: Phrases
    """The same, with a colon and the title behind it in the line."""
    share: Phrases
    control: Phrases
    advertisement: Phrases
    newsletter: Phrases
    about: Phrases
    """What says something of the page itself."""
    key_events: Phrases
    """The heading of a list whose lines repeat headlines."""
    links: Phrases
    """The heading of a list of links to elsewhere."""
    end: Phrases
    """The first line of what closes the page."""


class MailWords(WordsOfKind, frozen=True):
    """What the lines of a mail's head begin with, before a colon."""

    subject: Phrases
    sent: Phrases
    """Before the date."""
    others: Phrases
    """Before who sent it, and to whom."""


class LabelWords(WordsOfKind, frozen=True):
    """Words beside a stamp."""

    key: Phrases
    pinned: Phrases
    plain: Phrases
    """Those that say nothing of the update."""


class Language(WordsOfKind, frozen=True):
    """A language: its file."""

    tag: str
    """BCP 47."""
    name: str
    """In itself."""
    small: Phrases
    """Words, or letters of a script without spaces, that every text is full of."""
    letters: str
    """Letters that the other languages of its script hardly have."""
    ambiguous: Phrases
    """Words of this file that mean something else in others: months are read only with their year behind."""
    dates: DateWords
    clock: ClockWords
    ages: AgeWords
    stamps: StampWords
    match: MatchWords
    zones: ZoneWords
    bylines: BylineWords
    headlines: HeadlineWords
    pictures: PictureWords
    pages: PageWords
    mail: MailWords
    labels: LabelWords
