"""What a school's workspace shows of its survey: the waves, and the one next step for whoever looks."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from academy_site.foundation.desk import Panel
from academy_site.people.enums import SchoolRole
from tools.domain.wave_days import State
from tools.models import Wave
from tools.selectors.own_words import waves_to_read
from tools.selectors.waves import state_of_wave, waves_of
from tools.survey_addresses import report_address
from tools.wave_access import READERS, STAFF, Place

MOST_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Step:
    """What to do next."""

    text: str | Promise
    action: str | Promise
    url: str


class SurveyPanel(Panel):
    """The survey of a school, for coordinators, leaders and teachers."""

    order = 10
    wide = True
    title = _("School survey")
    template_name = "tools/waves/parts/panel.html"

    def __init__(self, place: Place, waves: list[Wave]):
        self.place = place
        self.waves = waves

    def get_context_data(self, parent_context=None) -> dict[str, Any]:
        """Give the template the waves and the next step."""
        moment = now()
        reads = self.place.membership.role in READERS
        rows = [
            {"wave": wave, "state": state_of_wave(wave, moment), "days": self.place.days(wave)} for wave in self.waves
        ]
        return {
            "place": self.place,
            "title": self.title,
            "rows": rows if reads else [row for row in rows if row["state"] == State.OPEN],
            "reads": reads,
            "step": self._step(rows),
        }

    def _step(self, rows: list[dict[str, Any]]) -> Step | None:
        if not self.place.coordinates:
            return self._step_of_others(rows)
        school = self.place.school.key
        for row in rows:
            here = reverse("wave", args=[school, row["wave"].key])
            if row["state"] == State.PREPARED:
                return Step(_("A survey is being prepared."), _("Go through the checklist"), here)
            if row["state"] in (State.PLANNED, State.OPEN):
                return Step(_("A survey is open."), _("Codes, letters and counts"), here)
        if rows and rows[0]["state"] == State.CLOSED:
            report = report_address(rows[0]["wave"])
            if report:
                return Step(_("The last survey is closed."), _("Read the report"), report)
        text = _("See your school from five sides. Preparing it takes about 15 minutes.")
        return Step(text, _("Prepare a survey"), reverse("wave_new", args=[school]))

    def _step_of_others(self, rows: list[dict[str, Any]]) -> Step | None:
        """Return what a teacher or leader can do: let a class answer while a survey is open."""
        for row in rows:
            if row["state"] == State.OPEN:
                url = reverse("wave_lesson_begin", args=[self.place.school.key, row["wave"].key])
                text = _("A survey is open. You can let a class answer in a lesson.")
                return Step(text, _("Start a lesson"), url)
        return None


class OwnWordsPanel(Panel):
    """Surveys whose own words a member may read who does not coordinate the school."""

    order = 20
    wide = True
    title = _("In their own words")
    template_name = "tools/waves/parts/own_words_panel.html"

    def __init__(self, school: Any, waves: list[Wave]):
        self.school = school
        self.waves = waves

    def get_context_data(self, parent_context=None) -> dict[str, Any]:
        """Give the template the waves, the newest first."""
        return {"school": self.school, "title": self.title, "waves": self.waves}


def contribute(request: Any, membership: Any, panels: list) -> None:
    """Add the survey to the workspace of a school. Three queries at most."""
    if membership.role != SchoolRole.COORDINATOR:
        read = list(waves_to_read(membership.school, request.user))
        if read:
            panels.append(OwnWordsPanel(membership.school, read))
    if membership.role not in STAFF:
        return
    place = Place(membership)
    waves = list(waves_of(membership.school)[:MOST_SHOWN])
    for wave in waves:
        wave.school = membership.school
    is_news = membership.role in READERS or any(state_of_wave(wave, now()) == State.OPEN for wave in waves)
    if is_news:
        panels.append(SurveyPanel(place, waves))
