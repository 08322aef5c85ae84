"""A survey report as files for spreadsheets and programs, made of the same structure as its pages."""

import json
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from academy_site.foundation.spreadsheets import csv_file, plain_cell
from tools.domain.survey_report import ItemRow
from tools.report_survey_pages import change_words, title_of
from tools.report_survey_words import ALPHA, CAUTIONS, band_words, concept_name, group_name, reason_words, wordings
from tools.selectors.survey_results import Results

FORMAT = "academy-school-report/1"
Row = Sequence[Any]


def as_csv(results: Results) -> bytes:
    """Return all answers as CSV, a row for each concept and group; nothing in it becomes a formula."""
    return csv_file(*_answers(results))


def as_xlsx(results: Results) -> bytes:
    """Return the whole report as an Excel workbook; nothing in it becomes a formula."""
    book = Workbook()
    book.remove(book.active)
    for title, (columns, rows) in _sheets(results):
        sheet = book.create_sheet(title[:31])
        for row in (columns, *rows):
            sheet.append([plain_cell(cell) for cell in row])
        sheet.freeze_panes = "A2"
        for letter in "ABC":
            sheet.column_dimensions[letter].width = 28
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def as_json(results: Results) -> str:
    """Return the report with keys, hashes and thresholds, so that it can be understood without the academy."""
    wave, version = results.wave, results.wave.version
    document = {
        "format": FORMAT,
        "wave": {
            "key": str(wave.key),
            "title": wave.title,
            "mode": wave.mode,
            "opened": wave.opens_at.date().isoformat(),
            "closed": wave.closed_at.date().isoformat() if wave.closed_at else None,
            "smallest_group": wave.min_group,
        },
        "school": wave.school.name,
        "instrument": version.instrument.key,
        "version": {"number": version.number, "sha256": version.content_hash},
        "earlier": {key: each.title for key, each in results.earlier.items()},
        "report": results.report.document(),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _sheets(results: Results) -> Iterator[tuple[str, tuple[Row, Iterator[Row]]]]:
    yield _("Who answered"), _who(results)
    yield _("Areas"), _areas(results)
    yield _("All answers"), _answers(results)
    yield _("Distances"), _gaps(results)
    if results.report.trends:
        yield _("Changes"), _changes(results)


def _who(results: Results) -> tuple[Row, Iterator[Row]]:
    columns = (_("Group"), _("Answers"), _("Of"), _("Response in percent"), _("Note"))
    rows = (
        (
            group_name(who.group),
            who.n,
            who.expected,
            who.rate,
            reason_words(who.reason) or str(CAUTIONS.get(who.caution, "")),
        )
        for who in results.report.who
    )
    return columns, rows


def _areas(results: Results) -> tuple[Row, Iterator[Row]]:
    columns = (
        _("Area"), _("Group"), _("Mean"), _("4 and 5 in percent"), _("Spread"), _("Answered everything"),
        _("Cronbach's alpha"), _("Note"),
    )  # fmt: skip

    def rows() -> Iterator[Row]:
        for area in results.report.areas:
            for row in area.rows:
                begin = (title_of(results, area.key), group_name(row.group))
                if row.reason or row.area is None:
                    yield (*begin, None, None, None, None, None, reason_words(row.reason))
                    continue
                shown = row.area
                note = str(ALPHA.get(row.alpha_says, "")) or reason_words(shown.alpha_reason)
                yield (*begin, shown.mean, shown.share, shown.spread, shown.cases, shown.alpha, note)

    return columns, rows()


def _answers(results: Results) -> tuple[Row, Iterator[Row]]:
    scale = results.words.structure.scale
    labels = [results.words.text.scale[step.key].label for step in scale]
    columns = (
        _("Area"), _("Concept"), _("Group"), _("Question"), *labels, _("Answers"), _("Mean"), _("Spread"),
        _("4 and 5 in percent"), _("Note"),
    )  # fmt: skip

    def rows() -> Iterator[Row]:
        areas = [(title_of(results, area.key), area.concepts) for area in results.report.areas]
        roles = {who.group: who.roles for who in results.report.who}
        for title, concepts in (*areas, (_("Questions of the school itself"), results.report.own)):
            for concept in concepts:
                name = concept_name(results, concept.key)
                for row in concept.rows:
                    asked = dict.fromkeys(words for _name, words in wordings(results, concept.key, roles[row.group]))
                    yield (title, name, group_name(row.group), " / ".join(asked), *_item(results, row))

    return columns, rows()


def _item(results: Results, row: ItemRow) -> Row:
    item, scale = row.item, results.words.structure.scale
    if item is None or item.counts is None:
        why = band_words(results, item) if item and item.band else reason_words(row.reason)
        return (*[None] * len(scale), item.n if item else None, None, None, None, why)
    counts = [item.counts[step.key] for step in scale]
    return (*counts, item.n, item.mean, item.deviation, item.share, reason_words(item.mean_reason))


def _gaps(results: Results) -> tuple[Row, Iterator[Row]]:
    columns = (
        _("Concept"), _("Distance"), _("Worth a talk"), _("Group"), _("Mean"), _("Spread"), _("Answers with a value"),
    )  # fmt: skip
    rows = (
        (
            concept_name(results, gap.key), gap.size, _("yes") if gap.is_flagged else _("no"),
            group_name(side.group), side.mean, side.deviation, side.n,
        )
        for gap in results.report.gaps
        for side in gap.sides
    )  # fmt: skip
    return columns, rows


def _changes(results: Results) -> tuple[Row, Iterator[Row]]:
    columns = (_("Since"), _("Area or concept"), _("Group"), _("Before"), _("Now"), _("Change"), _("Note"))
    titles = {key: title_of(results, key) for key in results.words.text.groups}
    own = set(results.own)

    def rows() -> Iterator[Row]:
        for trend in results.report.trends:
            for change in (*trend.areas, *(each for each in trend.items if each.key not in own)):
                name = titles.get(change.key) or concept_name(results, change.key)
                note = change_words(change) if change.change is None else ""
                yield (
                    results.earlier[trend.wave].title, name, group_name(change.group), change.before, change.now,
                    change.change, note,
                )  # fmt: skip

    return columns, rows()
