"""HTML as blocks: the kinds of `afterlive.model.Block`, their words, and the Markdown that renders to them.

Nothing else gets out of a page: text is escaped, links lead only to the web or to mail, images are
those that the document brings along. What a page embeds becomes a link to it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from afterlive.addresses import joined
from afterlive.markup import escape
from afterlive.model import Block
from afterlive.reading.source.html_lines import INVISIBLE, HtmlLine, parse, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lxml.html import HtmlElement

    from afterlive.model import BlockKind

STATIC = "{static}images/"
"""How articles name the folder of the images that a document brought along; no document can."""

KINDS: Mapping[str, BlockKind] = {
    "li": "item",
    "blockquote": "quote",
    "figcaption": "caption",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "subhead"),
}
"""The kind of what stands in an element; everything else is a paragraph."""

PREFIXES: Mapping[BlockKind, tuple[str, str]] = {
    "quote": ("> ", "> "),
    "item": ("- ", "  "),
    "subhead": ("### ", ""),
}
"""What Markdown has before a block's first line and before each further one."""

CAPTIONED = frozenset({"image", "embed", "card", "caption"})
"""The kinds that a caption may follow."""

SOURCES = ("data-src", "src", "data", "data-original", "data-lazy-src")
"""Where elements keep the address of what they show; the first is what a script would load later."""

ICON = 50
"""An image that says it is smaller, in pixels, is decoration."""

AUTOLINK = re.compile(r"https?://[\w.~:/?#@!$'()+,;=%-]+", re.ASCII)
CLOSING = re.compile(r"(?:^\\)?#$")
"""What a heading may not end with, or it would be taken for its closing mark."""
UNSAFE = re.compile(r"&(?=#?\w+;)")


class Piece(NamedTuple):
    """Text in one style."""

    text: str
    strong: bool = False
    em: bool = False
    href: str | None = None


def blocks(html: str, base: str | None = None) -> tuple[Block, ...]:
    """Return the blocks of an article's HTML, relative links made absolute by `base`; raise `DocumentError`.

    They are there and back: what their Markdown renders to has blocks of the same kinds and texts.
    """
    return tuple(replace(block, lines=None) for block in blocks_of(walk(parse(html)), base, images=_own))


def blocks_of(
    shown: Iterable[HtmlLine | HtmlElement],
    base: str | None = None,
    *,
    within: HtmlElement | None = None,
    images: Callable[[str], str | None] = lambda _source: None,
) -> tuple[Block, ...]:
    """Return the blocks of what `walk` yielded, with their lines.

    What stands around `within` doesn't tell a block's kind. `images` names the image that the document
    brings along for an address in it, if there is one.
    """
    found: list[Block] = []
    numbers: dict[HtmlElement, tuple[HtmlElement, int]] = {}
    remote: str | None = None
    for thing in shown:
        if not isinstance(thing, HtmlLine):
            brought = _image(thing, images)
            remote = None if brought else _remote(thing, base)
            found += [brought] if brought else [_pointer(thing, remote)] if remote else []
            continue
        pieces = _pieces(thing, base, within)
        around = next((each for each in _around(thing.element, within) if each.tag in KINDS), None)
        kind = _kind(around, pieces, found[-1].kind if found else None)
        text = "".join(piece.text for piece in pieces)
        markdown = _markdown(kind, pieces, _number(around, numbers))
        if kind == "caption" and remote:  # the caption is the link to what the document doesn't bring along
            found.pop()
            kind, markdown = "card", _link(escape(text), remote)
        spaced = text.replace("\n", " ") if kind == "subhead" else text
        found.append(Block(kind=kind, text=spaced, markdown=markdown, lines=(thing.number, thing.number)))
        remote = None
    return tuple(found)


def address(href: str | None, base: str | None = None) -> str | None:
    """Return a link's absolute address, encoded where Markdown would trip; None if there is none."""
    url = joined(INVISIBLE.sub("", href or ""), base or "")
    return (url and UNSAFE.sub("%26", quote(url, safe="/:?#@!$&+,;=%~"))) or None


def _around(element: HtmlElement, within: HtmlElement | None) -> Iterator[HtmlElement]:
    """Yield an element and those around it, from the inside to the edge of `within`."""
    around: HtmlElement | None = element
    while around is not None and around is not within:
        yield around
        around = around.getparent()


def _pieces(line: HtmlLine, base: str | None, within: HtmlElement | None) -> list[Piece]:
    """Return the text of a line by its style, neighbours of one style joined.

    A line break goes with what it ends.
    """
    styled: list[Piece] = []
    for run in line.runs:
        style = styled[-1] if run.element is None else _style(run.element, base, within)
        styled.append(style._replace(text=run.text))
    return _joined(styled)


def _joined(pieces: list[Piece]) -> list[Piece]:
    joined = (list(same) for _, same in groupby(pieces, key=lambda piece: piece[1:]))
    return [same[0]._replace(text="".join(piece.text for piece in same)) for same in joined]


def _style(element: HtmlElement, base: str | None, within: HtmlElement | None) -> Piece:
    around = list(_around(element, within))
    tags = {each.tag for each in around}
    strong = not tags.isdisjoint({"strong", "b"})
    em = not strong and not tags.isdisjoint({"em", "i"})
    link = next((each.get("href") for each in around if each.tag == "a"), None)
    return Piece("", strong, em, address(link, base) if link else None)


def _kind(around: HtmlElement | None, pieces: list[Piece], before: BlockKind | None) -> BlockKind:
    kind = KINDS[around.tag] if around is not None else "paragraph"
    if kind not in {"paragraph", "caption"}:
        return kind
    leaning = all(piece.em or piece.text.isspace() for piece in pieces)
    if before in CAPTIONED and (kind == "caption" or leaning):
        return "caption"
    hrefs = {piece.href for piece in pieces}
    if len(hrefs) > 1 or None in hrefs:
        return "paragraph"
    return "embed" if hrefs == {"".join(piece.text for piece in pieces)} else "card"


def _number(around: HtmlElement | None, numbers: dict[HtmlElement, tuple[HtmlElement, int]]) -> int | None:
    """Return the number of an item in an ordered list; `numbers` has the last item of each."""
    ordered = around.getparent() if around is not None and around.tag == "li" else None
    if ordered is None or ordered.tag != "ol":
        return None
    last, number = numbers.get(ordered, (around, 1))
    numbers[ordered] = (around, number + (last is not around))
    return numbers[ordered][1]


def _markdown(kind: BlockKind, pieces: list[Piece], number: int | None) -> str:
    if kind == "embed" and AUTOLINK.fullmatch(pieces[0].href or ""):
        return f"<{pieces[0].href}>"
    if kind in {"subhead", "caption", "card"}:  # a style of their own
        pieces = _joined([piece._replace(strong=False, em=False) for piece in pieces])
    if kind == "subhead":
        pieces = [piece._replace(text=piece.text.replace("\n", " ")) for piece in pieces]
    text = _inline(pieces)
    if kind == "subhead":
        text = CLOSING.sub("&#35;", text)
    if kind == "caption":
        return f"*{text}*"
    first, further = PREFIXES.get(kind, ("", ""))
    first = f"{number}. " if number else first
    return first + text.replace("\n", "\n" + further)


def _inline(pieces: list[Piece]) -> str:
    """Return the Markdown of text in several styles; emphasis that would touch another is left out."""
    written = ""
    for piece in pieces:
        core = piece.text.strip()
        lead, trail = (
            piece.text[: len(piece.text) - len(piece.text.lstrip())],
            piece.text[len(piece.text.rstrip()) :],
        )
        mark = "**" if piece.strong else "*" if piece.em else ""
        if not core or (mark and written.endswith("*") and not lead):
            mark = ""
        text = escape(core)
        if core and piece.href:
            text = "[{}]({})".format(
                text.replace("]:", "]&#58;"), piece.href
            )  # `[…]:` would define a reference
        if text.startswith("[") and written.endswith("!") and not lead:
            written = written[:-1] + "\\!"  # or the link would be an image
        written += (
            lead.replace("\n", "  \n") + mark + text + mark + (trail.replace("\n", "  \n") if core else "")
        )
    return written


def _link(text: str, url: str) -> str:
    return "[{}]({})".format(text.replace("]:", "]&#58;"), url)  # `[…]:` would define a reference


def _own(source: str) -> str | None:
    """Return the name of the image that an article shows."""
    return unquote(source.removeprefix(STATIC)) if source.startswith(STATIC) else None


def _image(element: HtmlElement, images: Callable[[str], str | None]) -> Block | None:
    """Return the image that the document brings along."""
    for source in _sources(element):
        if name := images(source):
            words = _words(element)
            return Block(kind="image", text=words, markdown=f"![{escape(words)}]({STATIC}{quote(name)})")
    return None


def _remote(element: HtmlElement, base: str | None) -> str | None:
    """Return the address of what an element shows, if it is no decoration."""
    urls = (address(source, base) for source in _sources(element))
    return None if _is_icon(element) else next(filter(None, urls), None)


def _pointer(element: HtmlElement, url: str) -> Block:
    """Return a link to what an element shows."""
    words = _words(element)
    if not words or words == url:
        return Block(kind="embed", text=url, markdown=_markdown("embed", [Piece(url, href=url)], None))
    return Block(kind="card", text=words, markdown=_link(escape(words), url))


def _sources(element: HtmlElement) -> list[str]:
    return [source for name in SOURCES if (source := element.get(name, "").strip())]


def _words(element: HtmlElement) -> str:
    return " ".join(INVISIBLE.sub("", element.get("alt") or element.get("title") or "").split())


def _is_icon(element: HtmlElement) -> bool:
    sizes = [element.get("width", ""), element.get("height", "")]
    return any(size.isdecimal() and int(size) < ICON for size in sizes)
