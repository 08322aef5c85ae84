"""Makes the files of a wave: sheets of slips, and letters, as PDF. For the worker only."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import segno
from django.template.loader import render_to_string
from django.utils.timezone import now
from django.utils.translation import override as language

from academy_site.people.selectors.schools import zone_of_school
from tools.domain.wave_days import days_of
from tools.enums import Role, WaveFileKind, WayIn
from tools.models import WaveFile
from tools.paper import as_pdf, svg_source
from tools.selectors.released import in_words
from tools.selectors.waves import minutes_of, roles_of, version_of
from tools.services.wave_files import Progress, codes_of
from tools.survey_addresses import code_address, link_address, typed_address

A_SHEET = 10


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: its code in two groups, and the square that leads to the same."""

    code: str
    square: str


def made(file: WaveFile, progress: Progress) -> bytes:
    """Return the file, in its language and in the days of the school."""
    with language(file.language):
        if file.kind == WaveFileKind.SLIPS:
            values = slip_values(file, list(codes_of(file)))
            progress(20)
            html = render_to_string("tools/pdf/slips.html", values)
            progress(40)
            return as_pdf(html, "slips.css")
        html = render_to_string(f"tools/pdf/letter_{file.kind}.html", letter_values(file))
        progress(40)
        return as_pdf(html, "letter.css")


def slip_values(file: WaveFile, codes: list[str]) -> dict[str, Any]:
    """Return what the sheets of slips show, ten slips on each."""
    assert file.batch is not None  # noqa: S101 - for the type checker
    role = file.batch.role
    own = sum(role in item.roles for item in file.wave.own_items.all())
    slips = [_slip(code) for code in codes]
    return {
        "language": file.language,
        "role": Role(role).label,
        "days": _days(file),
        "minutes": minutes_of(version_of(file.wave), file.wave.mode, role, own),
        "typed": typed_address(),
        "sheets": [slips[place : place + A_SHEET] for place in range(0, len(slips), A_SHEET)],
    }


def _slip(code: str) -> Slip:
    half = len(code) // 2
    return Slip(f"{code[:half]} {code[half:]}", square_source(code_address(code)))


def square_source(address: str) -> str:
    """Return a QR code as the source of a picture."""
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", border=2, dark="#1c1b33", light="#ffffff", xmldecl=False, svgclass=None, lineclass=None
    )
    return svg_source(drawn.getvalue())


def _days(file: WaveFile) -> Any:
    return days_of(file.wave.opens_at, file.wave.closes_at, zone_of_school(file.wave.school))


def letter_values(file: WaveFile) -> dict[str, Any]:
    """Return what a letter says: to parents, or to staff."""
    wave = file.wave
    role = Role.PARENT if file.kind == WaveFileKind.PARENTS else Role.TEACHER
    roles = roles_of(wave)
    words = in_words(version_of(wave), file.language)
    return {
        "language": file.language,
        "school": wave.school,
        "wave": wave,
        "words": words,
        "days": _days(file),
        "today": now().astimezone(zone_of_school(wave.school)).date(),
        "asks_role": role in roles,
        "asks_students": Role.STUDENT in roles,
        "minutes": minutes_of(words.version, wave.mode, role),
        "student_minutes": minutes_of(words.version, wave.mode, Role.STUDENT),
        "examples": list(_examples(words, Role.STUDENT if Role.STUDENT in roles else role)),
        "typed": typed_address(),
        **_link(file),
    }


def _examples(words: Any, role: str) -> Iterator[str]:
    """Yield three of the items, so that it can be seen what is asked."""
    found = (item.key for group in words.structure.groups for item in group.statements if item.pulse)
    said = [words.text.items[key].wordings[role] for key in found if role in words.text.items[key].wordings]
    yield from said[1:4]


def _link(file: WaveFile) -> dict[str, str]:
    """Return the open address of staff, which their letter shows once there is one."""
    link = file.wave.links.filter(way=WayIn.STAFF).first() if file.kind == WaveFileKind.STAFF else None
    if link is None:
        return {"link": "", "square": ""}
    address = link_address(link, file.language)
    return {"link": address, "square": square_source(address)}
