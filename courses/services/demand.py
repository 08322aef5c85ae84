"""Counting how often a module is missed in a language. Nobody and no day stands in it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import F

from courses.models import ModuleDemand


def count_demand(*, missed: Iterable[tuple[UUID, str]], on: date) -> None:
    """Count that modules were missed in a language, each once more in the month of this day."""
    for module, language in sorted(missed):
        place = {"module": module, "language": language, "month": on.year * 100 + on.month}
        ModuleDemand.objects.bulk_create([ModuleDemand(**place)], ignore_conflicts=True)
        ModuleDemand.objects.filter(**place).update(count=F("count") + 1)
