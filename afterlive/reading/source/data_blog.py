"""A live blog as data has it: what a form of data is mapped to, before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class DataUpdate:
    """One update, taken at its word."""

    id: str | None = None
    url: str | None = None
    title: str | None = None
    """The headline in plain words."""
    html: str = ""
    time: dt.datetime | None = None
    """Naive where the data has a wall clock without a zone."""
    day: dt.date | None = None
    """Where the data has a date alone."""
    stamp: str | None = None
    """The time as readers saw it, where the data has that, too."""
    modified: dt.datetime | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    key: bool = False
    pinned: bool = False
    order: float | None = None
    """Where readers saw it, rising from the first; None leaves it to the times."""
    parent: str | None = None
    """The id of the update that it answers or goes on from."""
    by_other: bool = False
    """Whether somebody else answers in it than whose live blog it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An element of the data that is no update for readers."""

    label: str
    """What it is, in words that give away nothing that wasn't public."""
    reason: str
    html: str = ""
    """Its words, where they were public and may be recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataBlog:
    """A live blog, its updates in the order of the document."""

    updates: tuple[DataUpdate | Skipped, ...]
    """One for each element of the data."""
    id: str | None = None
    """What the document calls it, where it holds several."""
    title: str | None = None
    lead: str = ""
    """HTML."""
    url: str | None = None
    publisher: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    published: dt.datetime | None = None
    oldest_first: bool = False
    """How documents of the form have their updates, where the times don't tell."""
    is_told: bool = False
    """Whether the document itself says of it, among others, that it is a live blog."""
    is_account: bool = False
    """Whether it is everything that somebody ever wrote, of which a thread or a day is the live blog."""
    people: Mapping[str, str] = field(default_factory=dict)
    """Other names that the texts have for authors, and the authors' names."""
    load: Callable[[str], bytes | None] | None = None
    """Returns what the document brings along under an address; relative ones then name nothing on the web."""
    page: tuple[int, int] | None = None
    """Which page of how many it is; 0 where the document doesn't say which."""
    warnings: tuple[str, ...] = ()
