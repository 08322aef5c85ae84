"""Everything that is held about a person as one ZIP: for programs, for spreadsheets, and to read."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime, override as zone
from django.utils.translation import gettext as _, override as language

from academy_site.foundation.privacy import Holding, holdings_of
from academy_site.foundation.spreadsheets import csv_file
from academy_site.people.models import User
from academy_site.people.selectors import language_of, zone_of

# Bytes up to which the file is made in memory.
_IN_MEMORY = 5_000_000
_EMPTY = "–"


@dataclass(frozen=True)
class Kind:
    """One kind of data with its rows, read once."""

    holding: Holding
    rows: Sequence[Mapping[str, Any]]

    @property
    def files(self) -> tuple[str, str]:
        """Return the names of the two files that hold the rows."""
        return f"{self.holding.key}.json", f"{self.holding.key}.csv"

    @property
    def columns(self) -> list[str]:
        """Return the names that any row has, in the order in which they first come."""
        return list(dict.fromkeys(name for row in self.rows for name in row))

    @property
    def labels(self) -> list[str]:
        """Return what the columns are called for a reader."""
        return [str(self.holding.labels.get(name, name.replace("_", " "))) for name in self.columns]

    @property
    def table(self) -> list[list[str]]:
        """Return the cells for a reader, in the language and time zone in force."""
        return [[shown(row.get(name)) for name in self.columns] for row in self.rows]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return label and value of the first row."""
        return list(zip(self.labels, self.table[0], strict=True))


def person_zip(*, person: User, now: datetime) -> IO[bytes]:
    """Return a ZIP of `index.html` in the person's language and a JSON and CSV file for each kind that has rows."""
    with language(language_of(person)), zone(zone_of(person)):
        kinds = [Kind(holding, list(holding.rows())) for holding in holdings_of(person)]
        held = [kind for kind in kinds if kind.rows]
        index = render_to_string(
            "people/export.html",
            {
                "person": person,
                "language": language_of(person),
                "now": shown(now),
                "kinds": held,
                "nothing": [kind.holding.title for kind in kinds if not kind.rows],
            },
        )
    file: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the caller closes it
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        _write(archive, "index.html", index.encode(), now)
        for kind in held:
            for name, content in zip(kind.files, (_as_json(kind, now), _as_csv(kind)), strict=True):
                _write(archive, name, content, now)
    file.seek(0)
    return file


def plain(value: Any) -> Any:
    """Return a value for programs: moments and days in ISO 8601, everything unknown as text."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


def shown(value: Any) -> str:
    """Return a value for a reader."""
    if value is None or value == "":
        return _EMPTY
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return date_format(localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return str(value)


def _as_json(kind: Kind, now: datetime) -> bytes:
    rows = [{name: plain(value) for name, value in row.items()} for row in kind.rows]
    said = {"kind": kind.holding.key, "taken_at": now.isoformat(), "rows": rows}
    return json.dumps(said, ensure_ascii=False, indent=2).encode()


def _as_csv(kind: Kind) -> bytes:
    return csv_file(kind.columns, ([_csv_cell(row.get(name)) for name in kind.columns] for row in kind.rows))


def _csv_cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else str(value) if isinstance(value, Promise) else plain(value)


def _write(archive: ZipFile, name: str, content: bytes, now: datetime) -> None:
    entry = ZipInfo(name, date_time=now.timetuple()[:6])
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
    archive.writestr(entry, content)
