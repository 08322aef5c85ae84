"""Items as a table: all mistakes at once, with row and column."""

from hypothesis import given, strategies as st

from academy_site.foundation.spreadsheets import plain_cell
from tools.domain.item_table import COLUMNS, Mistake, Row, read_table

GROUPS = {"knowing", "digital"}
HEADER = ["group", "key", "teacher"]


def read(*lines, header=HEADER):
    return read_table([header, *lines], GROUPS)


def test_a_good_table():
    rows, mistakes = read_table(
        [
            ["Key", "GROUP", "teacher", "pulse", "weight", "kind", ""],
            ["KN1", "knowing", " I ask. ", "yes", "", "", "a remark"],
            [None, None, None, None, None, None, None],
            ["knowing-level", "knowing", "", "", "", "level"],
            ["DI1", "digital", "I choose.", True, "Essential", "statement"],
        ],
        GROUPS,
    )
    assert mistakes == []
    assert rows == [
        Row("knowing", "KN1", pulse=True, wordings=(("teacher", "I ask."),)),
        Row("knowing", "knowing-level", kind="level"),
        Row("digital", "DI1", pulse=True, weight="essential", wordings=(("teacher", "I choose."),)),
    ]


def test_all_mistakes_at_once():
    rows, mistakes = read(
        ["knowing", "KN1", "I ask.", "perhaps", "", ""],
        ["nowhere", "", "I ask.", "", "heavy", ""],
        ["knowing", "KN1", "", "", "", "question"],
        ["digital", "é", "x" * 2001, "", "", ""],
        header=[*HEADER, "pulse", "weight", "kind"],
    )
    assert mistakes == [
        Mistake(2, "pulse", "yes_or_no", "perhaps"),
        Mistake(3, "group", "group_unknown", "nowhere"),
        Mistake(3, "key", "key_missing"),
        Mistake(3, "weight", "weight_unknown", "heavy"),
        Mistake(4, "key", "key_twice", "2"),
        Mistake(4, "kind", "kind_unknown", "question"),
        Mistake(4, "", "asked_of_nobody"),
        Mistake(5, "key", "key_shape", "é"),
        Mistake(5, "teacher", "too_long", "2000"),
    ]
    assert len(rows) == 4


def test_a_header_that_is_none():
    assert read_table([], GROUPS) == ([], [Mistake(1, "", "empty")])
    _, mistakes = read(["knowing", "KN1"], header=["group", "group", "colour"])
    assert mistakes == [
        Mistake(1, "key", "column_missing", "key"),
        Mistake(1, "colour", "column_unknown", "colour"),
        Mistake(1, "group", "column_twice", "group"),
    ]
    assert read()[1] == [Mistake(2, "", "empty")]


def test_an_end_to_reading():
    lines = [["knowing", f"K{number}", "I ask."] for number in range(501)]
    rows, mistakes = read(*lines)
    assert (len(rows), mistakes) == (500, [Mistake(502, "", "too_many", "500")])


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).map(str.strip).filter(bool)


@given(st.lists(st.tuples(texts, texts, st.booleans()), min_size=1, max_size=5))
def test_what_is_written_is_read_back(items):
    rows = [
        Row("knowing", f"K{number}", hint=hint, pulse=pulse, wordings=(("teacher", words),))
        for number, (words, hint, pulse) in enumerate(items)
    ]
    table = [list(COLUMNS), *([plain_cell(cell) for cell in row.cells()] for row in rows)]
    again, mistakes = read_table(table, GROUPS)
    assert mistakes == []
    # An apostrophe before a formula is what the export puts there, so it is taken away again.
    assert [row.key for row in again] == [row.key for row in rows]
    for old, new in zip(rows, again, strict=True):
        assert dict(new.wordings)["teacher"].lstrip("'") == dict(old.wordings)["teacher"].lstrip("'")
