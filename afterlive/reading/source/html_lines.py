"""The lines of a web page: its visible blocks of text, in the order of the document.

They are what `afterlive verify` counts, and know nothing of updates; `html_blocks` makes blocks of them.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, count
from typing import TYPE_CHECKING

import lxml.html
from lxml import etree

from afterlive.errors import DocumentError
from afterlive.markup import CONTROLS
from afterlive.reading.source import html_media
from afterlive.reading.source.document import MAX_IN_PAGE, check_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.html import HtmlElement

MAX_DEPTH = 256
"""How deep elements may nest; browsers go to 512, publishers to about 60."""

BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset "  # noqa: SIM905 — names read best as one text
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main menu nav ol "
    "optgroup option p pre section summary table tbody tfoot thead tr ul".split(),
)
"""Elements that begin a line of their own; all others run on."""

UNSEEN = frozenset(
    "script style template svg canvas select datalist textarea title map".split(),  # noqa: SIM905 — as above
)
"""Elements whose text no reader sees."""

EMPHASIS = frozenset("b i u s em strong small sup sub del ins mark font span br wbr".split())  # noqa: SIM905 — as above
"""Elements that may begin or end within a word, if they have no class."""

MAX_ATTRIBUTES = 1000
"""Of one element; making the tree compares each with each."""
MAX_ELEMENTS = 200_000
"""Of a page; the longest live blogs have about 50,000."""
STEP = 1_000_000
"""Characters that are measured at once."""
CODE = frozenset({"script", "style"})
"""Elements whose text counts for nothing."""

CELLS = frozenset({"td", "th"})
FILLERS = frozenset({"p", "div"})
"""Elements that make no line of their own of all that stands in a cell."""
CELL_MARK = " · "
RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
FIGURES = re.compile(r"[-+]?\d{1,6}n?|n")
"""What is raised or lowered as characters of its own, so that 10⁶ is no 106 in a headline, either."""
NOT_SHOWN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
SPACE = re.compile(r"\s+")
HEARD = re.compile(r"visually-?hidden|screen-?reader|sr-only", re.IGNORECASE)
"""Names of what only a screen reader says, apart from what stands before it."""
STAMPED = re.compile(r"(?:published|posted|updated)\s(?:at|on)\s\d")
"""The same in its words."""
LABELLED = re.compile(r"\b(?:badge|label|tag|flag|kicker|eyebrow|overline|pill|chip)\b", re.IGNORECASE)
"""Names of what looks like a label."""
INVISIBLE = re.compile(rf"{CONTROLS.pattern}|[\u200b\u2060\u00ad]")
EMOJI = re.compile("[\u200d\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]{1,12}")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line, with the element that its text stands in."""

    text: str
    element: HtmlElement | None


LINE_BREAK = Run("\n", None)


@dataclass(frozen=True, slots=True)
class Edge:
    """The end of a line; the next one stands in `block`."""

    block: HtmlElement


@dataclass(frozen=True, slots=True)
class HtmlLine:
    """A visible block of text; a line break inside it is a newline."""

    number: int
    """From 1."""
    element: HtmlElement
    """The innermost block element around all of it."""
    runs: tuple[Run, ...]
    text: str = field(init=False)
    """The words as a reader sees them."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "".join(run.text for run in self.runs))


class _Measure:
    """Count what the parser finds, before a tree is made of it; raise `DocumentError` for too much."""

    def __init__(self) -> None:
        self.elements = self.depth = self.characters = 0
        self.in_code = False

    def start(self, tag: str | bytes, attrib: Mapping[str | bytes, str | bytes]) -> None:
        self.in_code = tag in CODE
        self.elements += 1
        self.depth += 1
        if len(attrib) > MAX_ATTRIBUTES:
            raise DocumentError(f"an element has more than {MAX_ATTRIBUTES} attributes: save the page again")
        if self.elements > MAX_ELEMENTS:
            raise DocumentError(f"more than {MAX_ELEMENTS} elements: save the live blog in several parts")
        if self.depth > MAX_DEPTH:
            raise DocumentError(f"elements are nested more than {MAX_DEPTH} deep: save the page again")

    def end(self, _tag: str | bytes) -> None:
        self.in_code = False
        self.depth -= 1

    def data(self, data: str | bytes) -> None:
        self.characters += 0 if self.in_code else len(data)
        check_length(self.characters, MAX_IN_PAGE)

    def comment(self, text: str | bytes) -> None:
        pass

    def close(self) -> None:
        pass


def _measure(html: str) -> None:
    """Raise `DocumentError` for HTML that is too much to make a tree of."""
    parser = etree.HTMLParser(target=_Measure(), encoding="utf-8", huge_tree=True)
    for begin in range(0, len(html), STEP):
        parser.feed(html[begin : begin + STEP].encode(errors="replace"))
    with suppress(etree.LxmlError):  # nothing in it
        parser.close()


def parse(html: str) -> HtmlElement:
    """Return the root element of a page or of a piece of one, or raise `DocumentError`."""
    _measure(html)
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
        return lxml.html.document_fromstring(html.encode(errors="replace"), parser=parser)
    except etree.ParserError:
        return lxml.html.Element("html")


def lines(html: str) -> tuple[str, ...]:
    """Return the text of every visible block, its line breaks as spaces."""
    return tuple(line.text.replace("\n", " ") for line in walk(parse(html)) if isinstance(line, HtmlLine))


def walk(root: HtmlElement) -> Iterator[HtmlLine | HtmlElement]:
    """Yield lines and media in the order of the document; one inside a line comes after it."""
    numbers = count(1)
    block = root
    runs: list[Run] = []
    media: list[HtmlElement] = []
    for part in chain(_parts(root), [Edge(root)]):
        if isinstance(part, Edge) or (part == LINE_BREAK and _ends_in_break(runs)):
            if tidied := _tidied(runs):
                yield HtmlLine(next(numbers), block, tidied)
            yield from media
            block = part.block if isinstance(part, Edge) else block
            runs, media = [], []
        elif isinstance(part, Run):
            runs.append(part)
        else:
            media.append(part)


def _parts(root: HtmlElement) -> Iterator[Run | Edge | HtmlElement]:
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            if element.tag == "q" and not is_hidden(element):
                yield Run("”", element)
            elif _is_label(element):
                yield Run(" ", element)
            if html_media.is_told_post(element) and not is_hidden(element):
                yield element
            if is_block(element) and element is not root and not is_hidden(element):
                yield Edge(
                    next(outer for outer in element.iterancestors() if is_block(outer) or outer is root)
                )
            if is_link_in_link(element) and element.tail:
                yield Run(" ", element.getparent())
            yield from _text(element.tail, element.getparent())
        elif is_hidden(element):
            walker.skip_subtree()
        elif html_media.is_media(element) and not is_emoji(element):
            walker.skip_subtree()
            yield element
        else:
            yield from _opening(element)
            yield from _text(element.text, element)


def _opening(element: HtmlElement) -> Iterator[Run | Edge]:
    if is_block(element):
        yield Edge(element)
    elif element.tag == "br":
        yield LINE_BREAK
    elif is_emoji(element):
        yield from _text(element.get("alt"), element)
    elif element.tag == "q":
        yield Run("“", element)
    elif element.tag in CELLS and any(text.strip() for text in element.getparent().itertext()):
        yield Run(CELL_MARK, element)
    elif _stands_apart(element):
        yield Run(" ", element)


def _text(text: str | None, element: HtmlElement) -> Iterator[Run]:
    if not text:
        return
    preformatted = "\n" in text and any(outer.tag == "pre" for outer in (element, *element.iterancestors()))
    for index, part in enumerate(text.strip("\n").split("\n") if preformatted else [text]):
        if index:
            yield LINE_BREAK
        if shown := SPACE.sub(" ", INVISIBLE.sub("", part)):
            yield _figures(shown, element) or Run(shown, element)


def _figures(text: str, element: HtmlElement) -> Run | None:
    """Return what is raised or lowered as characters that are so by themselves, if there are such."""
    if element.tag not in {"sup", "sub"} or not FIGURES.fullmatch(text):
        return None
    return Run(text.translate(RAISED if element.tag == "sup" else LOWERED), element.getparent())


def part(line: HtmlLine, text: str) -> HtmlLine | None:
    """Return the part of a line that is a text, its line breaks as spaces; None if there is none."""
    begin = line.text.replace("\n", " ").find(text)
    if begin < 0:
        return None
    runs, place, end = [], 0, begin + len(text)
    for run in line.runs:
        kept = run.text[max(0, begin - place) : max(0, end - place)]
        runs += [Run(kept, run.element)] if kept else []
        place += len(run.text)
    return HtmlLine(line.number, line.element, tuple(runs))


def is_hidden(element: HtmlElement) -> bool:
    """Tell whether a page keeps an element from its readers."""
    return (
        (element.tag in UNSEEN and not (html_media.is_drawn(element) or is_shadow(element)))
        or (element.tag == "noscript" and not _stands_in(element))
        or "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or (element.tag == "dialog" and "open" not in element.attrib)
        or bool(NOT_SHOWN.search(element.get("style", "")))
    )


def is_shadow(element: HtmlElement) -> bool:
    """Tell whether a template is the inside of the element around it, as browsers save and show it."""
    return element.tag == "template" and (
        "shadowrootmode" in element.attrib or "shadowmode" in element.attrib
    )


def _stands_in(noscript: HtmlElement) -> bool:
    """Tell whether what a page has for readers without scripts is a picture that is nowhere beside it."""
    if any((text or "").strip() for text in noscript.itertext() if noscript.find(".//figure") is None):
        return False
    parent = noscript.getparent()
    beside = [] if parent is None else [each for each in parent.iter() if html_media.is_media(each)]
    within = [each for each in noscript.iter() if html_media.is_media(each)]
    return bool(within) and not any(html_media.shown(each) for each in beside if each not in within)


def is_block(element: HtmlElement) -> bool:
    """Tell whether an element is a line of its own; a table's cells share their row's, if they are plain."""
    if element.tag in FILLERS and _fills_cell(element):
        return False
    return element.tag in BLOCKS or (
        element.tag in CELLS and any(is_block(inner) for inner in element.iterdescendants())
    )


def _fills_cell(element: HtmlElement) -> bool:
    """Tell whether an element is all that stands in a table's cell."""
    cell = element.getparent()
    return (
        cell is not None
        and cell.tag in CELLS
        and len(cell) == 1
        and not (cell.text or "").strip()
        and not (element.tail or "").strip()
    )


def is_emoji(element: HtmlElement) -> bool:
    """Tell whether an image stands for a character, as WordPress has them."""
    return element.tag == "img" and bool(EMOJI.fullmatch(INVISIBLE.sub("", element.get("alt", "")).strip()))


def _stands_apart(element: HtmlElement) -> bool:
    """Tell whether style sets an element off from the one right before it; emphasis may end within a word.

    A link inside a link is another one, as browsers show it.
    """
    if (
        is_link_in_link(element)
        or HEARD.search(element.get("class", ""))
        or STAMPED.match(element.text or "")
    ):
        return True
    previous = element.getprevious()
    if previous is None or (previous.tail or "").strip():
        return False
    return not any(each.tag in EMPHASIS and not each.get("class") for each in (previous, element))


def _is_label(element: HtmlElement) -> bool:
    """Tell whether an element is a label that stands before a headline, apart from it by its looks."""
    parent = element.getparent()
    first = element.getprevious() is None and parent is not None and not (parent.text or "").strip()
    return first and bool(LABELLED.search(element.get("class", ""))) and not is_hidden(element)


def is_link_in_link(element: HtmlElement) -> bool:
    """Tell whether an element is a link inside another, which HTML forbids and pages have."""
    return element.tag == "a" and any(outer.tag == "a" for outer in element.iterancestors())


def _ends_in_break(runs: list[Run]) -> bool:
    return next((run for run in reversed(runs) if run.text != " "), None) == LINE_BREAK


def _tidied(runs: list[Run]) -> tuple[Run, ...]:
    """Return the runs without space at the edges of a line and of its parts, and without empty parts."""
    tidied: list[Run] = []
    for run in runs:
        if run == LINE_BREAK:
            _trim(tidied)
        at_edge = not tidied or tidied[-1].text[-1].isspace()
        text = run.text.lstrip() if at_edge else run.text
        if text and not (text == CELL_MARK.lstrip() and not tidied):
            tidied.append(Run(text, run.element))
    _trim(tidied)
    return tuple(tidied)


def _trim(runs: list[Run]) -> None:
    while runs and not runs[-1].text.strip():
        runs.pop()
    if runs:
        runs[-1] = Run(runs[-1].text.rstrip(), runs[-1].element)
