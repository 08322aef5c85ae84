"""Items as a table, as a spreadsheet holds them: all mistakes at once, each with its row and column."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tools.domain.instrument import AUDIENCES, LEVEL, OPEN, STATEMENT
from tools.domain.releasing import FIRST_ROW

COLUMNS = ("group", "key", "kind", "concept", "hint", "pulse", "weight", *AUDIENCES)
NEEDED = ("group", "key")
WEIGHTS = ("", "essential", "growing")
MOST_ROWS = 500
LONGEST_TEXT = 2000
LONGEST = {"key": 40, "concept": 80}
YES, NO = ("yes", "x", "1", "true"), ("", "no", "0", "false")

# Column, what is wrong with a cell that holds something else, what it may hold.
_CHOICES = (
    ("kind", "kind_unknown", ("", STATEMENT, LEVEL, OPEN)),
    ("pulse", "yes_or_no", (*YES, *NO)),
    ("weight", "weight_unknown", WEIGHTS),
)
_KEY = re.compile(r"[-a-zA-Z0-9_]+")
_FORMULA = re.compile(r"'[\s\x00-\x1f]*[=+\-@\t\r\n＝＋－＠]")


@dataclass(frozen=True, slots=True)
class Row:
    """An item as a table holds it."""

    group: str
    key: str
    kind: str = STATEMENT
    concept: str = ""
    hint: str = ""
    pulse: bool = False
    weight: str = ""
    wordings: tuple[tuple[str, str], ...] = ()

    def cells(self) -> list[str]:
        """Return its cells in the order of `COLUMNS`."""
        words = dict(self.wordings)
        pulse = "yes" if self.pulse else ""
        own = [self.group, self.key, self.kind, self.concept, self.hint, pulse, self.weight]
        return own + [words.get(audience, "") for audience in AUDIENCES]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A cell to mend. Rows count as a spreadsheet counts them; `column` is empty when it is about the row."""

    row: int
    column: str
    code: str
    value: str = ""


def read_table(table: Sequence[Sequence[object]], groups: Collection[str]) -> tuple[list[Row], list[Mistake]]:
    """Return the items of a table and every mistake in it; the first row names the columns.

    `groups` are the keys of the groups there are. Rows without any content are passed over.
    """
    if not table:
        return [], [Mistake(1, "", "empty")]
    names = [_plain(cell).lower() for cell in table[0]]
    mistakes = list(_header(names))
    if mistakes:
        return [], mistakes
    rows = []
    seen: dict[str, int] = {}
    for number, line in enumerate(table[1:], start=FIRST_ROW):
        cells = {name: _plain(cell) for name, cell in zip(names, line, strict=False) if name}
        if not any(cells.values()):
            continue
        if len(rows) >= MOST_ROWS:
            mistakes.append(Mistake(number, "", "too_many", str(MOST_ROWS)))
            break
        found = list(_row(number, cells, groups, seen))
        seen.setdefault(cells["key"], number)
        mistakes += found
        rows.append(_made(cells))
    if not rows:
        mistakes.append(Mistake(FIRST_ROW, "", "empty"))
    return rows, mistakes


def _plain(cell: object) -> str:
    """Return a cell as text; a formula that was made harmless for a spreadsheet gets its first letter back."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    text = str(cell).replace("\r\n", "\n").strip()
    return text[1:] if _FORMULA.match(text) else text


def _header(names: Sequence[str]) -> Iterator[Mistake]:
    for name in NEEDED:
        if name not in names:
            yield Mistake(1, name, "column_missing", name)
    for name in names:
        if name and name not in COLUMNS:
            yield Mistake(1, name, "column_unknown", name)
    for name in dict.fromkeys(names):
        if name and names.count(name) > 1:
            yield Mistake(1, name, "column_twice", name)


def _row(number: int, cells: Mapping[str, str], groups: Collection[str], seen: Mapping[str, int]) -> Iterator[Mistake]:
    if cells["group"] not in groups:
        yield Mistake(number, "group", "group_unknown", cells["group"])
    yield from _key_of_row(number, cells["key"], seen)
    for column, code, allowed in _CHOICES:
        if cells.get(column, "").lower() not in allowed:
            yield Mistake(number, column, code, cells[column])
    for name, value in cells.items():
        if len(value) > LONGEST.get(name, LONGEST_TEXT):
            yield Mistake(number, name, "too_long", str(LONGEST.get(name, LONGEST_TEXT)))
    is_level = cells.get("kind", "").lower() == LEVEL
    if not is_level and not any(cells.get(audience) for audience in AUDIENCES):
        yield Mistake(number, "", "asked_of_nobody")


def _key_of_row(number: int, key: str, seen: Mapping[str, int]) -> Iterator[Mistake]:
    if not key:
        yield Mistake(number, "key", "key_missing")
    elif not _KEY.fullmatch(key):
        yield Mistake(number, "key", "key_shape", key)
    elif key in seen:
        yield Mistake(number, "key", "key_twice", str(seen[key]))


def _made(cells: Mapping[str, str]) -> Row:
    return Row(
        group=cells["group"],
        key=cells["key"],
        kind=cells.get("kind", "").lower() or STATEMENT,
        concept=cells.get("concept", ""),
        hint=cells.get("hint", ""),
        pulse=cells.get("pulse", "").lower() in YES,
        weight=cells.get("weight", "").lower(),
        wordings=tuple((name, cells[name]) for name in AUDIENCES if cells.get(name)),
    )
