"""Items to and from files: CSV and XLSX to work on elsewhere, JSON for other software."""

import csv
import json
from io import BytesIO, StringIO
from typing import IO, Any

from openpyxl import Workbook, load_workbook

from academy_site.foundation.spreadsheets import csv_file, plain_cell
from tools.domain.item_table import COLUMNS, MOST_ROWS
from tools.models import Instrument
from tools.selectors.drafts import structure_of, text_of
from tools.selectors.item_rows import item_rows

# A file of 500 items with all wordings is far below it.
LARGEST_FILE = 2_000_000
# What may stand below the rows that count, before reading stops.
_SPARE = 200


class UnreadableError(Exception):
    """The file is not what its name says. `code` says what is wrong."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def items_as_csv(instrument: Instrument) -> bytes:
    """Return the items as a CSV file, formulas made harmless."""
    return csv_file(COLUMNS, (row.cells() for row in item_rows(instrument)))


def items_as_xlsx(instrument: Instrument) -> bytes:
    """Return the items as an Excel workbook, formulas made harmless."""
    book = Workbook()
    sheet = book.active
    sheet.title = instrument.key[:31]
    sheet.append(list(COLUMNS))
    for row in item_rows(instrument):
        sheet.append([plain_cell(cell) for cell in row.cells()])
    sheet.freeze_panes = "C2"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def instrument_as_json(instrument: Instrument) -> bytes:
    """Return structure and words of an instrument as one JSON document."""
    document = {
        "language": instrument.locale.language_code,
        "structure": structure_of(instrument).document(),
        "text": text_of(instrument).document(),
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def read_file(file: IO[bytes], name: str) -> list[list[Any]]:
    """Return the cells of a CSV or XLSX file; raise `UnreadableError` for anything else."""
    content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise UnreadableError("too_large")
    if name.lower().endswith(".xlsx"):
        return _xlsx(content)
    if name.lower().endswith(".csv"):
        return _csv(content)
    raise UnreadableError("wrong_type")


def _csv(content: bytes) -> list[list[Any]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("not_utf8") from error
    first = text.split("\n", 1)[0]
    # Spreadsheets in countries with a decimal comma separate by semicolons.
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UnreadableError("not_csv") from error


def _xlsx(content: bytes) -> list[list[Any]]:
    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + _SPARE, max_col=len(COLUMNS) * 2)
        return [list(row) for row in rows]
    except Exception as error:  # the library raises whatever a broken archive makes it raise
        raise UnreadableError("not_xlsx") from error
