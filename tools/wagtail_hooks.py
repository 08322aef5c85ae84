"""What the tools app tells Wagtail."""

from django.forms import Form
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from academy_site.foundation.kept_forms import KeptKind
from tools import desk, growth_hooks, privacy, style_guide, survey_privacy  # noqa: F401 - some register hooks
from tools.forms import LearnersForm, StepForm
from tools.instrument_desk import InstrumentViewSet
from tools.quick_views import KEEP, keep_as_wanted
from tools.sharing_hooks import kinds_of_sharing  # noqa: F401 - registers hooks
from tools.wave_hooks import survey_of_a_school  # noqa: F401 - registers hooks

register_snippet(InstrumentViewSet)


@hooks.register("register_log_actions")
def name_releases(actions):
    """Name releases in the history of an instrument."""
    actions.register_action("tools.release", _("Release"), _("Released as a version"))


@hooks.register("construct_learner_home")
def my_web(request, place):
    """Say where a teacher goes on with a web, and show their last one."""
    desk.contribute(request, place)


@hooks.register("construct_kept_forms")
def kept_forms_of_answering(kinds: dict[str, KeptKind]) -> None:
    """Name what a teacher sent while answering by what it is."""
    kinds["web_draft"] = KeptKind(title=_("Answers to a spiderweb"), form=StepForm)
    kinds["web_draft_then"] = KeptKind(title=_("Answers to a spiderweb, the earlier moment"), form=StepForm)
    kinds["web_check"] = KeptKind(title=_("Look back at an earlier web"), form=LearnersForm)
    kinds["hand_in_web"] = KeptKind(title=_("Hand in my web"), form=LearnersForm)
    kinds["start_web"] = KeptKind(title=_("Begin a web"), form=Form)
    kinds["throw_away_web"] = KeptKind(title=_("Throw away the web under way"), form=Form)
    kinds["correct_web"] = KeptKind(title=_("Correct my web"), form=Form)
    kinds["claim_quick_web"] = KeptKind(title=_("Keep this web"), form=Form)


@hooks.register("construct_wanted_actions")
def what_visitors_may_want(actions):
    """Keep a quick web as soon as somebody is signed in."""
    actions[KEEP] = keep_as_wanted
