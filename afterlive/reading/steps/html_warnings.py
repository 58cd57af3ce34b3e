"""What a reader of pages could not know, in sentences for the keeper."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from afterlive.addresses import leads
from afterlive.counting import counted
from afterlive.document_files import PAGES
from afterlive.reading.source import html_media
from afterlive.reading.source.html_inline import address
from afterlive.reading.source.html_lines import HtmlLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from afterlive.model import Dropped, LiveBlog, Update
    from afterlive.reading.source.page_source import PageSource
    from afterlive.reading.steps.html_draft import HtmlDraft

NUMBERED = re.compile(r"(?<![\d/])(\d{1,3})\s?(?:/|of|von|sur|de)\s?(\d{1,3})(?![\d/])", re.IGNORECASE)
PAGED = frozenset(
    ["navigation", "control of the page", "between or after the updates", "beside the live blog"]
)
"""Why lines are left out that may say which page this is."""
MAX_PAGES = 40
"""Characters of a line that says which page this is."""


def about(
    live_blog: LiveBlog, drafts: Sequence[HtmlDraft], hidden: Sequence[Update], source: PageSource
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
    absent = [
        element
        for draft in drafts
        for element in draft.body
        if not isinstance(element, HtmlLine)
        and not any(each in source.images for each in html_media.sources(element))
    ]
    if lost := list(filter(html_media.has_no_address, absent)):
        yield (
            f"{len(lost)} pictures or players{_such_as(lost)} have no address in the page and are left out: "
            "scroll to its end before you save it."
        )
    unsaved = {
        addresses[0]: element
        for element in absent
        if html_media.is_picture(element) and (addresses := _on_the_web(element, source))
    }
    if unsaved and source.path.suffix.lower() in PAGES:
        are = "is" if len(unsaved) == 1 else "are"
        yield (
            f"{counted(len(unsaved), 'picture')}{_such_as(unsaved.values())} {are} not saved with the page: "
            f"fetch what is missing by afterlive capture {shlex.quote(f'documents/{source.path.name}')}."
        )
    yield from source.images.warnings


def _on_the_web(picture: HtmlElement, source: PageSource) -> list[str]:
    """Return the web address of a picture whose file is missing."""
    if html_media.is_icon(picture) or not source.images.absent.issuperset(html_media.shown(picture)):
        return []
    found = (address(each, source.base) for each in html_media.shown(picture))
    return [each for each in found if each and leads(each).where == "web"]


def _such_as(elements: Iterable[HtmlElement]) -> str:
    return next((f", such as “{words}”," for each in elements if (words := html_media.words(each))), "")


def page_of(dropped: Iterable[Dropped]) -> tuple[int, int] | None:
    """Return which page of how many the capture is, if the page says so."""
    for each in dropped:
        is_short = len(each.text) <= MAX_PAGES and each.reason in PAGED
        match = NUMBERED.search(each.text) if is_short else None
        if match and 1 <= int(match[1]) <= int(match[2]) != 1:
            return int(match[1]), int(match[2])
    return None
