"""The records that all of Afterlive shares: a live blog, its updates, and what they are made of.

They are frozen and have no behaviour of their own. `afterlive.reading` makes them from a document,
`afterlive.archive` writes them to content/ and reads them back.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - msgspec looks the types up
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal[
    "paragraph", "quote", "item", "subhead", "caption", "image", "embed", "card", "table", "code"
]
Precision = Literal["day", "minute", "second"]
Origin = Literal["stamp", "data"]
Order = Literal["newest first", "oldest first"]
Guess = Literal["boundary", "title", "author", "time"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of text: a paragraph, a quote, a list item, an image."""

    kind: BlockKind
    text: str
    """The words as a reader sees them, a line break as a newline; of an image, its alternative text."""
    markdown: str
    """The same as Markdown that renders to exactly `text`, plus links, emphasis and the image itself."""
    lines: tuple[int, int] | None = None
    """First and last line in the document, as `afterlive.reading.lines_of` counts; None if hidden there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How sure the reader is of something that it had to guess, and why."""

    of: Guess
    confidence: int
    """In percent."""
    reason: str
    line: int
    """Where the update begins, its headline stands, its author is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One update of a live blog; what the document doesn't say is None or empty, never guessed."""

    position: int
    """1 is the oldest."""
    title: str | None
    """The headline in plain words."""
    blocks: tuple[Block, ...] = ()
    id: str | None = None
    """The name that the document itself has for the update: an anchor, an entry's id."""
    url: str | None = None
    stamp: str | None = None
    """The time as printed, with the words that belong to it: `12.50 BST`, `Update 6:35 p.m.`, `3h ago`."""
    time: dt.datetime | None = None
    """Aware, or naive where the document has a wall clock but nothing names its zone."""
    date: dt.date | None = None
    """The day in the live blog's zone, where it is known."""
    precision: Precision = "day"
    origin: Origin | None = None
    """What `time` was made from: the printed stamp, or the page's or feed's own data."""
    modified: dt.datetime | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    told_tags: tuple[str, ...] = ()
    """Those of the tags that the keeper gave in the `.toml`."""
    key: bool = False
    """A key event, by the document's own word."""
    pinned: bool = False
    lines: tuple[int, ...] = ()
    """The lines that stamp, title and blocks are made of; some of their words may be among `dropped`."""
    evidence: tuple[Evidence, ...] = ()
    """Of data, only for what it leaves out, so that the reader had to guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A line of the document that is in no update, the words of it that are in none, or a picture."""

    line: int
    """0 for a picture, card or embed that stands in no line: `text` is its address."""
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file that the document brings along, such as an image; blocks name it `{static}images/NAME`."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveBlog:
    """A live blog as a document has it."""

    title: str | None
    updates: tuple[Update, ...]
    """In chronological order."""
    lead: tuple[Block, ...] = ()
    """What stands before the first update."""
    lead_lines: tuple[int, ...] = ()
    """The lines of the document that stand in the live blog's title or the lead, likewise."""
    date: dt.date | None = None
    """The day on which the coverage began."""
    timezone: str | None = None
    """The IANA name of the zone that stamps are in."""
    start: dt.datetime | None = None
    end: dt.datetime | None = None
    order: Order = "newest first"
    """How the document has its updates."""
    in_order: bool = False
    """Whether `updates` stand as their makers put them, whatever their times say."""
    language: str | None = None
    """A BCP 47 tag."""
    publisher: str | None = None
    url: str | None = None
    captured: dt.datetime | None = None
    """When the document was taken from the web, aware, as far as it says."""
    captured_by: str | None = None
    """The browser or tool that took it."""
    authors: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    """In the order of the document. With the lines of lead and updates, these are all that aren't blank."""
    warnings: tuple[str, ...] = ()
    """What the reader could not know, in sentences for the keeper."""
    assets: tuple[Asset, ...] = ()
    page: tuple[int, int] | None = None
    """Which page of how many the document has, as far as it says; 0 where it doesn't say which."""
    unsure: tuple[Evidence, ...] = ()
    """The places that the reader asks the keeper to look at, in the order of the document."""


@dataclass(frozen=True, slots=True)
class NamedLine:
    """Lines of a document that the keeper names by more than their words."""

    text: str
    after: str | None = None
    """The line before it, or as many as it takes, blank ones aside; empty for the beginning.

    None means all lines of these words.
    """
    like: bool = False
    """Whether each `*` in `text` stands for any words, and each `#` for a number."""
    why: str | None = None
    """The reason to leave them out, in the keeper's words."""
    picture: bool = False
    """Whether `text` is the address or the file's name of what is shown and stands in no line."""


LineName = str | NamedLine
"""The words of a line, where they are enough to name it: all lines of these words are meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a keeper says about a live blog; None or empty leaves it to the document."""

    title: str | None = None
    date: dt.date | None = None
    timezone: str | None = None
    language: str | None = None
    order: Order | None = None
    source: str | None = None
    """The live blog's original URL."""
    publisher: str | None = None
    licence: str | None = None
    rights: str | None = None
    """Whose the text is, such as `© The Courier, kept with its leave`."""
    slug: str | None = None
    """The folder of content/ that it goes to."""
    live_blog: str | None = None
    """The folder of another capture's live blog, which this one joins."""
    headlines: tuple[LineName, ...] = ()
    """Lines that are headlines, whatever the rules say."""
    not_headlines: tuple[LineName, ...] = ()
    page: str | None = None
    """Which page of an archive of the web it is."""
    thread: str | None = None
    """Which of several live blogs, threads or channels in the document it is."""
    day: str | None = None
    """Of which day, or from which to which (`2024-03-05/2024-03-07`), updates are taken."""
    tag: str | None = None
    """With which tag."""
    replies: bool = False
    """Whether what others answered is taken, too."""
    pseudonyms: bool = False
    """Whether `Person 1` stands for the first name, and so on."""
    picture_metadata: bool = False
    """Whether pictures keep what their cameras and makers wrote into them."""
    starts: tuple[LineName, ...] = ()
    """Lines that begin an update."""
    join: tuple[LineName, ...] = ()
    """Lines whose update belongs to the one above it in the document."""
    keep: tuple[LineName, ...] = ()
    """Lines that the rules leave out, and that are text."""
    drop: tuple[LineName, ...] = ()
    """Lines that are no text of the live blog, and pictures that are left out of it."""
    authors: tuple[LineName, ...] = ()
    """Lines that name who wrote an update."""
    stamps: tuple[LineName, ...] = ()
    """Lines that are or hold the stamp of their update."""
    lead: tuple[LineName, ...] = ()
    """Lines that are text of the lead."""
    captions: tuple[LineName, ...] = ()
    """Lines that are captions."""
    key: tuple[LineName, ...] = ()
    """Lines of updates that are key events."""
    not_key: tuple[LineName, ...] = ()
    """Lines of updates that are none, whatever the document says."""
    tags: tuple[tuple[str, tuple[LineName, ...]], ...] = ()
    """Tags, each with a line of every update that it is for."""
    accepted: tuple[str, ...] = ()
    """Warnings that need not be said again."""
    anyway: bool = False
    """Whether to import the document even if it doesn't look like a live blog."""
