"""The times that a page's elements bear for machines, in `datetime` and attributes like it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afterlive.reading.source.page_data import moment

if TYPE_CHECKING:
    import datetime as dt

    from lxml.html import HtmlElement

TIME_NAME = re.compile(r"time|date|publish|created|^title$", re.IGNORECASE)
"""Attributes that may bear a time."""
REVISED_NAME = re.compile(r"update|modif|edit|change", re.IGNORECASE)


def times_of(element: HtmlElement) -> list[dt.datetime]:
    """Return the times that an element's attributes bear, those of its last change at the end."""
    named = [(name, value) for name, value in element.attrib.items() if TIME_NAME.search(name)]
    named.sort(key=lambda pair: REVISED_NAME.search(pair[0]) is not None)
    return [time for _, value in named if (time := moment(value))]


def machine_times(element: HtmlElement) -> list[dt.datetime]:
    """Return the times in an update's elements but quotes, those of `datetime` first."""
    quoted = {each for quote in element.iterdescendants("blockquote") for each in quote.iter()}
    elements = [each for each in element.iter() if each not in quoted]
    elements.sort(key=lambda each: "datetime" not in each.attrib)
    return [time for each in elements for time in times_of(each)]
