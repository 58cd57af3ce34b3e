"""Pages whose updates nothing but their text tells apart, such as a blogger's one long article."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from afterlive.model import Dropped
from afterlive.reading.rules.html_page import around, left_out
from afterlive.reading.rules.page_furniture import OUTSIDE_TAGS
from afterlive.reading.source.document import written
from afterlive.reading.source.html_blocks import blocks_of
from afterlive.reading.source.html_lines import HtmlLine, part
from afterlive.reading.steps import text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.html import HtmlElement

    from afterlive.model import Block, Facts, LiveBlog
    from afterlive.reading.rules.html_page import HtmlPage
    from afterlive.reading.source.page_source import PageSource


def read(page: HtmlPage, begin: int, facts: Facts, source: PageSource) -> LiveBlog:
    """Read the lines of a page from `begin` on as plain text, and give the blocks back what text lacks.

    That is links, emphasis, kinds and pictures. Furniture is blank to the reader of text, so that lines keep
    their numbers.
    """
    lines = [(place, thing) for place, thing in enumerate(page.shown) if isinstance(thing, HtmlLine)]
    reasons = [_reason(page, line) if place >= begin else "before the live blog" for place, line in lines]
    shown = [
        "" if reason else line.text.replace("\n", " ")
        for (_, line), reason in zip(lines, reasons, strict=True)
    ]
    live_blog = text.read(written(shown), facts).live_blog
    dropped = [
        Dropped(line=line.number, text=line.text.replace("\n", " "), reason=reason)
        for (_, line), reason in zip(lines, reasons, strict=True)
        if reason
    ]
    known = {line.number: line for _, line in lines}
    media = _media(
        page, {line.number for (_, line), reason in zip(lines, reasons, strict=True) if not reason}
    )
    figures = {number: [each for each in found if _is_figure(each)] for number, found in media.items()}
    return replace(
        live_blog,
        lead=_dressed(live_blog.lead, live_blog.lead_lines, known, figures, source),
        updates=tuple(
            replace(update, blocks=_dressed(update.blocks, update.lines, known, media, source))
            for update in live_blog.updates
        ),
        dropped=tuple(sorted([*live_blog.dropped, *dropped], key=lambda each: each.line)),
        assets=source.images.assets,
    )


def _reason(page: HtmlPage, line: HtmlLine) -> str | None:
    """Return why a line is furniture; what holds half of a page is none, whatever its name."""
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
    """Tell whether a picture is a part of the text: above the updates a page has others, too."""
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
