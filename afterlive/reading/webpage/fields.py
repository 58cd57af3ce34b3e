"""What one update of a page is made of: headline, stamp, byline and text, and what is left out of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from afterlive.model import Dropped
from afterlive.reading import bylines, stamps
from afterlive.reading import furniture as lines_furniture
from afterlive.reading.html import KINDS
from afterlive.reading.lines import Line, Run
from afterlive.reading.webpage.furniture import within_furniture
from afterlive.reading.webpage.linked import moment
from afterlive.reading.webpage.page import AUTHOR, around, names, up_to
from afterlive.reading.webpage.structure import TIME_ATTRIBUTES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.html import HtmlElement

    from afterlive.reading.stamps import Stamp
    from afterlive.reading.webpage.page import Page
    from afterlive.reading.webpage.structure import Region

TITLE = frozenset(["title", "headline", "heading", "titel"])
KEPT = frozenset(["link"])
"""Furniture of a page that belongs to an update: `Read more…` before a card."""
KEY = frozenset(["key", "event"])
USUAL = 0.5
"""If so large a share of updates begin with a line in bold, those are headlines."""
MAX_FOOT = 80
"""Characters of a line that ends an update with its time."""
MAX_TITLE = 300
"""Characters."""


@dataclass(slots=True)
class Draft:
    """An update in the making."""

    region: Region
    title: str | None = None
    stamp: Stamp | None = None
    machine: list[dt.datetime] = field(default_factory=list)
    """The times that elements bear for machines, those of the printed stamp first."""
    authors: tuple[str, ...] = ()
    key: bool = False
    pinned: bool = False
    body: list[Line | HtmlElement] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    """The lines that title and stamp hold whole."""
    dropped: list[Dropped] = field(default_factory=list)

    @property
    def words(self) -> str:
        """The text of the update."""
        return " ".join(thing.text for thing in self.body if isinstance(thing, Line))

    @property
    def in_head(self) -> bool:
        """Tell whether no text has come yet."""
        return not any(isinstance(thing, Line) and not _is_caption(thing) for thing in self.body)


def drafts(page: Page, regions: Sequence[Region]) -> list[Draft]:
    """Return an update for every region; where no update has a heading, bold first lines are headlines."""
    made = [draft(page, region) for region in regions]
    bold = [each for each in made if _bold_title(each)]
    if not any(each.title for each in made) and len(bold) >= USUAL * len(made):
        for each in bold:
            title = each.body.pop(0)
            each.title = title.text.replace("\n", " ")
            each.own.append(title.number)
    return made


def _bold_title(made: Draft) -> bool:
    first = made.body[0] if made.body else None
    return (
        isinstance(first, Line)
        and len(first.text) <= MAX_TITLE
        and all(
            run.element is None or not run.text.strip() or _is_bold(run.element, first.element)
            for run in first.runs
        )
    )


def _is_bold(element: HtmlElement, outer: HtmlElement) -> bool:
    return any(each.tag in {"strong", "b"} for each in up_to(element, outer))


def draft(page: Page, region: Region) -> Draft:
    """Sort what is shown in a region by the first of `RULES` that takes it; the rest is text."""
    own = names(region.element)
    made = Draft(
        region,
        machine=_machine_times(region.element),
        key=own >= KEY or "keyevent" in own,
        pinned="pinned" in own,
    )
    outer = {region.element, *region.element.iterancestors()}
    for thing in page.shown[region.begin : region.end]:
        inner = [element for element in around(thing) if element not in outer]
        if isinstance(thing, Line):
            if not any(rule(made, thing, inner) for rule in RULES):
                made.body.append(thing)
        elif within_furniture(inner, {}) is None:
            made.body.append(thing)
    return made


def by_furniture(made: Draft, line: Line, inner: list[HtmlElement]) -> bool:
    """Leave out what shares, sells and steers."""
    reason = within_furniture(inner, {})
    if reason is None and not (made.in_head and stamps.whole(line.text)):
        reason = lines_furniture.reason(line.text)
        reason = None if reason in KEPT else reason
    return bool(reason) and _drop(made, line, line.text, str(reason))


def by_time(made: Draft, line: Line, inner: list[HtmlElement]) -> bool:
    """Take the time that the page marks as one."""
    timed = [run for run in line.runs if any(map(_is_time, _around_run(run, [*inner, made.region.element])))]
    if made.stamp or not timed or any(element.tag == "blockquote" for element in inner):
        return False
    printed = "".join(run.text for run in timed).strip()
    found = stamps.whole(printed) or stamps.leading(printed)
    if found and found.unix:
        return _machine(made, line, found)
    made.stamp = found or stamps.Stamp(text=printed, start=0, end=len(printed))
    bearing = dict.fromkeys(each for run in timed for each in _around_run(run, inner))
    made.machine[:0] = [time for element in bearing for time in _times_of(element)]
    rest = tuple(run for run in line.runs if run not in timed)
    return _rest(made, line, Line(line.number, line.element, _stripped(rest)))


def by_stamp(made: Draft, line: Line, inner: list[HtmlElement]) -> bool:
    """Take a time that is printed before the text, or ends the update."""
    if made.stamp or any(element.tag == "blockquote" for element in inner):
        return False
    found = stamps.leading(line.text) if made.in_head else None
    if found is None:
        found = stamps.whole(line.text) or (
            stamps.trailing(line.text) if len(line.text) <= MAX_FOOT else None
        )
    if found is None or (not found.marked and not stamps.whole(line.text)):
        return False
    if found.unix:
        return _machine(made, line, found)
    made.stamp = found
    return _rest(made, line, _without(line, found.start, found.end))


def by_heading(made: Draft, line: Line, inner: list[HtmlElement]) -> bool:
    """Take the first heading before the text as the headline."""
    is_heading = any(KINDS.get(element.tag) == "subhead" for element in (line.element, *inner)) or bool(
        inner and TITLE & names(inner[0])
    )
    if made.title or not made.in_head or not is_heading or len(line.text) > MAX_TITLE:
        return False
    found = None if made.stamp else stamps.leading(line.text)
    rest = stamps.rest(line.text, found) if found and found.marked else ""
    if rest:
        made.stamp = found
    made.title = (rest or line.text).replace("\n", " ")
    made.own.append(line.number)
    return True


def by_byline(made: Draft, line: Line, inner: list[HtmlElement]) -> bool:
    """Take the names that stand where names do."""
    found = bylines.authors(line.text)
    if found is None and (
        any(AUTHOR & names(element) for element in inner) or (made.in_head and bylines.is_name(line.text))
    ):
        found = bylines.split(line.text) if len(line.text) < bylines.MAX_LENGTH else None
    if found is None:
        return False
    made.authors = made.authors or found
    return _drop(made, line, line.text, "byline")


def by_label(made: Draft, line: Line, _inner: list[HtmlElement]) -> bool:
    """Take words such as `Key event`."""
    return made.in_head and _label(made, line, line.text)


RULES: tuple[Callable[[Draft, Line, list[HtmlElement]], bool], ...] = (
    by_time,
    by_label,
    by_furniture,
    by_heading,
    by_stamp,
    by_byline,
)


def _machine(made: Draft, line: Line, found: Stamp) -> bool:
    """Take Unix time, which no reader was meant to see."""
    made.machine.append(dt.datetime.fromtimestamp(found.unix or 0, dt.UTC))
    return _drop(made, line, line.text, "time for machines")


def _rest(made: Draft, line: Line, rest: Line) -> bool:
    """Deal with what stands in a line beside the stamp."""
    text = rest.text.strip(" |,·•-–—:/")
    if not text:
        made.own.append(line.number)
        return True
    names_ = bylines.authors(text) or (
        bylines.split(text) if bylines.is_name(text) or bylines.is_names(text) else None
    )
    if names_:
        made.authors = made.authors or names_
        return _drop(made, line, text, "byline")
    if _label(made, line, text):
        return True
    if reason := lines_furniture.reason(text):
        return _drop(made, line, text, reason)
    made.body.append(rest)
    return True


def _label(made: Draft, line: Line, text: str) -> bool:
    label = lines_furniture.label(text)
    if label is None:
        return False
    made.key = made.key or label == "key"
    made.pinned = made.pinned or label == "pinned"
    return _drop(made, line, text, "label")


def _drop(made: Draft, line: Line, text: str, reason: str) -> bool:
    made.dropped.append(Dropped(line=line.number, text=text.replace("\n", " "), reason=reason))
    return True


def _around_run(run: Run, inner: list[HtmlElement]) -> list[HtmlElement]:
    if run.element is None:
        return []
    return [each for each in (run.element, *run.element.iterancestors()) if each in inner]


def _is_time(element: HtmlElement) -> bool:
    return element.tag == "time" or "datetime" in element.attrib


def _times_of(element: HtmlElement) -> list[dt.datetime]:
    return [time for name in TIME_ATTRIBUTES if (time := moment(element.get(name)))]


def _machine_times(element: HtmlElement) -> list[dt.datetime]:
    """Return the times in an update's elements, those with a datetime of their own first."""
    elements = list(element.iter())
    exact = [time for each in elements if "datetime" in each.attrib for time in _times_of(each)]
    return exact + _times_of(element)


def _is_caption(line: Line) -> bool:
    return any(element.tag in {"figure", "figcaption"} for element in around(line))


def _without(line: Line, begin: int, end: int) -> Line:
    """Return a line without the text from one place to another."""
    runs, place = [], 0
    for run in line.runs:
        before, after = max(0, begin - place), max(0, end - place)
        runs.append(replace(run, text=run.text[:before] + run.text[after:]))
        place += len(run.text)
    return Line(line.number, line.element, _stripped(tuple(runs)))


def _stripped(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return runs without the space and the marks between a stamp and the text behind it."""
    kept = [run for run in runs if run.text]
    while kept and not (text := kept[0].text.lstrip(" \n:|–—·•-,")):
        kept.pop(0)
    if kept:
        kept[0] = replace(kept[0], text=text)
    return tuple(kept)
