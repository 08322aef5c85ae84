"""Keeping a quick web that was answered without an account."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from academy_site.people.selectors import zone_of
from tools.domain.answering import CORRECTION
from tools.domain.scoring import QUICK
from tools.models import Response
from tools.selectors.released import Released
from tools.services.answering import NothingAnsweredError
from tools.services.reminding import remind_after
from tools.signals import response_submitted


@dataclass(frozen=True)
class Claimed:
    """What became of a quick web. `response` is None where it is kept for somebody else."""

    response: Response | None
    is_new: bool


@transaction.atomic
def claim_quick_web(*, person: Any, key: UUID, words: Released, answers: Mapping[str, str], at: datetime) -> Claimed:
    """Keep checked answers of this moment as a web of this person, once, however often it is asked.

    The key belongs to the answers, and the first who keeps them has them. Its day and moment are those of
    the answers, so that it stands where it belongs among later webs. What the person kept in the half hour
    before is corrected by it; what they kept in the half hour after has corrected it already. Raise
    `NothingAnsweredError` without an answer.
    """
    if not answers:
        raise NothingAnsweredError
    kept = Response.objects.filter(key=key).first()
    if kept is not None:
        return Claimed(kept if kept.person_id == person.pk else None, is_new=False)
    near = Response.objects.select_for_update().filter(
        person=person,
        instrument=words.version.instrument,
        mode=QUICK,
        submitted_at__range=(at - CORRECTION, at + CORRECTION),
    )
    neighbours = list(near.order_by("submitted_at", "pk"))
    if later := next((one for one in neighbours if one.submitted_at > at), None):
        return Claimed(later, is_new=False)
    response = _response(person, key, words, answers, at)
    Response.objects.bulk_create([response], ignore_conflicts=True)
    # Two tabs at once: one of them made it, and which of them does not matter.
    response = Response.objects.get(key=key)
    if response.person_id != person.pk:
        return Claimed(None, is_new=False)
    for earlier in neighbours:
        earlier.delete()
    _plan_reminder(person, response)
    transaction.on_commit(partial(response_submitted.send, Response, person=person, response=response))
    return Claimed(response, is_new=True)


def _response(person: Any, key: UUID, words: Released, answers: Mapping[str, str], at: datetime) -> Response:
    return Response(
        key=key,
        person=person,
        instrument=words.version.instrument,
        version=words.version,
        text=words.text_row,
        mode=QUICK,
        answers=dict(answers),
        on=at.astimezone(zone_of(person)).date(),
        submitted_at=at,
    )


def _plan_reminder(person: Any, response: Response) -> None:
    """Plan the reminder after the newest web, which need not be this one."""
    newest = Response.objects.filter(person=person, instrument=response.instrument).order_by("-on").first()
    if newest is not None and newest.pk == response.pk:
        remind_after(person=person, instrument=response.instrument, last=response.on)
