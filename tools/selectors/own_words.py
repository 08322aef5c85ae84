"""What people wrote in their own words, as the survey team may read it."""

from typing import Any

from django.db.models import QuerySet

from tools.models import OpenAnswer, Wave

# So many texts are looked through at a time.
AT_A_TIME = 10


def waves_to_read(school: Any, person: Any) -> QuerySet[Wave]:
    """Return the closed waves of a school whose own words this person was named to read, the newest first."""
    return Wave.objects.filter(school=school, readers__person=person, closed_at__isnull=False).order_by("-closed_at")


def words_waiting(wave: Wave) -> QuerySet[OpenAnswer]:
    """Return the texts that nobody has looked through for names."""
    return OpenAnswer.objects.filter(wave=wave, is_cleared=False)


def words_to_read(wave: Wave) -> dict[str, dict[str, list[str]]]:
    """Return the texts that were looked through, by question and group, in their random order. One query."""
    found: dict[str, dict[str, list[str]]] = {}
    for answer in OpenAnswer.objects.filter(wave=wave, is_cleared=True).order_by("question", "role", "place"):
        found.setdefault(answer.question, {}).setdefault(answer.role, []).append(answer.redacted or answer.text)
    return found
