"""A page as its rules see it: the tree, what is shown in it, and where."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.rules.page_furniture import furniture
from afterlive.reading.source.html_lines import HtmlLine, walk
from afterlive.reading.source.html_parsing import parse
from afterlive.reading.source.saved_elements import restored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page, read once."""

    root: HtmlElement
    shown: tuple[HtmlLine | HtmlElement, ...]
    """Lines and media, in the order of the document."""
    spans: Mapping[HtmlElement, tuple[int, int]]
    """Where in `shown` an element begins, and where it has ended; one that shows nothing is not in it."""
    furniture: Mapping[HtmlElement, str]
    """Why an element that is furniture is left out."""
    counts: tuple[int, ...]
    """How many words stand before each of `shown`."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The text of every visible block, its line breaks as spaces."""
        return tuple(thing.text.replace("\n", " ") for thing in self.shown if isinstance(thing, HtmlLine))

    def words(self, begin: int, end: int) -> int:
        """Return how many words are shown from one place in `shown` to another."""
        return self.counts[end] - self.counts[begin]


class Region(NamedTuple):
    """Where one update is."""

    element: HtmlElement
    """The element around it, or where updates stand side by side without any the first of it."""
    begin: int
    end: int
    """In `HtmlPage.shown`."""


def page(html: str) -> HtmlPage:
    """Return the page that HTML describes, or raise `DocumentError`."""
    return page_of_tree(restored(parse(html)))


def page_of_tree(root: HtmlElement) -> HtmlPage:
    """Return the page that a tree describes."""
    shown = tuple(walk(root))
    spans: dict[HtmlElement, tuple[int, int]] = {}
    for place, thing in enumerate(shown):
        for element in around(thing):
            begin, _ = spans.get(element, (place, place))
            spans[element] = (begin, place + 1)
    counts = accumulate(
        (len(thing.text.split()) if isinstance(thing, HtmlLine) else 0 for thing in shown), initial=0
    )
    reasons = {element: reason for element in spans if (reason := furniture(element))}
    return HtmlPage(root, shown, spans, reasons, tuple(counts))


def around(thing: HtmlLine | HtmlElement) -> list[HtmlElement]:
    """Return the elements around something shown, from the inside to the outside."""
    if not isinstance(thing, HtmlLine):
        return [thing, *thing.iterancestors()]
    inner = (up_to(run.element, thing.element) for run in thing.runs if run.element is not None)
    return [
        *dict.fromkeys(element for elements in inner for element in elements),
        thing.element,
        *thing.element.iterancestors(),
    ]


def up_to(element: HtmlElement, outer: HtmlElement) -> Iterator[HtmlElement]:
    """Yield an element and those around it that stand in another."""
    while element is not outer:
        yield element
        element = element.getparent()


def left_out(page: HtmlPage, elements: Iterable[HtmlElement], tags: Mapping[str, str]) -> str | None:
    """Return the reason if one of these elements is left out; `tags` adds tags that are."""
    reasons = (tags.get(element.tag) or page.furniture.get(element) for element in elements)
    return next((reason for reason in reasons if reason), None)


def anchors(element: HtmlElement) -> list[str]:
    """Return the names that a link or the page's data may call an element by."""
    kept = ("id", "name", "data-id", "data-post-id", "data-block-id", "data-entry-id")
    return [value for name in kept if (value := element.get(name))]


def own_names(element: HtmlElement) -> list[str]:
    """Return the names of an element, or of the one that fills it."""
    while not (found := anchors(element)) and len(element) == 1:
        element = element[0]
    return found
