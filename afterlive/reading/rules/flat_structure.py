"""Updates that stand side by side without an element around each: bounded by headings, stamps or rules."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from afterlive.reading.rules import stamps
from afterlive.reading.rules.class_names import make
from afterlive.reading.rules.html_page import Region
from afterlive.reading.source.html_blocks import KINDS
from afterlive.reading.source.html_lines import HtmlLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

    from afterlive.reading.rules.html_page import HtmlPage
    from afterlive.reading.source.page_data import Linked

MAX_STAMP = 60
"""Characters."""
MANY = 0.5
"""Headings bound updates if so large a share of them bears a stamp, or nothing else on the page does."""
FEW = 0.2
"""Stamps in other places that are rarer than this are mentioned there, and bound nothing."""
HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def by_headings(page: HtmlPage, _data: Linked) -> Iterator[tuple[Region, ...]]:
    """Headings of one level side by side, each with what follows it, if they bear the page's times."""
    kinds = defaultdict(list)
    last = -1
    for place, line in _lines(page):
        if line.element.tag in HEADINGS:
            kinds[line.element.getparent(), line.element.tag].append(line)
        elif KINDS.get(line.element.tag) != "subhead" and begins_with_stamp(line.text):
            last = place
    for (parent, tag), lines in kinds.items():
        stamped = sum(begins_with_stamp(line.text) for line in lines)
        if stamped >= MANY * len(lines) or last < page.spans[lines[0].element][0]:
            yield _from(page, parent, [line.element for line in lines], HEADINGS[: HEADINGS.index(tag) + 1])


def by_stamp_lines(page: HtmlPage, _data: Linked) -> Iterator[tuple[Region, ...]]:
    """Lines side by side that are a stamp, each with what follows it, or with what it closes."""
    kinds = defaultdict(list)
    for _, line in _lines(page):
        begin, end = page.spans[line.element]
        stamp = stamps.whole(line.text) if end - begin == 1 else None
        if stamp and (stamp.clock or stamp.age is not None) and line.element.getparent() is not None:
            kinds[line.element.getparent(), make(line.element)].append(line.element)
    for (parent, _), elements in kinds.items():
        begin, end = page.spans[parent]
        first, last = page.spans[elements[0]], page.spans[elements[-1]]
        if first[0] > begin and not page.words(last[1], end):
            yield _up_to(page, parent, elements)
        else:
            yield _from(page, parent, elements)


def by_rules(page: HtmlPage, _data: Linked) -> Iterator[tuple[Region, ...]]:
    """Parts between horizontal rules, if most of it has a stamp, and hardly anything else."""
    kinds = defaultdict(list)
    for rule in page.root.iter("hr"):
        kinds[rule.getparent()].append(rule)
    for parent, rules in kinds.items():
        below = _next_shown(page, parent)
        above = [each for each in rules[0].itersiblings(preceding=True) if each in page.spans]
        first = next((each for each in above if _is_stamped(page, page.spans[each][0])), None)
        elements = list(dict.fromkeys(each for each in [first, *map(below.get, rules)] if each is not None))
        regions = _from(page, parent, elements)
        places = {region.begin for region in regions}
        stamped = [place for place in range(*page.spans.get(parent, (0, 0))) if _is_stamped(page, place)]
        within = [place for place in stamped if place in places]
        if len(within) >= MANY * len(regions) and len(stamped) - len(within) <= FEW * len(regions):
            yield regions


def _next_shown(page: HtmlPage, parent: HtmlElement) -> dict[HtmlElement, HtmlElement]:
    """Return for each element inside another the nearest one below that shows something."""
    found: dict[HtmlElement, HtmlElement] = {}
    below = None
    for element in reversed(parent):
        if below is not None:
            found[element] = below
        below = element if element in page.spans else below
    return found


def begins_with_stamp(text: str) -> bool:
    """Tell whether a line begins with a stamp that something sets off from the text behind it."""
    found = stamps.leading(text)
    return found is not None and (found.marked or len(text) <= MAX_STAMP)


def _is_stamped(page: HtmlPage, place: int) -> bool:
    thing = page.shown[place]
    is_text = isinstance(thing, HtmlLine) and thing.element not in page.furniture
    return is_text and begins_with_stamp(thing.text)


def _lines(page: HtmlPage) -> Iterator[tuple[int, HtmlLine]]:
    """Yield the lines that are no furniture by themselves, each behind its place."""
    for place, thing in enumerate(page.shown):
        if isinstance(thing, HtmlLine) and thing.element not in page.furniture:
            yield place, thing


def _from(
    page: HtmlPage, parent: HtmlElement, elements: Sequence[HtmlElement], closing: Sequence[str] = ()
) -> tuple[Region, ...]:
    """Return regions from each element to the next, or to an element beside it with a tag of `closing`."""
    begins = [page.spans[element][0] for element in elements]
    ends = [*begins[1:], page.spans[parent][1]] if begins else []
    closers = sorted(page.spans[each][0] for each in parent if each.tag in closing and each in page.spans)
    return tuple(
        Region(element, begin, min([end, *closers[after : after + 1]]))
        for element, begin, end in zip(elements, begins, ends, strict=True)
        for after in [bisect_right(closers, begin)]
    )


def _up_to(page: HtmlPage, parent: HtmlElement, elements: Sequence[HtmlElement]) -> tuple[Region, ...]:
    """Return regions that end with each element; the first begins as the others do, or with one block."""
    ends = [page.spans[element][1] for element in elements]
    beside = [each for each in parent if each in page.spans]
    openers = {make(each) for each in beside if page.spans[each][0] in ends[:-1]}
    before = [each for each in beside if page.spans[each][0] < page.spans[elements[0]][0]]
    alike = [each for each in before if make(each) in openers and len(openers) == 1 and each.tag in HEADINGS]
    first = page.spans[(alike or before or [parent])[-1]][0]
    begins = [first, *ends[:-1]]
    return tuple(map(Region, elements, begins, ends))
