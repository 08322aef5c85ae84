"""The webs of one teacher, as the rules of growth read them. Whoever asks names the person; nobody else's are found."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tools.domain.comparing import Step
from tools.domain.webs import Web
from tools.models import Focus, Instrument, InstrumentVersion, Response, ResponseDraft, Target
from tools.selectors.released import steps_in, structure_in


@dataclass(frozen=True)
class Aims:
    """What a teacher works towards: targets by dimension, and at most two dimensions in focus, in their order."""

    targets: Mapping[str, int]
    focus: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """All webs of a teacher with one instrument, oldest first, with every version they were answered in."""

    responses: tuple[Response, ...]
    versions: Mapping[int, InstrumentVersion]
    steps: Mapping[int, Step]

    @cached_property
    def webs(self) -> dict[UUID, Web]:
        """The webs as the rules read them, oldest first, by the key of their response."""
        return {response.key: self._web(response) for response in self.responses}

    def _web(self, response: Response) -> Web:
        version = self.versions[response.version_id]
        return Web(
            number=response.pk,
            on=response.on,
            mode=response.mode,
            version=version.number,
            structure=structure_in(version),
            answers=response.answers,
            then=response.then,
            then_on=response.then_on,
            taken={key: date.fromisoformat(day) for key, day in response.taken.items()},
        )

    def version_of(self, response: Response) -> InstrumentVersion:
        """Return the version that a response answers."""
        return self.versions[response.version_id]

    @property
    def latest(self) -> Response | None:
        """The web that was handed in last."""
        return self.responses[-1] if self.responses else None

    def response(self, key: UUID) -> Response | None:
        """Return the web with this key, None when this teacher has none."""
        return next((response for response in self.responses if response.key == key), None)

    def before(self, response: Response) -> list[Response]:
        """Return the earlier webs in the same mode, the newest first: those it may be laid over."""
        place = self.responses.index(response)
        return [earlier for earlier in reversed(self.responses[:place]) if earlier.mode == response.mode]


def responses_of(person: Any, instrument: Instrument | None = None) -> QuerySet[Response]:
    """Return the webs of a person, oldest first."""
    found = Response.objects.filter(person=person)
    return found if instrument is None else found.filter(instrument=instrument)


def drafts_of(person: Any) -> QuerySet[ResponseDraft]:
    """Return the webs that a person has under way."""
    return ResponseDraft.objects.filter(person=person)


def draft_of(person: Any, instrument: Instrument) -> ResponseDraft | None:
    """Return the web that a person has under way, None without one. One query."""
    return drafts_of(person).filter(instrument=instrument).select_related("version").first()


def history_of(person: Any, instrument: Instrument) -> History:
    """Return all webs of a person. Two queries, whatever their number."""
    responses = tuple(responses_of(person, instrument))
    days = Counter((response.on, response.mode) for response in responses)
    for response in responses:
        response.shares_its_day = days[response.on, response.mode] > 1
    versions = {version.pk: version for version in InstrumentVersion.objects.filter(instrument=instrument)}
    return History(responses, versions, steps_in(versions.values()))


def aims_of(person: Any, instrument: Instrument) -> Aims:
    """Return targets and focus of a person. Two queries."""
    own = {"person": person, "instrument": instrument}
    targets = dict(Target.objects.filter(**own).values_list("dimension", "level"))
    focus = Focus.objects.filter(**own).order_by("place").values_list("dimension", flat=True)
    return Aims(targets, tuple(focus))


def has_handed_in(person: Any, instrument: UUID) -> bool:
    """Tell whether a person ever handed in a web with the instrument of this translation key. One query."""
    return Response.objects.filter(person=person, instrument__translation_key=instrument).exists()
