"""Tables and preformatted text, each one block of Markdown with its columns and indentation in place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from afterlive.markup import CONTROLS
from afterlive.reading.source import html_inline
from afterlive.reading.source.html_lines import CELL_MARK, CELLS, HtmlLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from lxml.html import HtmlElement

    from afterlive.reading.source.html_lines import Run

MAX_SPAN = 20
"""Columns or rows that one cell takes at the most."""
HIDDEN = frozenset({"script", "style", "template"})
BLANK_LINES = re.compile(r"\n(?:[ ]*\n)+")


def tables(shown: Iterable[HtmlLine | HtmlElement]) -> dict[HtmlElement, list[HtmlLine]]:
    """Return the rows of each table that is nothing but rows of plain cells, two columns or more."""
    rows: dict[HtmlElement, list[HtmlLine]] = {}
    broken: set[HtmlElement] = set()
    for thing in shown:
        element = thing.element if isinstance(thing, HtmlLine) else thing
        nearest = next((each for each in (element, *element.iterancestors()) if each.tag == "table"), None)
        if nearest is None or element.tag == "caption":
            continue
        found = rows.setdefault(nearest, [])
        if element.tag != "tr" or not isinstance(thing, HtmlLine) or (found and found[-1].element is element):
            broken.add(nearest)
        elif isinstance(thing, HtmlLine):
            found.append(thing)
    return {table: lines for table, lines in rows.items() if table not in broken and _is_data(table, lines)}


def _is_data(table: HtmlElement, lines: Sequence[HtmlLine]) -> bool:
    nested = any(each.tag in {"table", "li", "blockquote"} for each in table.iterancestors())
    whole = lines[0].number + len(lines) - 1 == lines[-1].number
    return len(lines) > 1 and not nested and whole and max(len(_cells(line.element)) for line in lines) > 1


def table(
    lines: Sequence[HtmlLine], link: Callable[[str], str | None], within: HtmlElement | None
) -> tuple[str, str]:
    """Return the words of a table's rows, one a line, and the table as Markdown."""
    grid: list[list[str]] = []
    words: list[list[str]] = []
    below: dict[int, int] = {}
    for line in lines:
        row, text, below = _row(line, below, link, within)
        grid.append(row)
        words.append(text)
    width = max(map(len, grid))
    first = lines[0].element
    headed = all(cell.tag == "th" for cell in _cells(first))
    if not headed:  # Markdown's tables have a heading
        grid.insert(0, [])
    rows = [row + [""] * (width - len(row)) for row in grid]
    rows.insert(1, ["---"] * width)
    return "\n".join(filter(None, map(_words, words))), "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(
    line: HtmlLine, above: dict[int, int], link: Callable[[str], str | None], within: HtmlElement | None
) -> tuple[list[str], list[str], dict[int, int]]:
    """Return the cells of a row as Markdown and as text, and how many rows below a column is still taken."""
    runs = _runs(line)
    row: list[str] = []
    words: list[str] = []
    below = {column: rows - 1 for column, rows in above.items() if rows > 1}
    for cell in _cells(line.element):
        while above.get(len(row), 0):
            row.append("")
            words.append("")
        pieces = html_inline.pieces_of(runs.get(cell, []), link, within)
        pieces = html_inline.plain(pieces) if cell.tag == "th" else pieces
        column = len(row)
        row.append(html_inline.markdown(pieces).strip().replace("|", "\\|").replace("  \n", "<br>"))
        words.append("".join(piece.text for piece in pieces).strip())
        width = _span(cell, "colspan")
        row += [""] * (width - 1)
        words += [""] * (width - 1)
        if (height := _span(cell, "rowspan")) > 1:
            below |= dict.fromkeys(range(column, column + width), height - 1)
    return row, words, below


def _runs(line: HtmlLine) -> dict[HtmlElement, list[Run]]:
    found: dict[HtmlElement, list[Run]] = {}
    cell: HtmlElement | None = None
    for run in line.runs:
        if run.element is not None:
            if run.element.tag in CELLS and run.text.strip() == CELL_MARK.strip():
                continue
            cell = next(
                (each for each in (run.element, *run.element.iterancestors()) if each.tag in CELLS), cell
            )
        if cell is not None:
            found.setdefault(cell, []).append(run)
    return found


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in CELLS]


def _span(cell: HtmlElement, name: str) -> int:
    value = cell.get(name, "")
    return (
        min(int(value), MAX_SPAN)
        if value.isdecimal() and 0 < len(value) < len(str(MAX_SPAN)) + 1 and int(value)
        else 1
    )


def _words(cells: Sequence[str]) -> str:
    text = " ".join(CELL_MARK.join(cells).split(" "))
    text = re.sub(" +", " ", text).strip()
    while text.startswith("· "):
        text = text[2:]
    return text


def preformatted(element: HtmlElement) -> str | None:
    """Return the text of a `pre` with its line breaks and indentation; None if it holds more than text."""
    if any(each.tag in {"a", "img", "table", "ul", "ol"} for each in element.iter()):
        return None
    if any(each.tag in {"li", "blockquote", "td", "th"} for each in element.iterancestors()):
        return None
    text = CONTROLS.sub("", "".join(_texts(element)).expandtabs(4))
    lines = BLANK_LINES.sub("\n\n", text).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n") or None


def _texts(element: HtmlElement) -> Iterator[str]:
    if element.tag not in HIDDEN:
        yield "\n" if element.tag == "br" else element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""
