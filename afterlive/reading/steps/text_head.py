"""The head of a page: everything above its first update, and what it tells of the live blog."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterlive.model import Dropped
from afterlive.reading.rules import bylines, furniture, prose, stamps, text_blocks

if TYPE_CHECKING:
    from afterlive.model import Block
    from afterlive.reading.rules.stamps import Stamp
    from afterlive.reading.steps.text_page import TextPage

NAVIGATION = 2
"""So few words that are no sentence are a link of the page."""
MASTHEAD = 4
"""The same above the title, where the name of the publisher stands."""
MIN_TITLE = 3
"""Words of a title."""
UNLIKELY = -4
"""The score below which a line of the head is no title."""
OF_PAGE = {"time", "about the page"}
"""What a page has above its first paragraph, and an update has not."""
LONGEST_NAVIGATION = 20
"""Lines above a page's date, where its navigation was copied along."""
LONGEST_MASTHEAD = 6
"""Lines, down to the only byline of a page."""
DATELINE = 80
"""Characters of a line that may give the date of the page."""


@dataclass(frozen=True, slots=True)
class TextHead:
    """What stands above the first update."""

    title: str | None
    lead: tuple[Block, ...]
    authors: tuple[str, ...]
    stamps: tuple[Stamp, ...]
    """The page's own dates."""
    lines: tuple[int, ...]
    """The lines of the document that the title and the lead were made from."""
    dropped: tuple[Dropped, ...]


def masthead(page: TextPage) -> int:
    """Return how many lines at the top belong to the page and not to its stream, in a page without stamps.

    There is a masthead if the first line is furniture or names a live blog, or if the page has its date, or
    says what it is, above the first paragraph; it goes on to the last line above that paragraph that is
    furniture, a byline, a date, or the title again. The only byline of a page, near its top, ends one, too.
    """
    if not page.lines:
        return 0
    named = furniture.names_live_blog(page.text(0)) and page.is_headline(0)
    reasons = [aside.reason if (aside := page.aside(index)) else None for index in range(len(page.lines))]
    first = next((index for index in range(1, len(page.lines)) if prose.is_paragraph(page.text(index))), 0)
    own_byline = reasons.index("byline") + 1 if reasons.count("byline") == 1 else 0
    own_byline = own_byline if own_byline <= LONGEST_MASTHEAD else 0
    if not reasons[0] and not named and OF_PAGE.isdisjoint(reasons[: min(first, LONGEST_NAVIGATION)]):
        return own_byline
    last = max((index for index in range(1, first) if _is_of_masthead(page, index)), default=0)
    return max(last + 1, own_byline)


def below_title(page: TextPage) -> int:
    """Return where the text below the title begins; 0 where there is no title."""
    title = _title(page, range(len(page.lines)))
    return 0 if title is None else title + 1


def _is_of_masthead(page: TextPage, index: int) -> bool:
    text = page.text(index)
    return (
        page.aside(index) is not None
        or text == page.text(0)
        or bylines.is_names(text)
        or furniture.is_card(text)
    )


def read(page: TextPage, indices: range, title: str | None) -> TextHead:
    """Return what the head says; `title` is the keeper's."""
    at = _title(page, indices)
    heading = title or (None if at is None else page.text(at))
    lead: list[Block] = []
    authors: list[str] = []
    lines: list[int] = []
    dropped: list[Dropped] = []
    for index in indices:
        line = page.lines[index]
        reason, names = (
            _reason(page, index, heading or "", above=at is not None and index < at)
            if index != at
            else (_other(line.text, heading), ())
        )
        authors += names
        if reason:
            dropped.append(Dropped(line=line.number, text=line.text, reason=reason))
            continue
        lines.append(line.number)
        if index != at:
            lead.append(text_blocks.block(line, text_blocks.kind_of(line.text)))
    return TextHead(
        title=heading,
        lead=tuple(lead),
        authors=tuple(dict.fromkeys(authors)),
        stamps=tuple(
            stamp
            for index in indices
            if len(page.text(index)) <= DATELINE or _is_time(page, index)
            for stamp in stamps.of_page(page.text(index))
        ),
        lines=tuple(lines),
        dropped=tuple(dropped),
    )


def _is_time(page: TextPage, index: int) -> bool:
    aside = page.aside(index)
    return aside is not None and aside.reason in {"time", "revised"}


def _title(page: TextPage, indices: range) -> int | None:
    """Return the line that is the live blog's title: one that says `live`, else the first headline."""
    candidates: list[int] = []
    for index in indices:
        text = page.text(index)
        if page.aside(index) is None:
            if _is_text(text, first=not candidates) or furniture.is_key_events(text):
                break
            enough = prose.count(text) >= MIN_TITLE or (
                prose.count(text) > 1 and furniture.names_live_blog(text)
            )
            if enough and page.score(index) > UNLIKELY:
                candidates.append(index)
    live = [index for index in candidates if furniture.names_live_blog(page.text(index))]
    whole = [index for index in live if prose.count(page.text(index)) >= MIN_TITLE]
    return next(iter(whole + live + candidates), None)


def _is_text(text: str, *, first: bool) -> bool:
    """Say whether a line is no title; one of several sentences may be, without a mark or above all others."""
    if prose.is_closed(text) or text.endswith(":") or prose.count(text) >= prose.MANY:
        return True
    return not first and prose.is_paragraph(text) and prose.last_mark(text) in "?!…"


def _opens_list(page: TextPage, index: int) -> bool:
    """Say whether the next line has a bullet, and this one none."""
    after = text_blocks.BULLET.match(page.text(index + 1))
    return after is not None and not text_blocks.BULLET.match(page.text(index))


def _other(text: str, heading: str | None) -> str | None:
    """Return why the page's title is dropped, if the keeper gives another."""
    return None if prose.plain(text) == prose.plain(heading or "") else "title that the keeper replaced"


def _reason(page: TextPage, index: int, heading: str, *, above: bool) -> tuple[str | None, tuple[str, ...]]:
    """Return why a line is dropped, if it is, and the names in it."""
    text = page.text(index)
    aside = page.aside(index)
    if aside:
        return aside
    is_link = furniture.is_key_events(text) or furniture.is_card(text)
    few = prose.count(text) <= (MASTHEAD if above else NAVIGATION)
    is_navigation = few and not (prose.is_paragraph(text) or text.endswith(",") or _opens_list(page, index))
    forms = (
        ("repeats the title", prose.plain(text) == prose.plain(heading)),
        ("link", is_link),
        ("navigation", is_navigation),
        ("caption", text_blocks.is_caption(text)),
    )
    return next((reason for reason, holds in forms if holds), None), ()
