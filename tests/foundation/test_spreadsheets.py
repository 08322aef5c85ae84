"""No cell becomes a formula, and every cell keeps what was typed."""

import csv
from io import StringIO

import pytest
from hypothesis import given, strategies as st

from academy_site.foundation.spreadsheets import csv_file, plain_cell

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n", "'\n"),
        ("  =1", "'  =1"),
        ("\u200b=1", "'\u200b=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("", ""),
        ("'=1", "'=1"),
        (-1, -1),
        (None, None),
    ],
)
def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe(typed, written):
    assert plain_cell(typed) == written


@given(st.sampled_from("=+-@\t\r") | texts, texts)
def test_no_cell_begins_a_formula(head, tail):
    written = plain_cell(head + tail)
    assert written.lstrip()[:1] not in {"=", "+", "-", "@"}
    assert written[:1] not in {"\t", "\r"}
    assert written in (head + tail, f"'{head}{tail}")
    assert plain_cell(written) == written


@given(st.lists(st.lists(texts, min_size=2, max_size=2), max_size=5))
def test_a_file_is_read_back_as_it_was_written(rows):
    file = csv_file(["one", "two"], rows)
    assert file[:3] == b"\xef\xbb\xbf"
    read = list(csv.reader(StringIO(file.decode("utf-8-sig"), newline="")))
    assert read == [["one", "two"], *[[plain_cell(cell) for cell in row] for row in rows]]
