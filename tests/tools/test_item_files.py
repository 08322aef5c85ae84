"""Items to and from files."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from openpyxl import Workbook, load_workbook

from tools.domain.item_table import COLUMNS, Row, read_table
from tools.selectors.item_rows import item_rows
from tools.services.importing import import_items
from tools.services.item_files import (
    UnreadableError,
    instrument_as_json,
    items_as_csv,
    items_as_xlsx,
    read_file,
)


def read_back(content: bytes, name: str, groups):
    return read_table(read_file(BytesIO(content), name), groups)


def groups_of(instrument):
    return {group.key for group in instrument.groups.all()}


@pytest.mark.parametrize("key", ["spiderweb", "school-survey", "environment-walk"])
def test_what_goes_out_comes_back(publish, key):
    instrument = publish(key)
    rows = item_rows(instrument)
    assert read_back(items_as_csv(instrument), "items.csv", groups_of(instrument)) == (rows, [])
    assert read_back(items_as_xlsx(instrument), "ITEMS.XLSX", groups_of(instrument)) == (rows, [])
    done = import_items(instrument=instrument, rows=rows)
    assert (done.changed, done.added, done.removed, done.revision) == (0, 0, 0, None)


def test_formulas_are_harmless_in_a_file_and_come_back_whole(spiderweb):
    rows = [
        Row(row.group, row.key, row.kind, hint='=HYPERLINK("x")' if row.key == "KN1" else "", wordings=row.wordings)
        for row in item_rows(spiderweb)
    ]
    import_items(instrument=spiderweb, rows=rows)
    spiderweb.refresh_from_db()
    draft = spiderweb.get_latest_revision_as_object()
    lines = list(csv.reader(StringIO(items_as_csv(draft).decode("utf-8-sig"))))
    hints = {line[1]: line[COLUMNS.index("hint")] for line in lines}
    assert hints["KN1"] == '\'=HYPERLINK("x")'
    sheet = load_workbook(BytesIO(items_as_xlsx(draft))).active
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n", "inlineStr"}
    assert read_back(items_as_csv(draft), "items.csv", groups_of(draft)) == (rows, [])


def test_an_import_changes_the_draft_and_nothing_else(spiderweb):
    before = item_rows(spiderweb)
    identities = {item.key: item.translation_key for group in spiderweb.groups.all() for item in group.items.all()}
    rows = [
        Row(row.group, row.key, row.kind, wordings=(("teacher", "I ask."),)) if row.key == "KN1" else row
        for row in before
    ]
    rows = [row for row in rows if row.key != "KN4"]
    rows.insert(5, Row("digital", "DI9", wordings=(("teacher", "I try."),)))
    done = import_items(instrument=spiderweb, rows=rows)
    assert (done.changed, done.added, done.removed) == (1, 1, 1)
    spiderweb.refresh_from_db()
    assert item_rows(spiderweb) == before
    draft = spiderweb.get_latest_revision_as_object()
    by_group = sorted(rows, key=lambda row: [group.key for group in draft.groups.all()].index(row.group))
    assert item_rows(draft) == by_group
    done.revision.publish()
    spiderweb.refresh_from_db()
    assert item_rows(type(spiderweb).objects.get(pk=spiderweb.pk)) == by_group
    kept = {item.key: item.translation_key for group in spiderweb.groups.all() for item in group.items.all()}
    assert {key: identity for key, identity in kept.items() if key != "DI9"} == {
        key: identity for key, identity in identities.items() if key != "KN4"
    }


def workbook(*lines) -> bytes:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_of_somebody_else():
    content = workbook(["group", "key", "teacher", "pulse"], ["knowing", 12, "Words", True], [None, None, None, None])
    assert read_back(content, "a.xlsx", {"knowing"}) == (
        [Row("knowing", "12", pulse=True, wordings=(("teacher", "Words"),))],
        [],
    )


def test_semicolons_and_a_byte_order_mark():
    content = "\ufeffgroup;key;teacher\r\nknowing;KN1;Jag frågar, ofta\r\n".encode()
    assert read_back(content, "a.csv", {"knowing"}) == (
        [Row("knowing", "KN1", wordings=(("teacher", "Jag frågar, ofta"),))],
        [],
    )


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"group,key", "items.ods", "wrong_type"),
        (b"group,key", "items", "wrong_type"),
        ("grupp;ö".encode("latin-1"), "items.csv", "not_utf8"),
        (b'group,key\n"open', "items.csv", "not_csv"),
        (b"no archive", "items.xlsx", "not_xlsx"),
        (b"x" * 2_000_001, "items.csv", "too_large"),
    ],
)
def test_files_that_are_none(content, name, code):
    with pytest.raises(UnreadableError) as refused:
        read_file(BytesIO(content), name)
    assert refused.value.code == code


def test_all_as_json(spiderweb):
    document = json.loads(instrument_as_json(spiderweb))
    assert document["language"] == "en"
    assert len(document["structure"]["groups"]) == 8
    assert document["text"]["items"]["KN2"]["wordings"] == {"teacher": "I build learners' own interests into tasks."}
