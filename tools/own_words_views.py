"""Pages of what people wrote in their own words: taking out names, and reading. For the survey team alone."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from tools.access import refusals_noted
from tools.domain.survey import MOST_WORDS
from tools.models import OpenAnswer, Wave
from tools.report_survey_words import group_name
from tools.selectors.own_words import AT_A_TIME, words_to_read, words_waiting
from tools.selectors.released import Released, in_words
from tools.services.own_words import clear_words
from tools.survey_access import access_own_words


class OwnWordsForm(forms.Form):
    """Texts that are looked through together; each field is named after the key of its text."""

    def __init__(self, *args, waiting=(), **kwargs):
        """Offer these texts."""
        super().__init__(*args, **kwargs)
        for number, answer in enumerate(waiting, 1):
            self.fields[str(answer.pk)] = forms.CharField(
                label=gettext_lazy("Text %(number)s") % {"number": number},
                help_text=group_name(answer.role),
                initial=answer.text,
                max_length=MOST_WORDS,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4, "lang": "", "dir": "auto"}),
            )


@never_cache
@login_required
@require_safe
def own_words(request: HttpRequest, school: UUID, wave: UUID) -> HttpResponse:
    """Show the texts that were looked through, by question and group."""
    closed, coordinates = access_own_words(request.user, school, wave)
    words = in_words(closed.version)
    questions = [
        (_question(words, key), [(group_name(group), texts) for group, texts in groups.items()])
        for key, groups in words_to_read(closed).items()
    ]
    waiting = words_waiting(closed).count()
    values = {"wave": closed, "school": closed.school, "questions": questions, "lang": words.lang}
    return render(request, "tools/own_words.html", values | {"waiting": waiting, "coordinates": coordinates})


@never_cache
@login_required
@refusals_noted
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def own_words_names(request: HttpRequest, school: UUID, wave: UUID) -> HttpResponse:
    """Show a coordinator some texts to take names out of; what is sent can be read by the team."""
    closed, coordinates = access_own_words(request.user, school, wave)
    if not coordinates:
        raise Http404
    if request.method != "POST":
        waiting = list(words_waiting(closed).order_by("question", "role", "place")[:AT_A_TIME])
        return _names(request, closed, OwnWordsForm(waiting=waiting))
    waiting = list(_sent(request, closed))
    form = OwnWordsForm(request.POST, waiting=waiting)
    if not form.is_valid():
        return _names(request, closed, form, status=400)
    clear_words(wave=closed, texts={answer.pk: form.cleaned_data[str(answer.pk)] for answer in waiting})
    messages.success(request, _("Saved. The survey team can read these texts now."))
    return redirect("own_words_names" if words_waiting(closed).exists() else "own_words", closed.school.key, closed.key)


def _sent(request: HttpRequest, wave: Wave):
    """Return the texts of this wave that the form holds, as far as they still wait."""
    keys = [int(name) for name in request.POST if name.isascii() and name.isdigit()][:AT_A_TIME]
    return OpenAnswer.objects.filter(wave=wave, is_cleared=False, pk__in=keys).order_by("question", "role", "place")


def _names(request: HttpRequest, wave: Wave, form: OwnWordsForm, *, status: int = 200) -> HttpResponse:
    values = {"wave": wave, "school": wave.school, "form": form}
    return render(request, "tools/own_words_names.html", values, status=status)


def _question(words: Released, key: str) -> str:
    """Return a question in the wording of whoever is asked it first."""
    item = words.text.items.get(key)
    return next(iter(item.wordings.values()), key) if item else key
