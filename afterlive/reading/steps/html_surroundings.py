"""What stands around the updates of a page: the title, the lead, and what is left out with its reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from afterlive.model import Dropped
from afterlive.reading.rules import bylines, prose, stamps
from afterlive.reading.rules import furniture as lines_furniture
from afterlive.reading.rules.class_names import AUTHOR, LEAD, names
from afterlive.reading.rules.html_page import anchors, around, left_out
from afterlive.reading.rules.machine_times import times_of
from afterlive.reading.rules.page_furniture import OUTSIDE_TAGS
from afterlive.reading.source import html_media
from afterlive.reading.source.html_lines import HtmlLine

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from lxml.html import HtmlElement

    from afterlive.reading.rules.html_page import HtmlPage, Region
    from afterlive.reading.rules.stamps import Stamp

MIN_WORDS = 8
"""A lead's paragraph has so many, or ends like a sentence."""
DATELINE = 80
"""Characters of a line that may give the date of the page."""
MIN_ITEM = 4
"""Words of a list's item in the lead."""


WORDS_OF_DATE = 2
"""Words that say what a second date of a line is: `last updated`."""


class Surroundings(NamedTuple):
    """What stands around the updates."""

    title: HtmlLine | None
    lead: tuple[HtmlLine | HtmlElement, ...]
    dropped: tuple[Dropped, ...]
    dates: tuple[Stamp, ...]
    """The dates that the page prints above its updates, its own first."""
    times: tuple[dt.datetime, ...]
    """The times for machines above its updates."""
    key_anchors: frozenset[str]
    """The addresses that lists of key events point to."""
    key_titles: frozenset[str]
    """The headlines that such lists repeat, as bare words."""
    authors: tuple[str, ...] = ()
    """Those whom a byline above the updates names."""


class _Listed(NamedTuple):
    """What a list above the updates would repeat of them."""

    texts: frozenset[str]
    """The lines of updates, as bare words."""
    anchors: frozenset[str]
    """The names that links may call them by."""

    @classmethod
    def of(cls, page: HtmlPage, regions: Sequence[Region]) -> _Listed:
        inside = (thing for region in regions for thing in page.shown[region.begin : region.end])
        lines = (thing for thing in inside if isinstance(thing, HtmlLine))
        named = (name for region in regions for each in region.element.iter() for name in anchors(each))
        return cls(frozenset(prose.plain(line.text) for line in lines), frozenset(named))

    def title(self, line: HtmlLine) -> str:
        """Return a line without the stamp before it, as bare words."""
        stamp = stamps.leading(line.text)
        return prose.plain(stamps.rest(line.text, stamp) if stamp else line.text)

    def reason(self, thing: HtmlLine | HtmlElement) -> str | None:
        """Return `key events` for an item that repeats a headline, or is a link to an update."""
        if not isinstance(thing, HtmlLine) or not _is_item(around(thing)):
            return None
        title = self.title(thing)
        links = (each for each in thing.element.iter("a") if prose.plain(each.text_content()) == title)
        linked = any(_fragments([each]) & self.anchors for each in links)
        return "key events" if linked or (title and title in self.texts) else None


def surroundings(page: HtmlPage, regions: Sequence[Region], title: str | None) -> Surroundings:
    """Sort the lines outside of all updates."""
    first = regions[0].begin if regions else len(page.shown)
    inside = {place for region in regions for place in range(region.begin, region.end)}
    shared = _shared([region.element for region in regions])
    headline = _headline(page, first, title) or (None if title else _first_line(page, first))
    begin = page.shown.index(headline) if headline else _begin(page, shared)
    listed = _Listed.of(page, regions)
    lead: list[HtmlLine | HtmlElement] = []
    dropped: list[Dropped] = []
    pointed: set[str] = set()
    titles: set[str] = set()
    authors: list[str] = []
    for place, thing in enumerate(page.shown):
        if place in inside or thing is headline:
            continue
        elements = [element for element in around(thing) if element not in shared]
        above = begin < place < first
        reason = (
            _left_out(page, thing, elements, {} if above and _is_within(thing) else OUTSIDE_TAGS, above=above)
            or _by_place(place, begin, first)
            or listed.reason(thing)
            or _by_text(thing, elements)
        )
        if reason is None:
            lead.append(thing)
        elif isinstance(thing, HtmlLine):
            dropped.append(Dropped(line=thing.number, text=thing.text.replace("\n", " "), reason=reason))
        elif reason == "picture":
            addresses = html_media.shown(thing)[:1]
            dropped += [Dropped(line=0, text=address, reason=reason) for address in addresses]
        if reason == "byline" and isinstance(thing, HtmlLine):
            authors += _named(thing, elements)
        if reason == "key events" or _is_beside(reason):
            pointed.update(_fragments(elements))
            titles.update([listed.title(thing)] if isinstance(thing, HtmlLine) else [])
    return Surroundings(
        headline,
        tuple(lead),
        tuple(dropped),
        _dates(page, begin, first),
        _times(page, begin, first),
        frozenset(pointed),
        frozenset(titles),
        tuple(dict.fromkeys(authors)),
    )


def _left_out(
    page: HtmlPage,
    thing: HtmlLine | HtmlElement,
    elements: Sequence[HtmlElement],
    tags: Mapping[str, str],
    *,
    above: bool,
) -> str | None:
    """Return why something is left out by its elements; above the updates, a byline and key points stay."""
    reason = left_out(page, elements, tags)
    if above and isinstance(thing, HtmlLine):
        if reason == "sharing" and bylines.authors(_tidy(thing.text)):
            return "byline"
        if reason == "key events" and _is_item(elements) and not _is_timed(thing.text):
            return None
    return reason


def _is_item(elements: Iterable[HtmlElement]) -> bool:
    """Tell whether something stands in an item of a list."""
    return any(element.tag == "li" for element in elements)


def _is_timed(text: str) -> bool:
    """Tell whether a time stands before or behind the words of a line, as in a list of updates."""
    return (stamps.leading(text) or stamps.trailing(text)) is not None


def _dates(page: HtmlPage, begin: int, first: int) -> tuple[Stamp, ...]:
    """Return the dates that short lines before the updates print, the article's own before the masthead's."""
    own: list[Stamp] = []
    others: list[Stamp] = []
    for place, thing in enumerate(page.shown[:first]):
        if isinstance(thing, HtmlLine) and len(thing.text) <= DATELINE:
            dated = [stamp for stamp in stamps.find(thing.text) if stamp.day and stamp.day.year]
            (own if place >= begin else others).extend(dated)
    return (*own, *others)


def _times(page: HtmlPage, begin: int, first: int) -> tuple[dt.datetime, ...]:
    """Return the times for machines of what stands between the title and the updates."""
    before = (
        element
        for element, (start, end) in page.spans.items()
        if element.tag == "time" and begin <= start and end <= first
    )
    return tuple(time for element in before for time in times_of(element))


def _headline(page: HtmlPage, first: int, title: str | None) -> HtmlLine | None:
    """Return the heading before the updates that shares most words with the title of the page's data."""
    above = [
        (thing, {element.tag for element in around(thing)})
        for thing in page.shown[:first]
        if isinstance(thing, HtmlLine)
    ]
    headings = [thing for tag in ("h1", "h2") for thing, tags in above if tag in tags]
    if any("h1" in tags for _, tags in above):
        headings = [thing for thing, tags in above if "h1" in tags]
    known = prose.meaning(title or "")
    return max(headings, key=lambda line: len(known & prose.meaning(line.text)), default=None)


def _first_line(page: HtmlPage, first: int) -> HtmlLine | None:
    """Return the line above the lead that reads as a title, of a page that neither names nor marks one."""
    for thing in page.shown[:first]:
        if not isinstance(thing, HtmlLine) or left_out(page, around(thing), OUTSIDE_TAGS):
            continue
        if prose.is_paragraph(thing.text):
            break
        if prose.count(thing.text) > 1 and _by_text(thing, around(thing)) == "before the updates":
            return thing
    return None


def _shared(elements: Sequence[HtmlElement]) -> frozenset[HtmlElement]:
    """Return the elements around any of the updates."""
    return frozenset(outer for element in elements for outer in element.iterancestors())


def _begin(page: HtmlPage, shared: frozenset[HtmlElement]) -> int:
    article = [element for element in shared if element.tag in {"article", "main"}]
    return max((page.spans[element][0] for element in article), default=0)


def _by_place(place: int, begin: int, first: int) -> str | None:
    if place < begin:
        return "before the live blog"
    return "between or after the updates" if place > first else None


def _by_text(thing: HtmlLine | HtmlElement, elements: Sequence[HtmlElement]) -> str | None:
    """Return why something before the updates isn't in the lead; None if it is."""
    if not isinstance(thing, HtmlLine):
        return None if _is_of_lead(thing, elements) else "picture"
    furniture = lines_furniture.reason(thing.text)
    enough = MIN_ITEM if _is_item(elements) else MIN_WORDS
    named = any(LEAD & names(element) for element in elements) and not _is_heading(thing)
    is_text = named or prose.count(thing.text) >= enough or prose.last_mark(thing.text) in ".!?…:"
    reasons = (
        (furniture, furniture is not None),
        ("date of the page", stamps.whole(thing.text) is not None),
        ("byline", _is_byline(thing.text, elements)),
        ("date of the page", _is_dated(thing.text)),
        ("link", _is_all_links(thing)),
        ("before the updates", not is_text),
    )
    return next((reason for reason, holds in reasons if holds), None)


def _is_of_lead(picture: HtmlElement, elements: Sequence[HtmlElement]) -> bool:
    """Tell whether a picture above the updates is a figure, or leads nowhere and is told in some words."""
    if any(element.tag == "figure" for element in elements):
        return True
    is_beside = any(element.tag == "a" or AUTHOR & names(element) for element in elements)
    return not is_beside and prose.count(html_media.words(picture)) >= MIN_ITEM


def _is_dated(text: str) -> bool:
    """Tell whether a line is a date and a few words: `May 14, 2024 · 4 min read`."""
    stamp = stamps.leading(text)
    if stamp is None or stamp.day is None or stamp.day.year is None:
        return False
    rest = stamps.rest(text, stamp)
    others = [each for each in stamps.find(rest) if each.day]
    if others and prose.count(rest) - prose.count(others[-1].text) <= WORDS_OF_DATE:
        return True
    return prose.count(rest) < MIN_ITEM and (rest[:1].isdigit() or not prose.is_closed(rest))


def _is_within(thing: HtmlLine | HtmlElement) -> bool:
    """Tell whether something stands within an article: an aside above its updates sums them up."""
    return any(element.tag in {"article", "main"} for element in around(thing))


def _is_heading(line: HtmlLine) -> bool:
    return line.element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}


def _is_byline(text: str, elements: Iterable[HtmlElement]) -> bool:
    named = any(AUTHOR & names(element) for element in elements) and len(text) < bylines.MAX_LENGTH
    is_prose = prose.is_paragraph(text) and prose.count(text) >= MIN_WORDS
    return (named and not is_prose) or bylines.people(_tidy(text)) is not None


def _named(line: HtmlLine, elements: Sequence[HtmlElement]) -> tuple[str, ...]:
    """Return who a byline names: those in several elements of authors within the line, else all."""
    inside = [each for each in elements if AUTHOR & names(each) and line.element in each.iterancestors()]
    known = [prose.squeezed(each.text_content()) for each in inside]
    if len(known) > 1 and all(map(bylines.is_name, known)):
        return tuple(known)
    return bylines.people(_tidy(line.text)) or ()


def _tidy(text: str) -> str:
    """Return a line without the spaces that elements leave before commas, and around names."""
    return re.sub(r"\s+,", ",", prose.squeezed(text))


def _is_all_links(line: HtmlLine) -> bool:
    linked = sum(
        len(run.text)
        for run in line.runs
        if run.element is not None and any(e.tag == "a" for e in (run.element, *run.element.iterancestors()))
    )
    return linked >= len(line.text)


def _is_beside(reason: str | None) -> bool:
    return reason == "beside the live blog"


def _fragments(elements: Iterable[HtmlElement]) -> set[str]:
    hrefs = [element.get("href", "") for element in elements if element.tag == "a"]
    return {href.rpartition("#")[2] for href in hrefs if "#" in href}
