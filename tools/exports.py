"""One web as files of its teacher: a picture, a table and a document for programs."""

import json
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from academy_site.foundation import languages
from academy_site.foundation.spreadsheets import csv_file
from tools.one_web import OneWeb
from tools.svg_file import Words, day_words, svg_file

FORMAT = "academy-web/1"


def as_svg(web: OneWeb) -> str:
    """Return the picture of a web, in the language of the reader."""
    day = date_format(web.response.on, "DATE_FORMAT")
    words = Words(
        title=f"{_('Spiderweb')}, {day}",
        description=web.says,
        note=day_words(web.chart),
        language=languages.reader_language(),
    )
    return svg_file(web.chart, words)


def as_csv(web: OneWeb) -> bytes:
    """Return the values, levels and notes of a web, a row for each dimension; nothing in it becomes a formula."""
    columns = (
        _("Dimension"), _("Value"), _("Level"), _("What this level looks like"), _("Answered"), _("Asked"),
        _("What shows it"), _("Day"), _("How answered"), _("Group of learners"), _("Version"),
    )  # fmt: skip
    response = web.response
    how = web.words.text.modes[response.mode].title
    common = (response.on.isoformat(), how, response.learners, response.version.number)
    rows = (
        (
            line.axis.name, "" if line.axis.now is None else line.axis.now, line.label, line.text, line.answered,
            line.asked, line.note, *common,
        )
        for line in web.lines
    )  # fmt: skip
    return csv_file(columns, rows)


def as_json(web: OneWeb) -> str:
    """Return a web with keys and hashes, so that it can be understood without the academy."""
    response, version = web.response, web.response.version
    document: dict[str, Any] = {
        "format": FORMAT,
        "web": str(response.key),
        "instrument": version.instrument.key,
        "version": {"number": version.number, "sha256": version.content_hash},
        "text": {
            "language": response.text.language,
            "number": response.text.number,
            "sha256": response.text.content_hash,
        },
        "mode": response.mode,
        "day": response.on.isoformat(),
        "handed_in": response.submitted_at.isoformat(),
        "learners": response.learners,
        "answers": response.answers,
        "then": {"day": response.then_on.isoformat() if response.then_on else None, "answers": response.then},
        "taken_over": response.taken,
        "notes": response.notes,
        "scores": [
            {
                "dimension": line.axis.key,
                "score": None if line.axis.now is None else float(line.axis.now),
                "answered": line.answered,
                "asked": line.asked,
                "band": line.axis.band or None,
            }
            for line in web.lines
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
