"""Answering a spiderweb: a draft that is saved at each choice, handed in once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from academy_site.people.selectors import zone_of
from tools.domain.answering import (
    CORRECTION,
    AnswerError,
    Place,
    Previous,
    check_answers,
    check_notes,
    outcome,
    place,
    together,
)
from tools.domain.asking import WHO_LEVELS, Step, steps
from tools.domain.focusing import Recheck, recheck
from tools.domain.scoring import score_web
from tools.domain.webs import Web
from tools.enums import ReportKind
from tools.models import GrowthReport, InstrumentVersion, Response, ResponseDraft, Share
from tools.models.responses import LONGEST_LABEL
from tools.selectors.released import Released, in_words, structure_in
from tools.selectors.webs import History, draft_of, history_of
from tools.services.reminding import plan_again, remind_after
from tools.services.sharing import end_shares
from tools.signals import response_submitted

NOW, THEN = "now", "then"


class NothingAnsweredError(ValidationError):
    """A web without a single answer is not kept."""

    def __init__(self) -> None:
        super().__init__(_("Nothing is answered yet, so there is nothing to hand in."))


class AsksWhetherItReplacesError(Exception):
    """There is a web of the same day already; `earlier` is it. The teacher says whether this one replaces it."""

    def __init__(self, earlier: Response) -> None:
        super().__init__()
        self.earlier = earlier


@dataclass(frozen=True)
class Saved:
    """A draft after it was saved, and what of what was sent is not in it."""

    draft: ResponseDraft
    errors: tuple[AnswerError, ...] = ()


def start_web(
    *, person: Any, version: InstrumentVersion, mode: str, focus: Iterable[str] = (), begun_on: UUID | None = None
) -> ResponseDraft:
    """Return the draft of a new web; the one there is, when a web is under way already.

    With `focus` it is a re-check: only these dimensions are asked, the others are taken from the last web
    of this mode. Raise ValidationError for a mode that the version does not have, and for a re-check
    without an earlier web.
    """
    structure = structure_in(version)
    if mode not in {known.key for known in structure.modes}:
        raise ValidationError(_("This spiderweb has no such way to answer."))
    chosen = [group.key for group in structure.groups if group.key in set(focus)]
    draft = ResponseDraft(
        person=person, instrument=version.instrument, version=version, mode=mode, focus=chosen, begun_on=begun_on
    )
    if chosen:
        history = history_of(person, version.instrument)
        earlier = next((one for one in reversed(history.responses) if one.mode == mode), None)
        if earlier is None:
            raise ValidationError(_("There is no earlier web to take the other dimensions from."))
        draft.taken_from = earlier.key
    return _insert(draft)


def correct_web(*, person: Any, response: Response) -> ResponseDraft:
    """Return a draft that holds what was handed in, so that it can be corrected; the one there is, if there is one."""
    history = history_of(person, response.instrument)
    earlier = history.before(response) if response in history.responses else []
    draft = ResponseDraft(
        person=person,
        instrument=response.instrument,
        version=response.version,
        mode=response.mode,
        answers=response.answers,
        notes=response.notes,
        learners=response.learners,
        corrects=response.key,
    )
    if response.then:
        draft.then = response.then
        draft.then_of = next((one.key for one in earlier if one.on == response.then_on), None)
    if response.taken and earlier:
        groups = structure_in(response.version).groups
        draft.focus = [group.key for group in groups if group.key not in response.taken]
        draft.taken_from = earlier[0].key
    return _insert(draft)


def _insert(draft: ResponseDraft) -> ResponseDraft:
    """Keep a new draft, unless the person has one: the constraint says so, whoever comes first."""
    ResponseDraft.objects.bulk_create([draft], ignore_conflicts=True)
    found = draft_of(draft.person, draft.instrument)
    if found is None:  # handed in or thrown away in this very moment
        raise IntegrityError("The draft went while it was begun.")
    return found


def asked_in(draft: ResponseDraft) -> tuple[Step, ...]:
    """Return what a draft asks, in the reader's language: all dimensions, or those of a re-check. One query."""
    return asked_with(in_words(draft.version), draft)


def asked_with(words: Released, draft: ResponseDraft) -> tuple[Step, ...]:
    """Return what a draft asks, in words that are there already."""
    found = steps(words.structure, words.text, audience=WHO_LEVELS, mode=draft.mode)
    return tuple(step for step in found if not draft.focus or step.key in draft.focus)


@transaction.atomic
def save_answers(
    *,
    person: Any,
    key: UUID,
    answers: Iterable[tuple[str, str]] = (),
    notes: Mapping[str, tuple[str, str]] | None = None,
    learners: str | None = None,
    cleared: Collection[str] = (),
    part: str = NOW,
) -> Saved:
    """Add to a draft what was chosen and written; what is wrong is left out and named, all else is kept.

    `notes` holds for a dimension the text and the text that it grew from. `cleared` are items whose answer is
    taken back, also where one is sent. `part` says whether the answers are about now or rate the earlier
    moment. Raise `ResponseDraft.DoesNotExist` when it is not there.
    """
    draft = ResponseDraft.objects.select_for_update().select_related("version__instrument").get(person=person, key=key)
    asked = asked_in(draft)
    checked = check_answers(asked, answers)
    texts = check_notes(asked, {dimension: text for dimension, (text, _grew) in (notes or {}).items()})
    before = draft.then if part == THEN else draft.answers
    after = {item: answer for item, answer in {**before, **checked.answers}.items() if item not in cleared}
    if part == THEN:
        draft.then = after
    else:
        draft.answers = after
    for dimension, text in texts.answers.items():
        draft.notes[dimension] = together(draft.notes.get(dimension, ""), text, (notes or {})[dimension][1])
    if learners is not None:
        draft.learners = " ".join(learners.split())[:LONGEST_LABEL]
    draft.updated_at = now()
    draft.save()
    return Saved(draft, (*checked.errors, *texts.errors))


@transaction.atomic
def look_back(*, person: Any, key: UUID, earlier: UUID) -> ResponseDraft:
    """Let a draft rate the moment of an earlier web of the same mode again. Raise `DoesNotExist` without one."""
    draft = ResponseDraft.objects.select_for_update().get(person=person, key=key)
    Response.objects.get(person=person, instrument=draft.instrument_id, mode=draft.mode, key=earlier)
    if draft.then_of != earlier:
        draft.then_of, draft.then = earlier, {}
        draft.save()
    return draft


@transaction.atomic
def leave_look_back(*, person: Any, key: UUID) -> ResponseDraft:
    """Let a draft be about now alone; what was rated of the earlier moment goes. Raise `DoesNotExist` without one."""
    draft = ResponseDraft.objects.select_for_update().get(person=person, key=key)
    draft.then_of, draft.then = None, {}
    draft.save()
    return draft


def throw_away(*, person: Any, key: UUID) -> bool:
    """Delete a draft and all in it. Say whether it was there."""
    return bool(ResponseDraft.objects.filter(person=person, key=key).delete()[0])


@transaction.atomic
def hand_in(*, person: Any, key: UUID, replaces: bool | None = None, at: datetime | None = None) -> Response:
    """Hand a draft in and return its web; asked again, the same web.

    A correction that comes within 30 minutes of the last web of its mode takes its place. Any other on the same day
    `AsksWhetherItReplacesError` is raised until `replaces` says it. Raise `NothingAnsweredError` for a draft
    without an answer, `ResponseDraft.DoesNotExist` for one that is not there and never was handed in.
    """
    moment = at or now()
    draft = ResponseDraft.objects.select_for_update().select_related("version__instrument").filter(key=key).first()
    if draft is None or draft.person_id != person.pk:
        handed_in = Response.objects.filter(person=person, key=key).first()
        if handed_in is None:
            raise ResponseDraft.DoesNotExist
        return handed_in
    response = _response(draft, person, moment)
    earlier = _replaced(response, moment, replaces, draft.corrects)
    if earlier is not None:
        if draft.corrects == earlier.key and moment - earlier.submitted_at <= CORRECTION:
            # A correction is of the same moment, and opens no new half hour.
            response.submitted_at, response.on = earlier.submitted_at, earlier.on
        _remove(earlier)
    draft.delete()
    response.save(force_insert=True)
    remind_after(person=person, instrument=draft.instrument, last=response.on)
    transaction.on_commit(partial(response_submitted.send, Response, person=person, response=response))
    return response


def _response(draft: ResponseDraft, person: Any, moment: datetime) -> Response:
    words = in_words(draft.version)
    asked = asked_in(draft)
    given = dict(check_answers(asked, draft.answers.items()).answers)
    taken: dict[str, str] = {}
    if draft.focus:
        again = recheck_of(draft)
        given = again.answers(given) if given and again else given
        taken = {key: day.isoformat() for key, day in again.taken_on.items()} if again else {}
    if outcome(asked, given, score_web(words.structure, given, draft.mode)).is_empty:
        raise NothingAnsweredError
    then_on = _day_of(person, draft.then_of) if draft.then_of else None
    then = dict(check_answers(asked, draft.then.items()).answers) if then_on else {}
    return Response(
        key=draft.key,
        person=person,
        instrument=draft.instrument,
        version=draft.version,
        text=words.text_row,
        mode=draft.mode,
        answers=given,
        then=then,
        then_on=then_on if then else None,
        taken=taken,
        notes={dimension: text for dimension, text in draft.notes.items() if text.strip()},
        learners=draft.learners,
        on=moment.astimezone(zone_of(person)).date(),
        submitted_at=moment,
    )


def _day_of(person: Any, key: UUID) -> date | None:
    return Response.objects.filter(person=person, key=key).values_list("on", flat=True).first()


def recheck_of(draft: ResponseDraft, history: History | None = None) -> Recheck | None:
    """Return what a re-check takes over from the earlier web; None when that web went meanwhile."""
    history = history or history_of(draft.person, draft.instrument)
    earlier: Web | None = history.webs.get(draft.taken_from) if draft.taken_from else None
    if earlier is None:
        return None
    version = history.versions[draft.version_id]
    words = in_words(version)
    asked = steps(words.structure, words.text, audience=WHO_LEVELS, mode=draft.mode)
    return recheck(earlier, draft.focus, asked, words.structure, version.number, history.steps)


def _replaced(response: Response, moment: datetime, replaces: bool | None, corrects: UUID | None) -> Response | None:
    """Return the web whose place a new one takes, None when it stands beside it."""
    same = Response.objects.select_for_update().filter(
        person=response.person, instrument=response.instrument, mode=response.mode
    )
    last = same.order_by("-submitted_at", "-pk").first()
    previous = Previous(last.submitted_at, last.on, last.mode) if last else None
    is_correction = last is not None and last.key == corrects
    what = place(previous, moment, response.on, response.mode, corrects=is_correction)
    if what is Place.ASKS and replaces is None and last is not None:
        raise AsksWhetherItReplacesError(last)
    return last if what is Place.REPLACES or (what is Place.ASKS and replaces) else None


def _remove(response: Response) -> None:
    """Delete a web with all that was made of it: shares, its pictures, and the reports, which show every web."""
    end_shares(Share.objects.filter(response=response))
    made = GrowthReport.objects.filter(person=response.person_id, instrument=response.instrument_id)
    made.filter(Q(response=response.key) | Q(kind=ReportKind.PDF)).delete()
    response.delete()


@transaction.atomic
def delete_web(*, person: Any, key: UUID) -> bool:
    """Delete a web that was handed in, with what was shared of it; the reminder follows. Say whether it was there."""
    response = Response.objects.filter(person=person, key=key).select_related("instrument").first()
    if response is None:
        return False
    instrument = response.instrument
    _remove(response)
    plan_again(person=person, instrument=instrument)
    return True
