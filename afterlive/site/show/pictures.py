"""The pictures in the texts of a live blog."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

# As `sanitise` writes it: a picture of the site is one folder up and down again.
_IMAGE = re.compile(r'<img\b[^>]* src="\.\./([^"]+)"[^>]*>')
_SMALLEST = re.compile(r' srcset="\.\./([^" ]+)')
_WORDS = re.compile(r' alt="([^"]*)"')


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that stands for a page where others link to it."""

    path: str
    """From the site's root."""
    words: str
    small: str
    """The path of its smallest copy, or its own."""


def first_picture(texts: Iterable[str]) -> Picture | None:
    """Return the first picture in texts of sanitised HTML."""
    for match in filter(None, map(_IMAGE.search, texts)):
        words = _WORDS.search(match[0])
        small = _SMALLEST.search(match[0]) or match
        return Picture(
            path=unescape(match[1]), words=unescape(words[1]) if words else "", small=unescape(small[1])
        )
    return None
