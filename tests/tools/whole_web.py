"""A teacher with one of everything that the tools app can hold of a person, each with a mark of its own."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.apps import apps
from django.utils.timezone import now

from tools.models import DevelopmentPlan, GrowthReport, InstrumentVersion, Mirror, QuietWeeks, Share, ShareOpening
from tools.services.aiming import add_focus, set_target
from tools.services.answering import hand_in, save_answers, start_web

# Words that stand nowhere else.
MARKS = ("quokkanote", "numbatclass", "wombatplan", "echidnashare", "bilbymirror", "potoroodraft")
# Models of the tools app that are about instruments and not about a person.
OF_NOBODY = {
    "Instrument",
    "InstrumentBand",
    "InstrumentGroup",
    "InstrumentIntroduction",
    "InstrumentItem",
    "InstrumentLevel",
    "InstrumentMode",
    "InstrumentVersion",
    "ScaleStep",
    "VersionText",
}


@dataclass(frozen=True)
class Whole:
    """The keys of what a teacher has."""

    web: UUID
    draft: UUID
    share: UUID
    mirror: UUID
    report: UUID

    @property
    def keys(self) -> list[str]:
        """All of them, as they stand in addresses."""
        return [str(key) for key in (self.web, self.draft, self.share, self.mirror, self.report)]


# Modules of models whose rows belong to a school, or to nobody at all.
OF_SCHOOLS = {"tools.models.waves", "tools.models.survey_answers", "tools.models.wave_files"}


def of_a_person() -> list:
    """Return the models of the tools app whose rows are somebody's."""
    models = apps.get_app_config("tools").get_models()
    return [model for model in models if model.__name__ not in OF_NOBODY and model.__module__ not in OF_SCHOOLS]


def give_everything(teacher, version: InstrumentVersion, reader) -> Whole:
    """Let a teacher answer, aim, plan, share with `reader`, ask for a mirror, have a file, and begin a second web."""
    own = {"person": teacher, "instrument": version.instrument}
    web = start_web(person=teacher, version=version, mode="quick")
    save_answers(
        person=teacher,
        key=web.key,
        answers=[("knowing-level", "3"), ("ownership-level", "2"), ("coaching-level", "4")],
        notes={"knowing": ("The quokkanote of my class", "")},
        learners="numbatclass",
    )
    response = hand_in(person=teacher, key=web.key, at=now() - timedelta(days=100))
    draft = start_web(person=teacher, version=version, mode="quick")
    save_answers(
        person=teacher, key=draft.key, answers=[("knowing-level", "1")], notes={"knowing": ("A potoroodraft", "")}
    )
    set_target(person=teacher, version=version, dimension="knowing", level=4)
    add_focus(person=teacher, version=version, dimension="knowing")
    DevelopmentPlan.objects.create(**own, can_do="The wombatplan")
    QuietWeeks.objects.create(person=teacher, first=date(2026, 7, 1), last=date(2026, 8, 1))
    until = now() + timedelta(days=7)
    share = Share.objects.create(response=response, reader=reader, name="echidnashare", expires_at=until)
    ShareOpening.objects.create(share=share)
    mirror = Mirror.objects.create(**own, version=version, secret_hash="x" * 64, name="bilbymirror", expires_at=until)
    report = GrowthReport.objects.create(**own, kind="png", language="en", response=response.key, expires_at=until)
    return Whole(response.key, draft.key, share.key, mirror.key, report.key)
