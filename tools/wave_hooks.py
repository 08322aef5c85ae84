"""What the tools app tells others about a school's survey: its panel, how forms are named, and chores."""

from datetime import timedelta

from django.forms import Form
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from academy_site.foundation.kept_forms import KeptKind
from tools import wave_panel
from tools.own_words_views import OwnWordsForm
from tools.services import wave_files
from tools.services.survey_chores import forget_codes, forget_drafts
from tools.services.waves import close_due
from tools.wave_forms import ExtendForm, OpenForm, OwnItemsForm, ThresholdsForm, WaveForm
from tools.wave_way_forms import LessonForm, LetterForm, ReaderForm, SlipsForm


@hooks.register("construct_school_workspace")
def survey_of_a_school(request, membership, panels: list) -> None:
    """Show the survey to coordinators, leaders and teachers."""
    wave_panel.contribute(request, membership, panels)


@hooks.register("construct_kept_forms")
def kept_forms_of_waves(kinds: dict[str, KeptKind]) -> None:
    """Name these forms by the words of their buttons."""
    kinds["wave_new"] = KeptKind(title=_("Prepare a survey"), form=WaveForm)
    kinds["wave_change"] = KeptKind(title=_("Change the survey"), form=WaveForm)
    kinds["wave_own_items"] = KeptKind(title=_("Items of your own"), form=OwnItemsForm)
    kinds["wave_open"] = KeptKind(title=_("Open the survey"), form=OpenForm)
    kinds["wave_extend"] = KeptKind(title=_("Keep it open for longer"), form=ExtendForm)
    kinds["wave_close"] = KeptKind(title=_("Close the survey"), form=Form)
    kinds["wave_cancel"] = KeptKind(title=_("Cancel the survey"), form=Form)
    kinds["wave_slips"] = KeptKind(title=_("Make the slips"), form=SlipsForm)
    kinds["wave_take_back"] = KeptKind(title=_("Take slips back"), form=Form)
    kinds["wave_file"] = KeptKind(title=_("Fetch it"), form=Form)
    kinds["wave_letters"] = KeptKind(title=_("Make the letter"), form=LetterForm)
    kinds["wave_lesson_begin"] = KeptKind(title=_("Start a lesson"), form=LessonForm)
    kinds["wave_lesson"] = KeptKind(title=_("Code for the class"), form=Form)
    kinds["wave_team"] = KeptKind(title=_("Survey team"), form=ReaderForm)
    kinds["own_words_names"] = KeptKind(title=_("Take out names"), form=OwnWordsForm)
    kinds["wave_thresholds"] = KeptKind(title=_("Hide smaller groups, too"), form=ThresholdsForm)


@hooks.register("construct_worker_chores")
def chores_of_waves(chores: list) -> None:
    """Close waves whose last moment is over, and forget drafts and old codes."""
    chores.append((close_due, timedelta(minutes=1)))
    chores.append((forget_drafts, timedelta(hours=1)))
    chores.append((wave_files.forget_old, timedelta(minutes=5)))
    chores.append((forget_codes, timedelta(hours=12)))
