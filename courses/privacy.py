"""What is held about a person who learns, and how it ends."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page

from academy_site.foundation import languages
from academy_site.foundation.privacy import Ending, Holding, erased
from courses.models import CourseEnrolment, Enrolment, UnitDone

_TITLE = _("Your learning")


def hold_learning(person, holdings: list[Holding]) -> None:
    """Declare enrolments and what was marked as done."""
    holdings.append(
        Holding(
            key="learning",
            title=_TITLE,
            why=_("So that you go on where you stopped, in any language, and see what you have worked through."),
            how_long=_("Until you delete your account; also after you withdraw, so that you can come back."),
            who_sees=_("Only you. Others see how many are under way, never who, and never a number below five."),
            models=("courses.Enrolment", "courses.CourseEnrolment", "courses.UnitDone"),
            rows=lambda: _learning(person),
            count=lambda: sum(rows.count() for rows in _rows(person)),
            labels={
                "when": _("When"),
                "what": _("What"),
                "page": _("Page"),
                "finished_at": _("Worked through"),
                "withdrawn_at": _("Withdrawn"),
            },
        )
    )


def end_learning(person, endings: list[Ending]) -> None:
    """Declare that enrolments and progress go."""
    effect = _("You are enrolled in nothing any more, and what you marked as done is gone.")

    def carry_out() -> None:
        for rows in _rows(person):
            rows.delete()

    endings.append(erased(key="learning", title=_TITLE, effect=effect, carry_out=carry_out))


def _rows(person) -> tuple[Any, ...]:
    return tuple(model.objects.filter(person=person) for model in (CourseEnrolment, Enrolment, UnitDone))


def _learning(person) -> list[dict[str, Any]]:
    courses, modules, units = (list(rows) for rows in _rows(person))
    named = _titles([*(row.course for row in courses), *(row.module for row in modules), *(row.unit for row in units)])
    rows = [_enrolled(row, _("Enrolled in a course"), named.get(row.course, "")) for row in courses]
    rows += [_enrolled(row, _("Enrolled in a module"), named.get(row.module, "")) for row in modules]
    rows += [
        {"when": row.done_at, "what": str(_("Unit marked as done")), "page": named.get(row.unit, "")} for row in units
    ]
    return sorted(rows, key=lambda row: row["when"])


def _enrolled(row: Enrolment | CourseEnrolment, what, page: str) -> dict[str, Any]:
    return {
        "when": row.enrolled_at,
        "what": str(what),
        "page": page,
        "finished_at": row.finished_at,
        "withdrawn_at": row.withdrawn_at,
    }


def _titles(keys: Iterable[UUID]) -> dict[UUID, str]:
    """Return the titles of pages, in the language of the reader or else English."""
    found: dict[UUID, dict[str, str]] = {}
    pages = Page.objects.filter(translation_key__in=keys).values_list(
        "translation_key", "locale__language_code", "title"
    )
    for key, language, title in pages:
        found.setdefault(key, {})[language] = title
    reader = languages.reader_language()
    return {
        key: titles.get(reader) or titles.get(languages.SOURCE_LANGUAGE) or next(iter(titles.values()))
        for key, titles in found.items()
    }


hooks.register("construct_person_export", hold_learning)
hooks.register("construct_person_erase", end_learning)
