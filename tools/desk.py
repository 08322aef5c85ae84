"""What the tools app puts on the learner's home: a web under way, the first web, the next one, and the last."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from academy_site.foundation import languages
from academy_site.foundation.desk import Desk, NextStep, Panel
from tools.answer_pages import today_of, web_address
from tools.charts import Moment, WebChart, web_chart
from tools.domain.instrument import Text
from tools.domain.reassessing import is_reminder_due
from tools.domain.scoring import score_web
from tools.models import Response, ResponseDraft
from tools.selectors.places import first_open, place_of, spiderwebs
from tools.selectors.released import structure_in
from tools.selectors.webs import drafts_of, responses_of

# Ranks of next steps: a web under way is soon done; the first one comes before a module is chosen.
UNDER_WAY, AGAIN, FIRST = 50, 400, 450


class LastWeb(Panel):
    """The last web in small, with the way to all."""

    order = 20
    template_name = "tools/parts/last_web_panel.html"

    def __init__(self, response: Response):
        self.response = response

    @property
    def chart(self) -> WebChart:
        """The picture, which needs no words."""
        structure = structure_in(self.response.version)
        axes = score_web(structure, self.response.answers, self.response.mode)
        return web_chart(structure, Text(title=""), Moment(axes, self.response.mode, self.response.on))

    def get_context_data(self, parent_context=None):
        """Give the template the web, its picture and where it leads."""
        return {
            "response": self.response,
            "chart": self.chart,
            "url": web_address(self.response.key),
            "all": reverse("webs", args=[self.response.instrument.key]),
        }


def contribute(request: Any, desk: Desk) -> None:
    """Add the next step and the last web. Two queries."""
    draft = drafts_of(request.user).select_related("version", "instrument").order_by("-updated_at").first()
    last = responses_of(request.user).select_related("version", "instrument").last()
    if last is not None:
        desk.panels.append(LastWeb(last))
    if draft is not None:
        desk.steps.append(_go_on(draft))
    elif last is None:
        desk.steps += _first()
    elif is_reminder_due(last.on, today_of(request.user)):
        desk.steps.append(_again(last))


def _go_on(draft: ResponseDraft) -> NextStep:
    number = first_open(draft)
    saved = localtime(draft.updated_at)
    return NextStep(
        rank=UNDER_WAY,
        kicker=_("Under way"),
        title=_("Go on with your web"),
        text=_("Last saved on %(day)s at %(time)s. All your answers are kept.")
        % {"day": date_format(saved), "time": date_format(saved, "TIME_FORMAT")},
        action=_("Go on with dimension %(number)d") % {"number": number},
        url=reverse("web_draft", args=[draft.key, number]),
    )


def _first() -> list[NextStep]:
    place = next(filter(None, (place_of(key, languages.reader_language()) for key in spiderwebs()[:1])), None)
    if place is None:
        return []
    minutes = place.quickest.minutes if place.quickest else 0
    return [
        NextStep(
            rank=FIRST,
            kicker=_("Your first step"),
            title=_("See where you stand"),
            text=_(
                "Draw your first web: eight dimensions of your own practice, in about %(minutes)d minutes. "
                "Only you see it, and it helps you to choose a module."
            )
            % {"minutes": minutes},
            action=_("Draw my first web"),
            url=reverse("webs", args=[place.key]),
        )
    ]


def _again(last: Response) -> NextStep:
    return NextStep(
        rank=AGAIN,
        kicker=_("Look again"),
        title=_("See what has changed"),
        text=_("Your last web is of %(day)s. A new one shows what has changed since.") % {"day": date_format(last.on)},
        action=_("Draw a new web"),
        url=reverse("webs", args=[last.instrument.key]),
    )
