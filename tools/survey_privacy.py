"""What is held of a person who reads own words of a survey, and how that ends. Of those who answer nothing is held."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from academy_site.foundation.privacy import Ending, Holding, erased
from tools.models import WaveReader

_KEY = "survey_teams"
_TITLE = _("Surveys whose open answers you may read")


@hooks.register("construct_person_export")
def hold_survey_teams(person: Any, holdings: list[Holding]) -> None:
    """Declare in which survey teams a person is."""
    rows = WaveReader.objects.filter(person=person)
    holdings.append(
        Holding(
            key=_KEY,
            title=_TITLE,
            why=_("So that you can read what people wrote in their own words, with the coordinators of your school."),
            how_long=_("Until a coordinator takes you out of the team, or until you delete your account."),
            who_sees=_("You and the coordinators of the school."),
            models=("tools.WaveReader",),
            rows=lambda: [
                {"school": row.wave.school.name, "survey": row.wave.title}
                for row in rows.select_related("wave__school").order_by("pk")
            ],
            count=rows.count,
            labels={"school": _("School"), "survey": _("Survey")},
        )
    )


@hooks.register("construct_person_erase")
def end_survey_teams(person: Any, endings: list[Ending]) -> None:
    """Declare that a person who is gone reads nothing any more."""
    effect = _("You are no longer in these teams. What people wrote stays with their school.")
    carry_out = WaveReader.objects.filter(person=person).delete
    endings.append(erased(key=_KEY, title=_TITLE, effect=effect, carry_out=carry_out))
