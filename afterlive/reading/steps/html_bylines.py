"""Who wrote an update of a page: by the names of elements, the words of a line, or names that come again."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.reading.rules import bylines
from afterlive.reading.rules.class_names import AUTHOR, PICTURE, names
from afterlive.reading.source.html_lines import HtmlLine, Run
from afterlive.reading.steps.html_draft import PageNames

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from afterlive.reading.rules.html_page import HtmlPage, Region
    from afterlive.reading.steps.html_draft import HtmlDraft

BESIDE = frozenset(
    "role title position job initials bio description occupation location place twitter handle function "  # noqa: SIM905 — names read best as one text
    "social follow time date timestamp avatar label".split()
)
"""Words in the names of elements that hold what is said of an author."""
NAME = frozenset(["name", "fullname", "displayname"])
"""The same of elements that hold the name alone."""
MOST = 0.5
"""Elements named after authors tell of a line if they hold so large a share of it."""
HEAD = 4
"""Names stand in so many lines at the top of an update."""
USUAL = 0.6
"""Names that come again speak for all in their place, if so large a share of updates has one there."""


def names_alone(page: HtmlPage, regions: Sequence[Region]) -> PageNames:
    """Return the lines that are authors: they look like names, and some of them come again."""
    return PageNames(_names_above(page, regions), _names_at_end(page, regions))


def _names_above(page: HtmlPage, regions: Sequence[Region]) -> frozenset[str]:
    heads = [_names(_lines(page, region)[:HEAD]) for region in regions]
    again = _come_again(heads)
    usual = sum(map(bool, heads)) >= USUAL * len(heads)
    return frozenset(name for head in heads for name in head) if again and usual else again


def _names_at_end(page: HtmlPage, regions: Sequence[Region]) -> frozenset[int]:
    """Return the numbers of lines that end updates, if most are names there and some come again."""
    ends = [_lines(page, region)[-1:] if len(_lines(page, region)) > 1 else [] for region in regions]
    names = [_names(end) for end in ends]
    if sum(map(bool, names)) < USUAL * len(names) or not _come_again(names):
        return frozenset()
    return frozenset(line.number for end, name in zip(ends, names, strict=True) if name for line in end)


def _come_again(places: Sequence[Sequence[str]]) -> frozenset[str]:
    counted = Counter(name for place in places for name in set(place))
    return frozenset(name for name, times in counted.items() if times > 1)


def _lines(page: HtmlPage, region: Region) -> list[HtmlLine]:
    return [thing for thing in page.shown[region.begin : region.end] if isinstance(thing, HtmlLine)]


def _names(lines: Iterable[HtmlLine]) -> list[str]:
    return [line.text for line in lines if bylines.is_people(line.text) and not _is_heading(line)]


def _is_heading(line: HtmlLine) -> bool:
    return line.element.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}


def by_byline(made: HtmlDraft, line: HtmlLine, inner: list[HtmlElement]) -> bool:
    """Take the names that stand where names do; those of photographers stand elsewhere."""
    named = [each for each in inner if AUTHOR & names(each) and share(line, each) >= MOST]
    if named and any(PICTURE & names(element) or element.tag == "figure" for element in inner):
        return False
    found = bylines.authors(line.text)
    if found is None and named and len(line.text) < bylines.MAX_LENGTH:
        found = names_in(line, inner)
    alone = made.names
    if found is None and ((made.in_head and line.text in alone.above) or line.number in alone.at_end):
        found = names_in(line, inner)
    if found is None:
        return False
    made.authors = made.authors or found
    return made.drop(line, line.text, "byline")


def parted(line: HtmlLine, inner: Iterable[HtmlElement]) -> tuple[tuple[str, ...], HtmlLine]:
    """Return the authors in elements that are named so, and the line without them."""
    named = {element for element in inner if AUTHOR & names(element) and not _is_beside(element)}
    own = tuple(run for run in line.runs if _own(run, named))
    others = tuple(run for run in line.runs if not _own(run, named))
    if not own:
        return (), line
    return names_in(replace(line, runs=own), inner), replace(line, runs=others)


def share(line: HtmlLine, element: HtmlElement) -> float:
    """Return how much of a line's text stands in an element, from 0 to 1."""
    held = [run.text.strip() for run in line.runs if _own(run, {element})]
    others = [run.text.strip() for run in line.runs if not _own(run, {element})]
    return len("".join(held)) / max(1, len("".join([*held, *others])))


def names_in(line: HtmlLine, inner: Iterable[HtmlElement]) -> tuple[str, ...]:
    """Return the names in a byline, without what its elements say of a person.

    An element that says it around the names, too, says it of none.
    """
    known = set(inner)
    exact = [run for run in line.runs if any(NAME & names(each) for each in _own(run, known))]
    others = [run for run in line.runs if not any(_is_beside(each) for each in _own(run, known))]
    text = "".join(run.text for run in exact or others) or line.text
    found = bylines.authors(text.strip())
    return tuple(map(bylines.without_role, bylines.split(text))) if found is None else found


def _own(run: Run, inner: set[HtmlElement]) -> list[HtmlElement]:
    """Return the elements around a run that are the line's own."""
    if run.element is None:
        return []
    return [each for each in (run.element, *run.element.iterancestors()) if each in inner]


def _is_beside(element: HtmlElement) -> bool:
    own = names(element)
    return bool(BESIDE & own) and not NAME & own
