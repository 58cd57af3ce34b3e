"""What one update of a page is made of: headline, stamp, byline and text, and what is left out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterlive.reading.rules import bylines, furniture, stamps
from afterlive.reading.rules.class_names import AUTHOR, names
from afterlive.reading.rules.html_page import around, left_out, up_to
from afterlive.reading.rules.machine_times import machine_times
from afterlive.reading.source.html_blocks import KINDS
from afterlive.reading.source.html_lines import HtmlLine
from afterlive.reading.steps.html_draft import HtmlDraft
from afterlive.reading.steps.html_stamps import by_stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lxml.html import HtmlElement

    from afterlive.reading.rules.html_page import HtmlPage, Region

TITLE = frozenset(["title", "headline", "heading", "titel"])
KEPT = frozenset(["link"])
"""Furniture of a page that belongs to an update: `Read more…` before a card."""
KEY = frozenset(["key", "event"])
USUAL = 0.5
"""If so large a share of updates begin with a line in bold, those are headlines."""
MAX_TITLE = 300
"""Characters."""


def drafts(page: HtmlPage, regions: Sequence[Region]) -> list[HtmlDraft]:
    """Return an update for every region; where no update has a heading, bold first lines are headlines."""
    made = [draft(page, region) for region in regions]
    bold = [each for each in made if _bold_title(each)]
    if not any(each.title for each in made) and len(bold) >= USUAL * len(made):
        for each in bold:
            title = each.body.pop(0)
            each.title = title.text.replace("\n", " ")
            each.own.append(title.number)
    return made


def _bold_title(made: HtmlDraft) -> bool:
    first = made.body[0] if made.body else None
    return (
        isinstance(first, HtmlLine)
        and len(first.text) <= MAX_TITLE
        and all(
            run.element is None or not run.text.strip() or _is_bold(run.element, first.element)
            for run in first.runs
        )
    )


def _is_bold(element: HtmlElement, outer: HtmlElement) -> bool:
    return any(each.tag in {"strong", "b"} for each in up_to(element, outer))


def draft(page: HtmlPage, region: Region) -> HtmlDraft:
    """Sort what is shown in a region by the first of `RULES` that takes it; the rest is text."""
    own = names(region.element)
    made = HtmlDraft(
        page,
        region,
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
        elif left_out(page, inner, {}) is None:
            made.body.append(thing)
    return made


def by_label(made: HtmlDraft, line: HtmlLine, _inner: list[HtmlElement]) -> bool:
    """Take words such as `Key event`."""
    return made.in_head and made.label(line, line.text)


def by_furniture(made: HtmlDraft, line: HtmlLine, inner: list[HtmlElement]) -> bool:
    """Leave out what shares, sells and steers."""
    reason = left_out(made.page, inner, {})
    if reason is None:
        reason = furniture.reason(line.text)
        reason = None if reason and stamps.whole(line.text) else reason
    return bool(reason) and reason not in KEPT and made.drop(line, line.text, str(reason))


def by_heading(made: HtmlDraft, line: HtmlLine, inner: list[HtmlElement]) -> bool:
    """Take the first heading before the text as the headline; it may begin with the stamp."""
    if made.title or not made.in_head or not _is_heading(line, inner) or stamps.whole(line.text):
        return False
    found = None if made.stamp else stamps.leading(line.text)
    plain = found is not None and (found.marked or ":" in found.text)
    rest = stamps.rest(line.text, found) if found and plain else ""
    if rest:
        made.stamp = found
    made.title = (rest or line.text).replace("\n", " ")
    made.own.append(line.number)
    return True


def by_byline(made: HtmlDraft, line: HtmlLine, inner: list[HtmlElement]) -> bool:
    """Take the names that stand where names do."""
    found = bylines.authors(line.text)
    named = any(AUTHOR & names(element) for element in inner) or (made.in_head and bylines.is_name(line.text))
    if found is None and named and len(line.text) < bylines.MAX_LENGTH:
        found = bylines.split(line.text)
    if found is None:
        return False
    made.authors = made.authors or found
    return made.drop(line, line.text, "byline")


RULES: tuple[Callable[[HtmlDraft, HtmlLine, list[HtmlElement]], bool], ...] = (
    # the first that takes a line has it; what no rule takes is text
    by_label,
    by_furniture,
    by_heading,
    by_stamp,
    by_byline,
)


def _is_heading(line: HtmlLine, inner: list[HtmlElement]) -> bool:
    tags = (element.tag for element in (line.element, *inner))
    named = bool(inner and TITLE & names(inner[0])) and len(line.text) <= MAX_TITLE
    return named or any(KINDS.get(tag) == "subhead" for tag in tags)
