"""The words of a line of HTML by their style, and the Markdown that renders to them."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from afterlive.addresses import joined
from afterlive.markup import CONTROLS, escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lxml.html import HtmlElement

    from afterlive.reading.source.html_lines import Run

KEPT = {"del": "del", "s": "del", "strike": "del", "ins": "ins", "sup": "sup", "sub": "sub", "mark": "mark"}
"""Elements that Markdown has no mark for, and that articles have as HTML."""
UNSEEN = re.compile(rf"{CONTROLS.pattern}|[\u200b\u2060\u00ad]")
UNSAFE = re.compile(r"&(?=#?\w+;)")


class Piece(NamedTuple):
    """Text in one style."""

    text: str
    strong: bool = False
    em: bool = False
    href: str | None = None
    kept: str | None = None
    """The element that stays around it."""


def address(href: str | None, base: str | None = None) -> str | None:
    """Return a link's absolute address, encoded where Markdown would trip; None if there is none."""
    url = joined(UNSEEN.sub("", href or ""), base or "")
    return (url and UNSAFE.sub("%26", quote(url, safe="/:?#@!$&+,;=%~"))) or None


def around(element: HtmlElement, within: HtmlElement | None) -> Iterator[HtmlElement]:
    """Yield an element and those around it, from the inside to the edge of `within`."""
    outer: HtmlElement | None = element
    while outer is not None and outer is not within:
        yield outer
        outer = outer.getparent()


def pieces_of(
    runs: Iterable[Run], link: Callable[[str], str | None], within: HtmlElement | None
) -> list[Piece]:
    """Return text by its style, neighbours of one style joined; `link` makes the address of a link.

    A line break goes with what it ends.
    """
    styled: list[Piece] = []
    for run in runs:
        style = (
            _style(run.element, link, within)
            if run.element is not None
            else styled[-1]
            if styled
            else Piece("")
        )
        styled.append(style._replace(text=run.text))
    return merged(styled)


def merged(pieces: Iterable[Piece]) -> list[Piece]:
    """Return pieces with neighbours of one style as one."""
    same_style = (list(same) for _, same in groupby(pieces, key=lambda piece: piece[1:]))
    return [same[0]._replace(text="".join(piece.text for piece in same)) for same in same_style]


def plain(pieces: Iterable[Piece], *, strong: bool = False) -> list[Piece]:
    """Return pieces without emphasis, or all bold, for what has a style of its own."""
    return merged(piece._replace(strong=strong, em=False) for piece in pieces)


def markdown(pieces: Iterable[Piece]) -> str:
    """Return the Markdown of text in several styles; emphasis that would touch another is left out."""
    written = ""
    for piece in pieces:
        core = piece.text.strip()
        lead = piece.text[: len(piece.text) - len(piece.text.lstrip())]
        trail = piece.text[len(piece.text.rstrip()) :]
        mark = "**" if piece.strong else "*" if piece.em else ""
        if not core or (mark and written.endswith("*") and not lead):
            mark = ""
        text = escape(core)
        if core and piece.href:
            text = linked(text, piece.href)
        if text.startswith("[") and written.endswith("!") and not lead:
            written = written[:-1] + "\\!"  # or the link would be an image
        if core and piece.kept:
            text = f"<{piece.kept}>{text}</{piece.kept}>"
        written += (
            lead.replace("\n", "  \n") + mark + text + mark + (trail.replace("\n", "  \n") if core else "")
        )
    return written


def linked(text: str, url: str) -> str:
    """Return the Markdown of a link around Markdown."""
    return "[{}]({})".format(text.replace("]:", "]&#58;"), url)  # `[…]:` would define a reference


def _style(element: HtmlElement, link: Callable[[str], str | None], within: HtmlElement | None) -> Piece:
    outer = list(around(element, within))
    tags = {each.tag for each in outer}
    strong = not tags.isdisjoint({"strong", "b", "dt"})
    em = not strong and not tags.isdisjoint({"em", "i"})
    href = next((each.get("href") for each in outer if each.tag == "a"), None)
    kept = next((KEPT[each.tag] for each in outer if each.tag in KEPT), None)
    return Piece("", strong, em, link(href) if href else None, kept)
