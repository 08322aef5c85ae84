"""Remembering the last answer to a knowledge check. Safe to repeat."""

from typing import Any
from uuid import UUID

from django.utils.timezone import now

from courses.domain.checks import Answer, as_stored
from courses.models import CheckAnswer


def remember_answer(*, person: Any, page: UUID, block: UUID, answer: Answer) -> CheckAnswer:
    """Keep a person's answer in the place of the one before."""
    kept, _ = CheckAnswer.objects.update_or_create(
        person=person, page=page, block=block, defaults={"answer": as_stored(answer), "answered_at": now()}
    )
    return kept
