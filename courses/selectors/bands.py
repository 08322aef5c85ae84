"""How many people are under way, for lists of editors. What is shown of it is a band (`foundation.domain.bands`)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from academy_site.foundation.domain.bands import BANDS
from courses.models import CourseEnrolment, CoursePage, Enrolment, ModulePage

# What people are enrolled in, and the field that holds its key.
_ENROLMENTS: dict[type, tuple[type[Enrolment | CourseEnrolment], str]] = {
    ModulePage: (Enrolment, "module"),
    CoursePage: (CourseEnrolment, "course"),
}


def _under_way(model: type) -> tuple[QuerySet, str]:
    enrolment, field = _ENROLMENTS[model]
    return enrolment._default_manager.filter(withdrawn_at=None, finished_at=None).order_by(), field


def under_way_in(model: type, keys: Iterable[UUID]) -> dict[UUID, int]:
    """Return how many people are under way in each of these courses or modules. One query.

    Numbers about people: below five they are not shown as they are.
    """
    keys = list(keys)
    rows, field = _under_way(model)
    found = rows.filter(**{f"{field}__in": keys}).values_list(field).annotate(count=Count("pk"))
    return dict.fromkeys(keys, 0) | dict(found)


def with_band(pages: Any) -> Any:
    """Add to courses or modules the `band` of people under way, 0 for the lowest.

    A list that is put in order by it says nothing about the order within a band.
    """
    rows, field = _under_way(pages.model)
    counted = rows.filter(**{field: OuterRef("translation_key")}).values(field).annotate(count=Count("pk"))
    steps = [When(people_under_way__gte=low, then=Value(place)) for place, low in reversed([*enumerate(BANDS, 1)])]
    return pages.alias(people_under_way=Coalesce(Subquery(counted.values("count")), 0)).annotate(
        band=Case(*steps, default=Value(0), output_field=IntegerField())
    )
