"""Where a page's updates are: the elements that repeat, each with a time, a name or a headline of its own.

Several rules propose; the proposal that holds most of the page's words in elements of one make is taken.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from afterlive.reading.rules import stamps
from afterlive.reading.rules.class_names import names
from afterlive.reading.rules.html_page import anchors
from afterlive.reading.rules.machine_times import times_of
from afterlive.reading.rules.prose import opening
from afterlive.reading.source.html_blocks import KINDS
from afterlive.reading.source.html_lines import HtmlLine, is_block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.html import HtmlElement

    from afterlive.reading.rules.html_page import HtmlPage
    from afterlive.reading.source.page_data import Linked

HINTS = frozenset(
    [
        "live",
        "liveblog",
        "blog",
        "post",
        "posts",
        "block",
        "entry",
        "update",
        "updates",
        "timeline",
        "stream",
        "ticker",
        "live-post",
        "event",
    ]
)
"""Words that publishers name updates by. They only weigh, they don't decide."""
MAX_STAMP = 60
"""Characters."""
MAX_KINDS = 12
"""Of elements that bear times; the most frequent ones are tried."""
MAX_WORDS = 300
"""More words in one element don't make it more of an update."""
FLAT = 0.5
"""Elements that hold less of the words between the first and the last are only what stands above updates."""


class Region(NamedTuple):
    """Where one update is."""

    element: HtmlElement
    begin: int
    end: int
    """In `Page.shown`."""


def regions(page: HtmlPage, data: Linked) -> tuple[Region, ...]:
    """Return where the updates are, in the order of the document; nothing if nothing repeats."""
    proposals = [proposal for propose in RULES for proposal in propose(page, data)]
    scored = [(score(page, proposal), proposal) for proposal in proposals if len(proposal) > 1]
    return max(scored, key=lambda pair: pair[0], default=(0, ()))[1]


def by_microdata(page: HtmlPage, _data: Linked) -> Iterator[tuple[Region, ...]]:
    """Elements that say they are an update."""
    yield _nested(
        page,
        [
            element
            for element in page.root.iter()
            if element.get("itemtype", "").endswith("/BlogPosting")
            or element.get("itemprop") in {"liveBlogUpdate", "blogPost"}
        ],
    )


def by_names(page: HtmlPage, data: Linked) -> Iterator[tuple[Region, ...]]:
    """Elements around the anchors that the page's data names."""
    known = {anchor for update in data.updates for anchor in update.anchors}
    yield from _grown(page, [element for element in page.root.iter() if known.intersection(anchors(element))])


def by_words(page: HtmlPage, data: Linked) -> Iterator[tuple[Region, ...]]:
    """Elements around the words with which the updates of the page's data begin."""
    openings = {opening(text) for update in data.updates for text in (update.title, update.body) if text}
    found = [
        thing.element
        for thing in page.shown
        if isinstance(thing, HtmlLine) and opening(thing.text) in openings
    ]
    yield from _grown(page, found)


def by_times(page: HtmlPage, _data: Linked) -> Iterator[tuple[Region, ...]]:
    """Elements around times for machines, kind by kind."""
    kinds = defaultdict(list)
    for element in page.root.iter():
        if element.tag == "time" or times_of(element):
            kinds[make(element)].append(element)
    yield from _most(page, kinds.values())


def by_stamps(page: HtmlPage, _data: Linked) -> Iterator[tuple[Region, ...]]:
    """Elements around printed times, kind by kind."""
    kinds = defaultdict(list)
    for thing in page.shown:
        if isinstance(thing, HtmlLine) and _begins_with_stamp(thing.text):
            kinds[make(thing.element)].append(thing.element)
    yield from _most(page, kinds.values())


def by_likeness(page: HtmlPage, _data: Linked) -> Iterator[tuple[Region, ...]]:
    """Elements of one make, side by side, that hint at a live blog by their names."""
    kinds = defaultdict(list)
    for element in page.spans:
        if element.getparent() is not None and (element.tag == "article" or HINTS & names(element)):
            kinds[element.getparent(), make(element)].append(element)
    for elements in sorted(kinds.values(), key=len, reverse=True)[:MAX_KINDS]:
        yield _nested(page, elements)


def by_headings(page: HtmlPage, _data: Linked) -> Iterator[tuple[Region, ...]]:
    """Headings of one level side by side, each with what follows it, if they bear the page's times."""
    stamped = {True: 0, False: 0}
    kinds = defaultdict(list)
    for thing in page.shown:
        if isinstance(thing, HtmlLine):
            is_heading = KINDS.get(thing.element.tag) == "subhead"
            stamped[is_heading] += _begins_with_stamp(thing.text)
            if is_heading and thing.element.tag != "h1":
                kinds[thing.element.getparent(), thing.element.tag].append(thing.element)
    for (parent, _), headings in kinds.items():
        if stamped[True] >= FLAT * len(headings) or not stamped[False]:
            begins = [page.spans[heading][0] for heading in headings]
            ends = [*begins[1:], page.spans[parent][1]]
            yield tuple(map(Region, headings, begins, ends))


RULES: tuple[Callable[[HtmlPage, Linked], Iterator[tuple[Region, ...]]], ...] = (
    by_microdata,
    by_names,
    by_words,
    by_times,
    by_stamps,
    by_likeness,
    by_headings,
)


def score(page: HtmlPage, proposal: tuple[Region, ...]) -> float:
    """Return how much a proposal looks like a live blog."""
    makes = Counter(make(region.element) for region in proposal)
    alike = makes.most_common(1)[0][1] / len(proposal)
    held = sum(
        min(page.words(region.begin, region.end), MAX_WORDS)
        for region in proposal
        if region.element not in page.furniture
    )
    hinted = sum(bool(HINTS & names(region.element)) for region in proposal) / len(proposal)
    return held * alike**2 * (1 + hinted)


def _begins_with_stamp(text: str) -> bool:
    found = stamps.leading(text)
    return found is not None and (found.marked or len(text) <= MAX_STAMP)


def make(element: HtmlElement) -> tuple[str, str]:
    """Return what elements of one kind have in common: the tag and the first class."""
    return str(element.tag), next(iter(element.get("class", "").split()), "")


def _most(page: HtmlPage, kinds: Iterable[list[HtmlElement]]) -> Iterator[tuple[Region, ...]]:
    for elements in sorted(kinds, key=len, reverse=True)[:MAX_KINDS]:
        yield from _grown(page, elements)


def _grown(page: HtmlPage, marks: list[HtmlElement]) -> Iterator[tuple[Region, ...]]:
    """Propose the largest elements that hold one of the marks each; a tweet's own time is none."""
    marks = [
        mark
        for mark in marks
        if not any(outer.tag == "blockquote" for outer in (mark, *mark.iterancestors()))
    ]
    holding = Counter(outer for mark in marks for outer in (mark, *mark.iterancestors()))
    chains = []
    for mark in marks:
        chain = [outer for outer in (mark, *mark.iterancestors()) if holding[outer] == 1]
        if chain:
            chains.append(chain)
    usual = Counter(make(chain[-1]) for chain in chains).most_common(1)
    if not usual:
        return
    elements = [next((each for each in chain if make(each) == usual[0][0]), chain[-1]) for chain in chains]
    nested = _nested(page, elements)
    if not _is_flat(page, nested):
        yield nested


def _nested(page: HtmlPage, elements: Iterable[HtmlElement]) -> tuple[Region, ...]:
    """Return the regions of elements that show something, without those inside another."""
    chosen = {element for element in elements if element in page.spans}
    outermost = [
        element for element in chosen if not any(outer in chosen for outer in element.iterancestors())
    ]
    return tuple(
        sorted(
            (Region(element, *page.spans[element]) for element in outermost), key=lambda region: region.begin
        )
    )


def _is_flat(page: HtmlPage, nested: tuple[Region, ...]) -> bool:
    """Tell whether the text stands behind the elements, not in them."""
    leaves = sum(not any(map(is_block, region.element.iterdescendants())) for region in nested)
    inside = sum(page.words(region.begin, region.end) for region in nested)
    whole = page.words(nested[0].begin, nested[-1].end) if nested else 0
    return leaves > FLAT * len(nested) or inside < FLAT * whole
