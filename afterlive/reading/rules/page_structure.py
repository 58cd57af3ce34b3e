"""Where a page's updates are: the elements that repeat, each with a time, a name or a headline of its own.

Several rules propose; the proposal that holds most of the page's words in elements of one make is taken.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from afterlive.reading.rules import flat_structure, stamps
from afterlive.reading.rules.class_names import make, names
from afterlive.reading.rules.flat_structure import begins_with_stamp
from afterlive.reading.rules.html_page import Region, anchors
from afterlive.reading.rules.machine_times import machine_times, times_of
from afterlive.reading.rules.prose import opening
from afterlive.reading.source.html_lines import HtmlLine, is_block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

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
MAX_KINDS = 12
"""Of elements that bear times; the most frequent ones are tried."""
MAX_WORDS = 300
"""More words in one element don't make it more of an update."""
MOST = 0.2
"""Headings without a name that tells hold so large a share of a page's words if they are those of updates."""
MARKS = " |·•–—()[]"
"""What may stand around a clock that has an element of its own."""
FEWEST = 2
"""So many updates in a list tell of those that are pinned above it."""
DIGIT = re.compile(r"\d")
MIN_WORDS = 5
"""An element without a mark among those of updates is one, too, if it has so many."""
FLAT = 0.5
"""Elements that hold less of the words between the first and the last are only what stands above updates."""


def regions(page: HtmlPage, data: Linked) -> tuple[Region, ...]:
    """Return where the updates are, in the order of the document; nothing if nothing repeats."""
    proposals = [proposal for propose in RULES for proposal in propose(page, data)]
    scored = [(score(page, proposal), proposal) for proposal in proposals if len(proposal) > 1]
    return _with_others(page, max(scored, key=lambda pair: pair[0], default=(0, ()))[1])


def _with_others(page: HtmlPage, chosen: tuple[Region, ...]) -> tuple[Region, ...]:
    """Return regions with the elements of their make between them that say something, but bear no mark."""
    parents = {region.element.getparent() for region in chosen}
    kinds = {make(region.element) for region in chosen}
    if len(parents) != 1 or len(kinds) != 1 or not (kind := next(iter(kinds)))[1]:
        return chosen
    known = {region.element for region in chosen}
    others = [
        Region(element, *page.spans[element])
        for element in chosen[0].element.itersiblings()
        if element not in known and element in page.spans and make(element) == kind
    ]
    told = [
        region
        for region in others
        if region.begin < chosen[-1].begin
        and region.element not in page.furniture
        and page.words(region.begin, region.end) >= MIN_WORDS
    ]
    return tuple(sorted((*chosen, *told), key=lambda region: region.begin))


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
    """Elements around printed times, kind by kind: such as begin a line, or have their own element."""
    kinds = defaultdict(list)
    for thing in page.shown:
        if isinstance(thing, HtmlLine):
            begins = begins_with_stamp(thing.text)
            for element in [thing.element] if begins else _stamp_elements(thing):
                kinds[make(element)].append(element)
    yield from _most(page, kinds.values())


def _stamp_elements(line: HtmlLine) -> list[HtmlElement]:
    """Return the elements within a line whose text is a clock and nothing else."""
    if not DIGIT.search(line.text):
        return []
    texts: dict[HtmlElement, str] = defaultdict(str)
    for run in line.runs:
        if run.element is not None and run.element is not line.element:
            texts[run.element] += run.text
    found = ((element, stamps.whole(text.strip(MARKS))) for element, text in texts.items())
    return [element for element, stamp in found if stamp and stamp.clock]


def by_likeness(page: HtmlPage, _data: Linked) -> Iterator[tuple[Region, ...]]:
    """Elements of one make, side by side, that hint at a live blog by their names."""
    kinds = defaultdict(list)
    for element in page.spans:
        if element.getparent() is not None and (element.tag == "article" or HINTS & names(element)):
            kinds[_holder(page, element), make(element)].append(element)
    for elements in sorted(kinds.values(), key=len, reverse=True)[:MAX_KINDS]:
        yield _nested(page, elements)
        yield _nested(page, [*_pinned(page, kinds, elements), *elements])


def _pinned(
    page: HtmlPage,
    kinds: Mapping[tuple[HtmlElement | None, tuple[str, str]], list[HtmlElement]],
    elements: list[HtmlElement],
) -> Iterator[HtmlElement]:
    """Yield the elements of the same make that stand elsewhere above, each with a time of its own."""
    kind = make(elements[0])
    first = min(page.spans[element][0] for element in elements)
    if len(elements) < FEWEST or not kind[1]:
        return
    for (_, other), alone in kinds.items():
        if other == kind and len(alone) < len(elements):
            yield from (each for each in alone if page.spans[each][1] <= first and machine_times(each))


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
    days = sum(_is_day(page, region) for region in proposal) / len(proposal)
    return held * alike**2 * (1 + hinted) * (1 - days / 2)


def _is_day(page: HtmlPage, region: Region) -> bool:
    """Tell whether a region begins with a date alone: that is a heading of several updates."""
    thing = page.shown[region.begin]
    stamp = stamps.whole(thing.text) if isinstance(thing, HtmlLine) else None
    return stamp is not None and stamp.day is not None and stamp.clock is None


def by_headlines(page: HtmlPage, _data: Linked) -> Iterator[tuple[Region, ...]]:
    """Elements around headings, kind by kind, if most of them bear a time and hold much of the page."""
    kinds = defaultdict(list)
    for element in page.spans:
        if element.tag in {"h2", "h3", "h4"} and element not in page.furniture:
            kinds[make(element)].append(element)
    for proposal in _most(page, kinds.values()):
        timed = sum(_is_timed(page, region) for region in proposal)
        held = sum(page.words(region.begin, region.end) for region in proposal)
        alike = len({make(region.element) for region in proposal}) == 1
        if alike and 2 * timed >= len(proposal) and held >= MOST * page.counts[-1]:
            yield proposal


def _is_timed(page: HtmlPage, region: Region) -> bool:
    """Tell whether a time stands in a region, for people or for machines."""
    lines = (thing for thing in page.shown[region.begin : region.end] if isinstance(thing, HtmlLine))
    return any(begins_with_stamp(line.text) or _stamp_elements(line) for line in lines) or bool(
        machine_times(region.element)
    )


RULES: tuple[Callable[[HtmlPage, Linked], Iterator[tuple[Region, ...]]], ...] = (
    by_microdata,
    by_names,
    by_words,
    by_times,
    by_stamps,
    by_likeness,
    by_headlines,
    flat_structure.by_headings,
    flat_structure.by_stamp_lines,
    flat_structure.by_rules,
)


def _holder(page: HtmlPage, element: HtmlElement) -> HtmlElement | None:
    """Return the element that holds those beside an element, each perhaps in a shell of its own."""
    parent = element.getparent()
    while parent is not None and page.spans[parent] == page.spans[element]:
        parent = parent.getparent()
    return parent


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
    chosen = dict.fromkeys(element for element in elements if element in page.spans)
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
    leaves = sum(
        region.element.tag != "tr" and not any(map(is_block, region.element.iterdescendants()))
        for region in nested
    )
    inside = sum(page.words(region.begin, region.end) for region in nested)
    whole = page.words(nested[0].begin, nested[-1].end) if nested else 0
    return leaves > FLAT * len(nested) or inside < FLAT * whole
