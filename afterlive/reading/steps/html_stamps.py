"""The time that an update prints, and the times in its elements for machines."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.model import Dropped
from afterlive.reading.rules import bylines, furniture, stamps
from afterlive.reading.rules.machine_times import times_of
from afterlive.reading.source.html_lines import HtmlLine, Run
from afterlive.reading.steps import html_bylines

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from lxml.html import HtmlElement

    from afterlive.reading.rules.stamps import Stamp
    from afterlive.reading.steps.html_draft import HtmlDraft

PUBLISHED = re.compile(r"(?:published|posted|updated)\s(?:at|on)\s(?=\d)")
"""What stands between a headline and its stamp, in words that only a screen reader says."""
ASKED = re.compile(r"\[?comment from:?\s(?P<name>[^\]]+)\]?:?", re.IGNORECASE)
"""How CoverItLive and ScribbleLive name a reader who spoke."""
NUMBER = re.compile(r"#?\d{1,6}")
"""What a forum counts its updates with."""
MAX_FOOT = 80
"""Characters of a line that ends an update with its time."""
BETWEEN = " \n|,·•–—:/()-"
"""What stands between a stamp and the text beside it."""


def by_stamp(made: HtmlDraft, line: HtmlLine, inner: list[HtmlElement]) -> bool:
    """Take the time that is marked as one, stands before the text, or ends the update."""
    if any(element.tag == "blockquote" for element in inner):
        return False
    timed = _timed(made, line, inner) or _clock_first(made, line) or _clock_last(made, line)
    if made.stamp and not (made.in_head or timed or stamps.is_revised(line.text)):
        return False
    whole = stamps.whole(line.text)
    if made.stamp:
        return whole is not None and _again(made, line, whole)
    found, rest = (whole, ()) if whole else _part(made, line, timed)
    if found is None:
        return False
    if found.unix is not None and found.clock is None:
        made.machine.insert(0, dt.datetime.fromtimestamp(found.unix, dt.UTC))
        return made.drop(line, line.text, "time for machines")
    _take(made, line, inner, found, timed)
    made.own.append(line.number)
    return _beside(made, line, HtmlLine(line.number, line.element, tuple(rest)), inner)


def without_stamp(made: HtmlDraft, line: HtmlLine, inner: list[HtmlElement]) -> HtmlLine:
    """Take the stamp that stands in a headline, and return the rest of it."""
    timed = _timed(made, line, inner) or _clocks(line)
    if timed:
        found, rest = _part(made, line, timed)
    else:
        found = stamps.leading(line.text)
        if found is None or not (found.marked or ":" in found.text):
            found = _published(line.text)
        rest = _without(line, found.start, found.end) if found else ()
    if found is None or not any(run.text.strip() for run in rest):
        return line
    _take(made, line, inner, found, timed)
    return HtmlLine(line.number, line.element, tuple(rest))


def stripped_line(line: HtmlLine, runs: tuple[Run, ...]) -> HtmlLine:
    """Return a line of some of its runs, without what stood between them and the others."""
    return HtmlLine(line.number, line.element, _stripped(runs))


def _timed(made: HtmlDraft, line: HtmlLine, inner: Sequence[HtmlElement]) -> list[Run]:
    """Return the runs in elements that are times."""
    times = {element for element in (*inner, made.region.element) if _is_time(element)}
    return [run for run in line.runs if _inside(run, times)] if times else []


def _clocks(line: HtmlLine) -> list[Run]:
    """Return the runs that are a clock and nothing else, at either end of a line."""
    ends = [run for run in (line.runs[0], line.runs[-1]) if run.element is not line.element]
    return [run for run in ends if (stamp := stamps.whole(run.text.strip(BETWEEN))) and stamp.clock][:1]


def _clock_first(made: HtmlDraft, line: HtmlLine) -> list[Run]:
    """Return the run that a line above all text begins with, if it is a clock in an element of its own."""
    found = _clocks(line) if made.in_head and made.stamp is None else []
    return [run for run in found if run is line.runs[0] and not stamps.whole(line.text)]


def _clock_last(made: HtmlDraft, line: HtmlLine) -> list[Run]:
    """Return the run that is a time below the text, if nothing but buttons stands beside it."""
    found = _clocks(line) if made.stamp is None and not made.in_head else []
    beside = "".join(run.text for run in _others(line, found)).strip(BETWEEN)
    return found if beside and furniture.reason(beside) else []


def _published(text: str) -> Stamp | None:
    """Return the stamp behind a headline and words such as `published at`, which may touch the headline."""
    match = PUBLISHED.search(text)
    stamp = stamps.leading(text[match.end() :]) if match else None
    if match is None or stamp is None or stamps.rest(text[match.end() :], stamp):
        return None
    return replace(stamp, start=match.start(), end=len(text), text=text[match.start() :].strip())


def _take(
    made: HtmlDraft, line: HtmlLine, inner: Sequence[HtmlElement], found: Stamp, timed: Sequence[Run]
) -> None:
    """Give an update its stamp, with what its elements have for machines, and where it links to."""
    made.stamp, made.stamped = _in_full(found, inner), line.number
    within = set(inner)
    bearing = dict.fromkeys(each for run in timed for each in _inside(run, within))
    made.machine[:0] = [time for element in bearing for time in times_of(element)]
    stamped = timed or [run for run in line.runs if run.text.strip() and run.text.strip() in found.text]
    links = (each.get("href") for run in stamped for each in _inside(run, within) if each.tag == "a")
    made.href = next(links, None)


def _in_full(found: Stamp, inner: Sequence[HtmlElement]) -> Stamp:
    """Return an age with the day and the clock that its element tells when one points at it."""
    if found.age is None or found.clock:
        return found
    told = (stamps.whole(title) for each in inner if (title := each.get("title")))
    full = next((stamp for stamp in told if stamp and stamp.clock and stamp.day), None)
    return replace(full, text=found.text, start=found.start, end=found.end, age=found.age) if full else found


def _part(made: HtmlDraft, line: HtmlLine, timed: Sequence[Run]) -> tuple[Stamp | None, Sequence[Run]]:
    """Return the stamp that is a part of a line, and the rest of the line."""
    if timed:
        printed = "".join(run.text for run in timed).strip()
        told = stamps.leading(printed) or stamps.Stamp(text="", start=0, end=0)
        return replace(told, text=printed), _stripped(_others(line, timed))
    found = stamps.leading(line.text) if made.in_head else None
    if found is None and len(line.text) <= MAX_FOOT:
        found = stamps.trailing(line.text)
    if found is None or not found.marked:
        return None, ()
    return found, _without(line, found.start, found.end)


def _others(line: HtmlLine, timed: Sequence[Run]) -> tuple[Run, ...]:
    known = set(map(id, timed))  # two runs may be equal
    return tuple(run for run in line.runs if id(run) not in known)


def _again(made: HtmlDraft, line: HtmlLine, found: Stamp) -> bool:
    """Take another time of the same update, if it says more than the first."""
    if stamps.is_revised(line.text):
        return made.drop(line, line.text, "revised")
    if made.stamp is None or made.stamp.clock or found.clock is None or made.stamped not in made.own:
        return made.drop(line, line.text, "time")
    made.own.remove(made.stamped)
    made.dropped.append(Dropped(line=made.stamped, text=made.stamp.text, reason="time"))
    made.stamp = replace(found, day=found.day or made.stamp.day)
    made.own.append(line.number)
    made.stamped = line.number
    return True


def _beside(made: HtmlDraft, line: HtmlLine, rest: HtmlLine, inner: Sequence[HtmlElement]) -> bool:
    """Take names, labels and text beside a stamp in its line."""
    text = rest.text.strip(BETWEEN)
    if not text or _authors(made, line, rest, inner) or made.label(line, text):
        return True
    other = stamps.whole(text)
    if made.stamp and made.stamp.clock is None and other and other.clock:
        dropped, made.stamp = made.stamp.text, replace(other, day=other.day or made.stamp.day)
        return made.drop(line, dropped, "time")
    names = bylines.people(text)
    if names is not None:
        made.authors = made.authors or (html_bylines.names_in(rest, inner) if names else names)
        return made.drop(line, text, "byline")
    rest = _spoken(made, rest, inner)
    if reason := furniture.reason(text):
        return made.drop(line, text, reason)
    made.body.append(rest)
    return True


def _authors(made: HtmlDraft, line: HtmlLine, rest: HtmlLine, inner: Sequence[HtmlElement]) -> bool:
    """Take the names in elements of authors, if nothing but a number stands beside them."""
    authors, others = html_bylines.parted(rest, inner)
    beside = others.text.strip(BETWEEN)
    if not authors or (beside and not NUMBER.fullmatch(beside)):
        return False
    made.authors = made.authors or authors
    return made.drop(line, rest.text.strip(BETWEEN), "byline")


def _spoken(made: HtmlDraft, rest: HtmlLine, inner: Sequence[HtmlElement]) -> HtmlLine:
    """Take who speaks, in an element of authors between stamp and text: `7:31 | Ines Colt: | Hello`."""
    authors, others = html_bylines.parted(rest, inner)
    said = others.text.strip(BETWEEN)
    if len(authors) != 1 or not said or not rest.text.strip(BETWEEN).startswith(authors[0]):
        return rest
    asked = ASKED.fullmatch(authors[0])
    made.authors = made.authors or (asked["name"] if asked else authors[0],)
    made.drop(rest, authors[0], "byline")
    return stripped_line(rest, others.runs)


def _inside(run: Run, inner: Container[HtmlElement]) -> list[HtmlElement]:
    """Return the elements around a run that are among `inner`."""
    if run.element is None:
        return []
    return [each for each in (run.element, *run.element.iterancestors()) if each in inner]


def _is_time(element: HtmlElement) -> bool:
    return element.tag == "time" or "datetime" in element.attrib


def _without(line: HtmlLine, begin: int, end: int) -> tuple[Run, ...]:
    """Return the runs of a line without the text from one place to another."""
    runs, place = [], 0
    for run in line.runs:
        before, after = max(0, begin - place), max(0, end - place)
        runs.append(replace(run, text=run.text[:before] + run.text[after:]))
        place += len(run.text)
    return _stripped(tuple(runs))


def _stripped(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return runs without the punctuation between a stamp and the text, at both ends."""
    kept = [run for run in runs if run.text]
    while kept and not (text := kept[0].text.lstrip(BETWEEN)):
        kept.pop(0)
    if kept:
        kept[0] = replace(kept[0], text=text)
    while kept and not (text := kept[-1].text.rstrip(" \n|·•–—")):
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=text)
    return tuple(kept)
