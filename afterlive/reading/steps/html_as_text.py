"""Pages where only the text shows where an update begins, such as a blogger's one long article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.model import Dropped
from afterlive.reading.rules.html_page import around, left_out
from afterlive.reading.rules.page_furniture import OUTSIDE_TAGS
from afterlive.reading.source.document import MAX_IN_PAGE, check_length, written
from afterlive.reading.source.html_blocks import blocks_of
from afterlive.reading.source.html_lines import HtmlLine, part
from afterlive.reading.steps import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.html import HtmlElement

    from afterlive.model import Block, Facts, LiveBlog
    from afterlive.reading.rules.html_page import HtmlPage
    from afterlive.reading.source.page_source import PageSource


def read(page: HtmlPage, title: HtmlLine | None, facts: Facts, source: PageSource) -> LiveBlog:
    """Read the lines of a page from its title on as plain text, and give the blocks back what text lacks.

    That is links, emphasis, kinds and pictures. Furniture is blank to the reader of text, so that lines keep
    their numbers.
    """
    begin = page.shown.index(title) if title else 0
    lines = [(place, thing) for place, thing in enumerate(page.shown) if isinstance(thing, HtmlLine)]
    reasons = [_reason(page, line) if place >= begin else "before the live blog" for place, line in lines]
    shown = [
        "" if reason else line.text.replace("\n", " ")
        for (_, line), reason in zip(lines, reasons, strict=True)
    ]
    check_length(sum(map(len, shown)), MAX_IN_PAGE)
    media = _media(
        page, {line.number for (_, line), reason in zip(lines, reasons, strict=True) if not reason}
    )
    read_as_text = text.read(written(shown), facts, frozenset(media))
    live_blog = _titled(read_as_text.live_blog, title)
    dropped = [
        Dropped(line=line.number, text=line.text.replace("\n", " "), reason=reason)
        for (_, line), reason in zip(lines, reasons, strict=True)
        if reason
    ]
    known = {line.number: line for _, line in lines}
    figures = {number: [each for each in found if _is_figure(each)] for number, found in media.items()}
    return replace(
        live_blog,
        lead=_dressed(live_blog.lead, live_blog.lead_lines, known, figures, source),
        updates=tuple(
            replace(update, blocks=_dressed(update.blocks, update.lines, known, media, source))
            for update in live_blog.updates
        ),
        dropped=tuple(sorted([*live_blog.dropped, *dropped], key=lambda each: each.line)),
        warnings=(*live_blog.warnings, *source.images.warnings),
        assets=source.images.assets,
    )


def _titled(live_blog: LiveBlog, title: HtmlLine | None) -> LiveBlog:
    """Return a live blog with the page's own title, where its text alone doesn't show which line that is."""
    taken = {number for update in live_blog.updates for number in update.lines}
    if title is None or live_blog.title is not None or title.number in taken:
        return live_blog
    span = (title.number, title.number)
    return replace(
        live_blog,
        title=title.text.replace("\n", " "),
        lead=tuple(block for block in live_blog.lead if block.lines != span),
        lead_lines=tuple(sorted({*live_blog.lead_lines, title.number})),
        dropped=tuple(each for each in live_blog.dropped if each.line != title.number),
    )


def _reason(page: HtmlPage, line: HtmlLine) -> str | None:
    """Return the reason if a line is furniture; an element that holds half of a page never is."""
    half = page.counts[-1] / 2
    small = [element for element in around(line) if page.words(*page.spans[element]) < half]
    return left_out(page, small, OUTSIDE_TAGS)


def _media(page: HtmlPage, kept: set[int]) -> dict[int, list[HtmlElement]]:
    """Return the media behind each line that is kept."""
    found: dict[int, list[HtmlElement]] = {}
    number = 0
    for thing in page.shown:
        if isinstance(thing, HtmlLine):
            number = thing.number
        elif number in kept and left_out(page, around(thing), OUTSIDE_TAGS) is None:
            found.setdefault(number, []).append(thing)
    return found


def _is_figure(element: HtmlElement) -> bool:
    """Tell whether a picture is a part of the text: above the updates, a page also shows others."""
    return any(outer.tag == "figure" for outer in element.iterancestors())


def _dressed(
    blocks: Sequence[Block],
    numbers: Sequence[int],
    lines: Mapping[int, HtmlLine],
    media: Mapping[int, list[HtmlElement]],
    source: PageSource,
) -> tuple[Block, ...]:
    """Return the blocks of an update, or of the lead, whose lines are `numbers`, with what the page adds."""
    made = {block.lines[0]: block for block in blocks if block.lines and block.lines[0] == block.lines[1]}
    if len(made) < len(blocks):
        return tuple(blocks)
    dressed: list[Block] = []
    waiting: list[HtmlLine | HtmlElement] = []
    for number in sorted({*numbers, *made}):
        block = made.get(number)
        line = part(lines[number], block.text) if block else None
        if block and line is None:
            dressed += [*blocks_of(waiting, source.base, images=source.images.get), block]
            waiting = []
        waiting += [*([line] if line else []), *media.get(number, [])]
    return (*dressed, *blocks_of(waiting, source.base, images=source.images.get))
