"""What a reader of pages could not know, in sentences for the keeper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afterlive.counting import counted
from afterlive.reading.source import html_media
from afterlive.reading.source.html_lines import HtmlLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from afterlive.model import Dropped, LiveBlog, Update
    from afterlive.reading.source.images import Images
    from afterlive.reading.steps.html_draft import HtmlDraft

PAGES = re.compile(r"(?<![\d/])(\d{1,3})\s?(?:/|of|von|sur|de)\s?(\d{1,3})(?![\d/])", re.IGNORECASE)
PAGED = frozenset(
    ["navigation", "control of the page", "between or after the updates", "beside the live blog"]
)
"""Why lines are left out that may say which page this is."""
MAX_PAGES = 40
"""Characters of a line that says which page this is."""


def about(
    live_blog: LiveBlog, drafts: Sequence[HtmlDraft], hidden: Sequence[Update], images: Images
) -> Iterator[str]:
    """Yield what the keeper should tell, or look at; `hidden` are the updates that only the data has."""
    clocks = {draft.stamp.text for draft in drafts if draft.stamp and draft.stamp.clock}
    printed = [update for update in live_blog.updates if update.stamp in clocks]
    if printed and not any(update.time for update in printed):
        yield "The page has no date, so that its stamps are no times yet: give it with --date."
    if any(update.time and update.time.tzinfo is None for update in printed):
        yield "Nothing in the page names the time zone of its stamps: give it with --timezone."
    ages = {draft.stamp.text for draft in drafts if draft.stamp and draft.stamp.age is not None}
    counted_back = [each for each in live_blog.updates if each.date and not each.time and each.stamp in ages]
    if live_blog.captured and counted_back:
        yield (
            f"The days of {counted(len(counted_back), 'update')}, such as “{counted_back[-1].stamp}”, "
            "are counted back from the time of the capture."
        )
    if live_blog.page:
        number, total = live_blog.page
        yield f"This is page {number} of {total} of the live blog: capture the others, too."
    if hidden:
        are = "is" if len(hidden) == 1 else "are"
        yield f"{counted(len(hidden), 'update')} {are} in the page's data alone, the page doesn't show them."
    if lost := list(_lost(drafts, images)):
        named = next((f", such as “{words}”," for each in lost if (words := html_media.words(each))), "")
        yield (
            f"{len(lost)} pictures or players{named} have no address in the page and are left out: "
            "scroll to its end before you save it."
        )
    yield from images.warnings


def _lost(drafts: Sequence[HtmlDraft], images: Images) -> Iterator[HtmlElement]:
    """Yield what updates show and the page doesn't say where it lies."""
    bodies = (each for draft in drafts for each in draft.body if not isinstance(each, HtmlLine))
    for element in filter(html_media.has_no_address, bodies):
        if not any(source in images for source in html_media.sources(element)):
            yield element


def page_of(dropped: Iterable[Dropped]) -> tuple[int, int] | None:
    """Return which page of how many the capture is, if the page says so."""
    for each in dropped:
        is_short = len(each.text) <= MAX_PAGES and each.reason in PAGED
        match = PAGES.search(each.text) if is_short else None
        if match and 1 <= int(match[1]) <= int(match[2]) != 1:
            return int(match[1]), int(match[2])
    return None
