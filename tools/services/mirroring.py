"""One colleague's mirror: a teacher asks, a colleague answers once, and nobody learns who answered."""

import secrets
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from academy_site.foundation.domain.codes import made_code
from academy_site.foundation.secrets_kept import keyed_hash
from academy_site.people.selectors import address_for, zone_of
from academy_site.people.services import take_back, tell
from tools.domain.answering import Checked, check_answers
from tools.domain.asking import WHO_LEVELS, Step, steps
from tools.domain.scoring import QUICK
from tools.models import InstrumentVersion, Mirror
from tools.selectors.released import Released, in_words
from tools.selectors.sharing import MIRROR, open_mirrors
from tools.services.sharing import end_of

# Mirrors of one teacher that wait for an answer.
MOST_OPEN = 10
MESSAGE_KIND = "mirror_answered"


class AskedAlreadyError(Exception):
    """This form was sent before: its mirror is there, and its code was shown then."""


class AnsweredAlreadyError(Exception):
    """A mirror is answered once."""


@transaction.atomic
def ask_colleague(*, person: Any, version: InstrumentVersion, name: str, days: int, key: UUID) -> str:
    """Make a mirror, and return its code: nobody can ask for it again.

    `key` is that of the form. Raise `AskedAlreadyError` when it was sent before.
    """
    waiting = open_mirrors().filter(person=person, answered_on=None)
    if waiting.count() >= MOST_OPEN:
        raise ValidationError(_("Many mirrors wait for an answer already. Take one back first."))
    code = made_code(secrets.randbelow)
    mirror = Mirror(
        key=key,
        person=person,
        instrument=version.instrument,
        version=version,
        secret_hash=keyed_hash(code, MIRROR),
        name=name,
        expires_at=end_of(person, days),
    )
    mirror.clean_fields(exclude=["person", "instrument", "version"])
    try:
        with transaction.atomic():
            mirror.save(force_insert=True)
    except IntegrityError as fault:
        if Mirror.objects.filter(key=key).exists():
            raise AskedAlreadyError from fault
        raise
    return code


def asked_in_mirror(mirror: Mirror, words: Released | None = None) -> tuple[Step, ...]:
    """Return what a colleague is asked: the level of each dimension, in the reader's language.

    One query, none with the words of the version at hand.
    """
    words = words or in_words(mirror.version)
    return steps(words.structure, words.text, audience=WHO_LEVELS, mode=QUICK)


@transaction.atomic
def answer_mirror(*, mirror: Mirror, answers: Iterable[tuple[str, str]]) -> Checked:
    """Keep what a colleague answered, and the day. What is wrong is named, and then nothing is kept yet.

    Raise ValidationError when nothing has a value, `AnsweredAlreadyError` when somebody was first or it
    was withdrawn meanwhile.
    """
    asked = asked_in_mirror(mirror)
    checked = check_answers(asked, answers)
    if checked.errors:
        return checked
    if not any(answer.isdigit() for answer in checked.answers.values()):
        raise ValidationError(_("Nothing is answered yet, so there is nothing to send."))
    today = now().astimezone(zone_of(mirror.person)).date()
    # Without a join, so that of two answers at the same moment the database takes one.
    kept = Mirror.objects.filter(pk=mirror.pk, answered_on=None, withdrawn_at=None, expires_at__gt=now())
    if not kept.update(answers=dict(checked.answers), answered_on=today):
        raise AnsweredAlreadyError
    link = address_for(mirror.person, "mirrors", mirror.version.instrument.key)
    tell(person=mirror.person, kind=MESSAGE_KIND, values={"name": mirror.name}, link=link, once=_told_as(mirror))
    return checked


@transaction.atomic
def withdraw_mirror(*, person: Any, key: UUID) -> bool:
    """Take a mirror back that nobody answered; say whether it is withdrawn now."""
    waiting = Mirror.objects.filter(person=person, key=key, answered_on=None, withdrawn_at=None)
    waiting.update(withdrawn_at=now())
    return Mirror.objects.filter(person=person, key=key).exclude(withdrawn_at=None).exists()


@transaction.atomic
def delete_mirror(*, person: Any, key: UUID) -> None:
    """Delete a mirror with what was answered. One that is gone stays gone."""
    mirror = Mirror.objects.filter(person=person, key=key).first()
    if mirror is not None:
        mirror.delete()
        take_back(person=person, once=[_told_as(mirror)])


def _told_as(mirror: Mirror) -> str:
    return f"mirror/{mirror.key}"
