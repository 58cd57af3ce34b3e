"""What one update of a page is made of: headline, stamp, byline and text, and what is left out of it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, cast

from afterlive.reading.rules import furniture, prose, stamps
from afterlive.reading.rules.class_names import AUTHOR, AVATAR, LABEL, names
from afterlive.reading.rules.html_page import around, left_out, up_to
from afterlive.reading.rules.machine_times import machine_times
from afterlive.reading.source.html_blocks import KINDS
from afterlive.reading.source.html_lines import LINE_BREAK, HtmlLine
from afterlive.reading.steps import html_bylines, html_stamps
from afterlive.reading.steps.html_draft import HtmlDraft
from afterlive.reading.steps.html_stamps import by_stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.html import HtmlElement

    from afterlive.reading.rules.html_page import HtmlPage, Region
    from afterlive.reading.source.html_lines import Run
    from afterlive.reading.steps.html_draft import PageNames

TITLE = frozenset(["title", "headline", "heading", "titel"])
KEPT = frozenset(["link"])
"""Furniture of a page that belongs to an update: `Read more…` before a card."""
CONTROL = "control of the page"
"""What a headline may be called like: `Gallery`."""
KEY = frozenset(["key", "event"])
USUAL = 0.5
"""If so large a share of updates begin with a line in bold, those are headlines."""
FEWEST = 2
"""So many updates must."""
LONGEST_SHORT = 16
"""Words of a headline that nothing but its shape tells."""
MAX_TITLE = 300
"""Characters."""
MAX_LABEL = 3
"""Words."""
MAX_WORDS = 6
"""Of what a portrait is called: `Photo of Ines Colt`."""


def drafts(page: HtmlPage, regions: Sequence[Region]) -> list[HtmlDraft]:
    """Return an update for every region.

    Where no update has a heading, first lines are headlines if most are bold, or short above a paragraph.
    """
    names_alone = html_bylines.names_alone(page, regions)
    made = [draft(page, region, names_alone) for region in regions]
    if not any(each.title for each in made):
        for looks_like_one in (_bold_line, _bold_above_a_break, _short_line):
            titled = [(each, runs) for each in made if (runs := looks_like_one(each.body))]
            if len(titled) >= max(FEWEST, USUAL * len(made)):
                for each, runs in titled:
                    _title(each, runs)
                break
    return made


def _title(made: HtmlDraft, runs: Sequence[Run]) -> None:
    """Make the headline of the first runs of an update's first line; the rest of the line is text."""
    first = cast("HtmlLine", made.body.pop(0))
    made.title = "".join(run.text for run in runs).strip().replace("\n", " ")
    if below := first.runs[len(runs) + 1 :]:
        made.body.insert(0, HtmlLine(first.number, first.element, below))
    made.own.append(first.number)


def _bold_line(body: Sequence[HtmlLine | HtmlElement]) -> Sequence[Run]:
    """Return the runs of the first line, if it is bold."""
    first = body[0] if body else None
    if not isinstance(first, HtmlLine) or len(first.text) > MAX_TITLE:
        return ()
    return first.runs if _are_bold(first.runs, first) else ()


def _bold_above_a_break(body: Sequence[HtmlLine | HtmlElement]) -> Sequence[Run]:
    """Return the runs above the first line break in the first line, if they are bold, with text below."""
    first = body[0] if body else None
    if not isinstance(first, HtmlLine) or LINE_BREAK not in first.runs[:-1]:
        return ()
    above = first.runs[: first.runs.index(LINE_BREAK)]
    return above if _are_bold(above, first) else ()


def _short_line(body: Sequence[HtmlLine | HtmlElement]) -> Sequence[Run]:
    """Return the runs of the first line, if it is short and no sentence, and a paragraph follows."""
    first, second = (*body[:2], None, None)[:2]
    is_headline = (
        isinstance(first, HtmlLine)
        and isinstance(second, HtmlLine)
        and first.element.tag not in {"li", "blockquote", "td"}
        and prose.count(first.text) <= LONGEST_SHORT
        and prose.last_mark(first.text) not in ".:;,…"
        and not prose.is_paragraph(first.text)
        and prose.is_paragraph(second.text)
    )
    return first.runs if isinstance(first, HtmlLine) and is_headline else ()


def _are_bold(runs: Sequence[Run], line: HtmlLine) -> bool:
    return all(
        run.element is None or not run.text.strip() or _is_bold(run.element, line.element) for run in runs
    )


def _is_bold(element: HtmlElement, outer: HtmlElement) -> bool:
    return any(each.tag in {"strong", "b"} for each in up_to(element, outer))


def draft(page: HtmlPage, region: Region, names_alone: PageNames) -> HtmlDraft:
    """Sort what is shown in a region by the first of `RULES` that takes it; the rest is text.

    `names_alone` are the lines that are authors, whatever stands around them.
    """
    own = names(region.element)
    made = HtmlDraft(
        page,
        region,
        names=names_alone,
        machine=machine_times(region.element),
        key=own >= KEY or "keyevent" in own,
        pinned="pinned" in own,
    )
    outer = {region.element, *region.element.iterancestors()}
    for thing in page.shown[region.begin : region.end]:
        inner = [element for element in around(thing) if element not in outer]
        if isinstance(thing, HtmlLine):
            if not any(rule(made, thing, inner) for rule in RULES):
                made.body.append(thing)
        elif left_out(page, inner, {}) is None and not _is_portrait(inner):
            made.body.append(thing)
    made.body = [thing for thing in made.body if not _shows_author(made, thing)]
    return made


def by_label(made: HtmlDraft, line: HtmlLine, inner: list[HtmlElement]) -> bool:
    """Take words such as `Key event`, and what an element says is a label."""
    if not made.in_head:
        return False
    named = any(LABEL & names(element) and html_bylines.share(line, element) == 1 for element in inner)
    few = prose.count(line.text) <= MAX_LABEL and prose.last_mark(line.text) not in ".!?"
    return made.label(line, line.text) or (
        named and few and not stamps.find(line.text) and made.drop(line, line.text, "label")
    )


def by_furniture(made: HtmlDraft, line: HtmlLine, inner: list[HtmlElement]) -> bool:
    """Leave out what shares, sells and steers."""
    reason = left_out(made.page, inner, {})
    if reason is None:
        reason = furniture.reason(line.text)
        if reason is None:
            return False
        is_text = stamps.whole(line.text) or any(unicodedata.category(mark) == "So" for mark in line.text)
        is_headline = made.in_head and not made.title and _is_heading(line, inner)
        reason = None if is_text or (is_headline and reason == CONTROL) else reason
    return bool(reason) and reason not in KEPT and made.drop(line, line.text, str(reason))


def by_heading(made: HtmlDraft, line: HtmlLine, inner: list[HtmlElement]) -> bool:
    """Take the first heading before the text as the headline, without the stamp and the label in it."""
    if made.title or not made.in_head or not _is_heading(line, inner) or stamps.whole(line.text):
        return False
    line = _without_label(made, line)
    if not made.stamp:
        line = html_stamps.without_stamp(made, line, inner)
    made.title = line.text.replace("\n", " ")
    made.own.append(line.number)
    return True


def _without_label(made: HtmlDraft, line: HtmlLine) -> HtmlLine:
    """Return a headline without the label that stands before or behind it in an element of its own."""
    for run in (line.runs[0], line.runs[-1]):
        element, text = run.element, run.text.strip()
        rest = tuple(other for other in line.runs if other is not run)
        if element is None or element is line.element or not any(other.text.strip() for other in rest):
            continue
        known = furniture.label(text) is not None
        if known or (LABEL & names(element) and prose.count(text) <= MAX_LABEL):
            if not made.label(line, text):
                made.drop(line, text, "label")
            return html_stamps.stripped_line(line, rest)
    return line


def _is_portrait(inner: list[HtmlElement]) -> bool:
    """Tell whether a picture shows an author."""
    return any((AUTHOR | AVATAR) & names(element) for element in inner)


def _shows_author(made: HtmlDraft, thing: HtmlLine | HtmlElement) -> bool:
    """Tell whether a picture without a caption is called like who wrote the update."""
    if isinstance(thing, HtmlLine) or any(outer.tag == "figure" for outer in around(thing)):
        return False
    shown = prose.plain(thing.get("alt", ""))
    few = prose.count(shown) <= MAX_WORDS
    return bool(shown) and few and any(prose.plain(name) in shown for name in made.authors)


RULES: tuple[Callable[[HtmlDraft, HtmlLine, list[HtmlElement]], bool], ...] = (
    # the first that takes a line has it; what no rule takes is text
    by_label,
    by_furniture,
    by_heading,
    by_stamp,
    html_bylines.by_byline,
)


def _is_heading(line: HtmlLine, inner: list[HtmlElement]) -> bool:
    tags = (element.tag for element in (line.element, *inner))
    named = bool(inner and TITLE & names(inner[0])) and len(line.text) <= MAX_TITLE
    return named or any(KINDS.get(tag) == "subhead" for tag in tags)
