"""Files for spreadsheets: what a person typed stays text there, and never becomes a formula."""

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

# With these a spreadsheet begins a formula, or a cell of its own; the wide ones count where wide letters are used.
_BEGIN = frozenset("=+-@\t\r\n＝＋－＠")
_BLANK = ("Z", "C")


def plain_cell(value: Any) -> Any:
    """Return what to write into a cell: text that a spreadsheet might calculate gets an apostrophe in front.

    Blanks and control characters before the sign do not hide it. Whatever is not text stays as it is.
    """
    if not isinstance(value, str):
        return value
    first = next((letter for letter in value if unicodedata.category(letter)[0] not in _BLANK), "")
    return f"'{value}" if first in _BEGIN or value[:1] in _BEGIN else value


def csv_file(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return a CSV file that spreadsheets open with the right letters, every cell plain."""
    text = StringIO(newline="")
    writer = csv.writer(text)
    for row in (columns, *rows):
        writer.writerow([plain_cell(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")
