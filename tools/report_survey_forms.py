"""Forms: asking for the report of a wave on paper."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy as _

FULL, GAPS = "full", "gaps"
SHEETS = ((GAPS, _("Role gaps, one page for a meeting")), (FULL, _("The whole report")))


class SchoolReportForm(forms.Form):
    """Which sheet there is to be, in which language. It counts once, by its key."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    sheet = forms.ChoiceField(label=_("Sheet"), choices=SHEETS)
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, languages: Sequence[str] = (), **kwargs: Any):
        """Offer the languages that the survey speaks."""
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [(code, name) for code, name in settings.LANGUAGES if code in languages]
        own = get_language()
        field.initial = own if own in languages else settings.LANGUAGE_CODE


class FocusForm(forms.Form):
    """Which concepts the school goes on with."""

    focus = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, concepts: Sequence[tuple[str, str]] = (), **kwargs: Any):
        """Offer the concepts of the report."""
        super().__init__(*args, **kwargs)
        field = self.fields["focus"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - for the type checker
        field.choices = list(concepts)
