"""Tables as rows of texts: .csv with any separator, and the first sheet of .xlsx."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING

from afterlive.errors import DocumentError
from afterlive.reading.source import packed
from afterlive.reading.source.document import check_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from afterlive.reading.source.document import Document

SHEETS = "xl/workbook.xml"
HOW_TO_READ_SHEETS = (
    'a spreadsheet, and what reads it isn\'t installed: pip install "afterlive[xlsx]", or save it as .csv'
)
DELIMITERS = ",;\t"
MAX_ROWS = 100_000
MAX_COLUMNS = 200
LONGEST_CELL = 10_000_000
LONGEST_HEADER = 20_000
"""Characters."""
FIRST_YEAR = 1901
"""Before it are times without a day: spreadsheets count days from 1899 or 1900."""


def is_spreadsheet(document: Document) -> bool:
    """Tell whether a document is an .xlsx."""
    return SHEETS in packed.names(document)


def header(document: Document) -> tuple[str, ...]:
    """Return the first row of a document's text, taken for a .csv."""
    return tuple(next(_rows_of_csv(document.text[:LONGEST_HEADER].lstrip().partition("\n")[0]), ()))


def rows(document: Document) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table, or raise `DocumentError`."""
    found = _rows_of_sheet(document) if is_spreadsheet(document) else _rows_of_csv(document.text.lstrip())
    for number, row in enumerate(found):
        if number > MAX_ROWS:
            raise DocumentError(f"more than {MAX_ROWS} rows: save the live blog in several parts")
        yield tuple(cell.strip() for cell in row)


def _rows_of_csv(text: str) -> Iterator[Iterable[str]]:
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    csv.field_size_limit(LONGEST_CELL)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise DocumentError(f"a table that is broken ({error}): save it again") from None


def _rows_of_sheet(document: Document) -> Iterator[Iterable[str]]:
    try:
        import openpyxl  # noqa: PLC0415 - an extra
    except ImportError:
        raise DocumentError(HOW_TO_READ_SHEETS) from None
    held = packed.files(document)
    for name in held.names:
        if name.endswith((".xml", ".rels")):
            held.xml(name)
    try:
        book = openpyxl.load_workbook(io.BytesIO(document.data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        length = 0
        for row in sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True):
            cells = [_cell(value) for value in row]
            length += sum(map(len, cells))
            check_length(length)
            yield cells
    except DocumentError:
        raise
    except Exception as error:  # noqa: BLE001 - openpyxl lets through whatever it stumbles over
        raise DocumentError(f"a spreadsheet that is broken ({type(error).__name__}): save it again") from None


def _cell(value: object) -> str:
    if isinstance(value, dt.datetime):
        return f"{value:%H:%M:%S}" if value.year < FIRST_YEAR else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
