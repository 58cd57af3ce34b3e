"""What is searched, and what a hit shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

if TYPE_CHECKING:
    import datetime as dt


class SearchText(NamedTuple):
    """A text that can be found: an update, or a lead."""

    href: str
    """From the site's root."""
    title: str
    """The headline, empty where there is none."""
    when: str
    """Date and time as they are shown."""
    body: str
    """The text in plain words, in one line."""
    key: bool = False


class TextsOfLiveBlog(msgspec.Struct, frozen=True, kw_only=True):
    """The texts of a live blog."""

    folder: str
    title: str
    began: dt.date
    language: str
    """A BCP 47 tag."""
    texts: tuple[SearchText, ...]
    """In chronological order."""
