"""HTML as blocks: the kinds of `afterlive.model.Block`, their words, and the Markdown that renders to them.

Nothing else gets out of a page: text is escaped, links lead only to the web or to mail, images are
those that the document brings along. What a page embeds becomes a link to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from afterlive.markup import escape
from afterlive.model import Block
from afterlive.reading.source import html_inline, html_media, html_tables, pull_quotes
from afterlive.reading.source.html_inline import address, around, linked
from afterlive.reading.source.html_lines import HtmlLine, walk
from afterlive.reading.source.html_parsing import parse
from afterlive.reading.source.plain_html import paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lxml.html import HtmlElement

    from afterlive.model import BlockKind
    from afterlive.reading.source.html_inline import Piece

__all__ = ["KINDS", "address", "blocks", "blocks_of"]

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

CAPTION = re.compile(
    r"caption|bildunterschrift|legende?\b|credit|copyright|image.*author|photographer", re.IGNORECASE
)
"""Names of elements that hold the caption of a picture, or whose it is."""

APART = "<!-- -->\n\n"
"""What keeps Markdown from taking two lists for one, or a list for the begin of what is behind it."""

MAX_DIGITS = 7
"""Of a list's number."""
AUTOLINK = re.compile(r"https?://[\w.~:/?#@!$'()+,;=%-]+", re.ASCII)
CLOSING = re.compile(r"(?:^\\)?#$")
"""What a heading may not end with, or it would be taken for its closing mark."""


def blocks(html: str, base: str | None = None) -> tuple[Block, ...]:
    """Return the blocks of an article's HTML, relative links made absolute by `base`; raise `DocumentError`.

    They are there and back: what their Markdown renders to has blocks of the same kinds and texts.
    """
    if (plain := paragraphs_of(html)) is not None:
        return tuple(Block(kind="paragraph", text=text, markdown=escape(text)) for text in plain)
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
    shown = tuple(shown)
    sheet = _BlockSheet(base, within, images, html_tables.tables(shown))
    for thing in shown:
        if isinstance(thing, HtmlLine):
            sheet.add_line(thing)
        else:
            sheet.add_media(thing)
    return tuple(sheet.blocks)


@dataclass(slots=True)
class _BlockSheet:
    """Blocks in the making."""

    base: str | None
    within: HtmlElement | None
    images: Callable[[str], str | None]
    tables: Mapping[HtmlElement, list[HtmlLine]]
    blocks: list[Block] = field(default_factory=list)
    remote: str | None = None
    """The address of a picture right before, which the document doesn't bring along."""
    numbers: dict[HtmlElement, tuple[HtmlElement, int]] = field(default_factory=dict)
    """The last item of each ordered list, and its number."""
    container: HtmlElement | None = None
    """The list, or the preformatted text, that the last block is of."""
    shown_in: HtmlElement | None = None
    """The figure that the last picture or player is in."""
    figure: HtmlElement | None = None
    """The figure whose caption the last block is."""

    def link(self, href: str) -> str | None:
        return address(href, self.base)

    def add_media(self, element: HtmlElement) -> None:
        brought = _image(element, self.images)
        urls = (self.link(source) for source in html_media.shown(element))
        self.remote = None if brought or html_media.is_icon(element) else next(filter(None, urls), None)
        self.figure = None
        self.shown_in = next((outer for outer in element.iterancestors() if outer.tag == "figure"), None)
        if brought:
            self.blocks.append(brought)
            if film := html_media.film(element):
                self.blocks.append(_pointer(element, film))
        elif self.remote:
            self.blocks.append(_pointer(element, self.remote))
        elif words := html_media.tells(element):
            self.blocks.append(Block(kind="paragraph", text=words, markdown=escape(words)))

    def add_line(self, line: HtmlLine) -> None:
        outer = list(around(line.element, self.within))
        table = next((each for each in outer if each in self.tables), None)
        pre = next((each for each in outer if each.tag == "pre"), None)
        if table is not None and line.element.tag == "tr":
            self._add_row(table, line)
        elif line.element.tag == "caption" and line.element.getparent() in self.tables:
            pieces = html_inline.pieces_of(line.runs, self.link, self.within)
            words = "".join(piece.text for piece in pieces)
            self._add("caption", words, _markdown("caption", pieces, None), line)
        elif pre is not None and (text := html_tables.preformatted(pre)):
            self._add_preformatted(pre, line, text)
        else:
            self._add_text(line, outer)

    def _add_row(self, table: HtmlElement, line: HtmlLine) -> None:
        if line is self.tables[table][0]:
            text, markdown = html_tables.table(self.tables[table], self.link, self.within)
            self._add("table", text, markdown, line)
        else:
            self._extend(line)

    def _add_preformatted(self, pre: HtmlElement, line: HtmlLine, text: str) -> None:
        if self.container is pre:
            self._extend(line)
            return
        markdown = "\n".join(f"    {each}".rstrip() for each in text.split("\n"))
        follows = bool(self.blocks) and self.blocks[-1].kind in {"item", "code"}
        self._add("code", text, (APART if follows else "") + markdown, line)
        self.container = pre

    def _add_text(self, line: HtmlLine, outer: list[HtmlElement]) -> None:
        pieces = html_inline.pieces_of(line.runs, self.link, self.within)
        telling = next((each for each in outer if each.tag in KINDS), None)
        figure = next((each for each in outer if each.tag == "figure"), None)
        kind = self._kind(telling, outer, pieces)
        if kind != "item" and any(map(pull_quotes.holds_one, outer)):
            kind, pieces = (
                "quote",
                html_inline.plain(pieces, strong=not pull_quotes.is_speaker(line, self.within)),
            )
        text = "".join(piece.text for piece in pieces)
        if kind == "caption" and figure is not None and figure is self.figure:
            self._extend_caption(line, pieces)
            return
        number, apart = self._number(telling if kind == "item" else None)
        markdown = apart + _markdown(kind, pieces, number)
        if (
            kind == "caption" and self.remote
        ):  # the caption is the link to what the document doesn't bring along
            self.blocks.pop()
            kind, markdown = "card", linked(escape(text), self.remote)
        self._add(kind, text.replace("\n", " ") if kind == "subhead" else text, markdown, line)
        self.figure = figure if kind in {"caption", "card"} else None
        self.container = _outermost_list(telling, outer) if kind == "item" else None

    def _add(self, kind: BlockKind, text: str, markdown: str, line: HtmlLine) -> None:
        self.blocks.append(Block(kind=kind, text=text, markdown=markdown, lines=(line.number, line.number)))
        self.remote = self.figure = self.container = None

    def _extend(self, line: HtmlLine) -> None:
        """Let the last block be of a further line."""
        last = self.blocks[-1]
        self.blocks[-1] = replace(last, lines=(last.lines[0] if last.lines else line.number, line.number))

    def _extend_caption(self, line: HtmlLine, pieces: list[Piece]) -> None:
        """Add a further line of a figure, such as the credit, to its caption."""
        last = self.blocks[-1]
        text = "".join(piece.text for piece in pieces)
        if last.kind == "card":
            markdown = linked(
                escape(f"{last.text} {text}"), last.markdown.rpartition("](")[2].removesuffix(")")
            )
        else:
            markdown = f"{last.markdown.removesuffix('*')} {html_inline.markdown(html_inline.plain(pieces))}*"
        self.blocks[-1] = replace(last, text=f"{last.text} {text}", markdown=markdown)
        self._extend(line)

    def _kind(self, telling: HtmlElement | None, outer: list[HtmlElement], pieces: list[Piece]) -> BlockKind:
        kind = KINDS[telling.tag] if telling is not None else "paragraph"
        before = self.blocks[-1].kind if self.blocks else None
        named = any(_is_caption(each) or (each.tag == "figure" and each is self.shown_in) for each in outer)
        if before in CAPTIONED and kind in {"paragraph", "subhead"} and named:
            return "caption"
        if kind not in {"paragraph", "caption"}:
            return kind
        leaning = all(piece.em or piece.text.isspace() for piece in pieces)
        if before in CAPTIONED and (kind == "caption" or leaning):
            return "caption"
        hrefs = {piece.href for piece in pieces if piece.text.strip()}
        if len(hrefs) > 1 or None in hrefs:
            return "paragraph"
        return "embed" if hrefs == {"".join(piece.text for piece in pieces)} else "card"

    def _number(self, item: HtmlElement | None) -> tuple[int | None, str]:
        """Return the number of an item in an ordered list, and what sets it off from the list before."""
        parent = item.getparent() if item is not None else None
        if item is None or parent is None:
            return None, ""
        another = self.container is not None and self.container is not _outermost_list(
            item, [*item.iterancestors()]
        )
        apart = APART if another and self.blocks[-1].kind == "item" else ""
        if parent.tag != "ol":
            return None, apart
        step = -1 if "reversed" in parent.attrib else 1
        known = self.numbers.get(parent)
        if known is None:
            number = _figure(parent.get("start")) or (
                sum(each.tag == "li" for each in parent) if step < 0 else 1
            )
        else:
            number = known[1] + step * (known[0] is not item)
        number = (_figure(item.get("value")) if known is None or known[0] is not item else None) or number
        goes_on = known is None or number in {known[1], known[1] + 1}
        self.numbers[parent] = (item, number)
        return number, apart if goes_on else APART


def _figure(value: str | None) -> int | None:
    is_figure = value is not None and value.isascii() and value.isdecimal() and len(value) < MAX_DIGITS
    return int(value or 0) if is_figure else None


def _outermost_list(item: HtmlElement | None, outer: list[HtmlElement]) -> HtmlElement | None:
    return next((each for each in reversed(outer) if each.tag in {"ul", "ol", "menu", "dir"}), item)


def _is_caption(element: HtmlElement) -> bool:
    return element.tag == "figcaption" or bool(CAPTION.search(element.get("class", "")))


def _markdown(kind: BlockKind, pieces: list[Piece], number: int | None) -> str:
    if kind == "embed" and AUTOLINK.fullmatch(pieces[0].href or ""):
        return f"<{pieces[0].href}>"
    if kind in {"subhead", "caption", "card"}:  # a style of their own
        pieces = html_inline.plain(pieces)
    if kind == "subhead":
        pieces = [piece._replace(text=piece.text.replace("\n", " ")) for piece in pieces]
    text = html_inline.markdown(pieces)
    if kind == "subhead":
        text = CLOSING.sub("&#35;", text)
    if kind == "caption":
        return f"*{text}*"
    first, further = PREFIXES.get(kind, ("", ""))
    first = f"{number}. " if number is not None else first
    return first + text.replace("\n", "\n" + further)


def _own(source: str) -> str | None:
    """Return the name of the image that an article shows."""
    return unquote(source.removeprefix(STATIC)) if source.startswith(STATIC) else None


def _image(element: HtmlElement, images: Callable[[str], str | None]) -> Block | None:
    """Return the image that the document brings along."""
    for source in html_media.sources(element):
        if name := images(source):
            words = html_media.words(element)
            return Block(kind="image", text=words, markdown=f"![{escape(words)}]({STATIC}{quote(name)})")
    return None


def _pointer(element: HtmlElement, url: str) -> Block:
    """Return a link to what an element shows."""
    words = html_media.words(element)
    if not words or words == url:
        return Block(
            kind="embed", text=url, markdown=_markdown("embed", [html_inline.Piece(url, href=url)], None)
        )
    return Block(kind="card", text=words, markdown=linked(escape(words), url))
