"""Forms for what a teacher works towards: targets, focus, reminders, the plan."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from tools.domain.instrument import LEVELS
from tools.domain.reassessing import Quiet
from tools.models import DevelopmentPlan

# More stretches of quiet weeks than a school year has holidays.
MOST_QUIET = 8
LONGEST_KEY = 40


class AimForm(forms.Form):
    """A target or a focus, as the row of a dimension sends it. Without a level there is no target."""

    dimension = forms.CharField(max_length=LONGEST_KEY)
    level = forms.TypedChoiceField(
        label=_("Target"),
        choices=[("", _("no target")), *((level, level) for level in LEVELS)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    leaving = forms.CharField(label=_("Which one makes room?"), max_length=LONGEST_KEY, required=False)
    drop = forms.BooleanField(required=False)
    web = forms.UUIDField(required=False)


class _Day(forms.DateInput):
    """A day, which a browser lets choose in a calendar and sends in one form whatever the language."""

    input_type = "date"

    def format_value(self, value) -> str | None:
        return value.isoformat() if isinstance(value, date) else value


class RemindersForm(forms.Form):
    """Whether to remind of the next web, and stretches of days without reminders; both ends empty is none."""

    wanted = forms.BooleanField(
        label=_("Remind me when looking again is worth it"),
        help_text=_("Twelve weeks after a web, in your messages, and by mail if you wish mail from us."),
        required=False,
    )

    def __init__(self, *args, quiet: Sequence[Quiet] = (), **kwargs):
        super().__init__(*args, **kwargs)
        for place in range(1, MOST_QUIET + 1):
            known = quiet[place - 1] if place <= len(quiet) else None
            for name, label in ((f"first_{place}", _("Quiet from")), (f"last_{place}", _("Quiet until"))):
                value = getattr(known, name.partition("_")[0]) if known else None
                self.fields[name] = forms.DateField(label=label, widget=_Day, required=False, initial=value)

    def clean(self):
        """Refuse half a stretch, and one that ends before it begins."""
        data = super().clean() or self.cleaned_data
        for place in range(1, MOST_QUIET + 1):
            names = f"first_{place}", f"last_{place}"
            first, last = (data.get(name) for name in names)
            if any(name in self.errors for name in names):
                continue
            if (first is None) != (last is None):
                missing = names[1] if last is None else names[0]
                self.add_error(missing, _("Both days are needed. To take the weeks away, empty both."))
            elif first and last and last < first:
                self.add_error(names[1], _("The last day comes before the first."))
        return data

    @property
    def stretches(self) -> list[tuple[date, date]]:
        """The stretches that were filled in."""
        data = self.cleaned_data
        pairs = ((data[f"first_{place}"], data[f"last_{place}"]) for place in range(1, MOST_QUIET + 1))
        return [(first, last) for first, last in pairs if first]

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of the stretches that have something in them, and one more to fill in."""
        pairs = [(self[f"first_{place}"], self[f"last_{place}"]) for place in range(1, MOST_QUIET + 1)]
        filled = [pair for pair in pairs if any(field.value() or field.errors for field in pair)]
        free = next((pair for pair in pairs if pair not in filled), None)
        return [*filled, *([free] if free else [])]


class PlanForm(forms.ModelForm):
    """The parts of the plan that a teacher writes. `version` is that of the plan it grew from.

    There is no `maxlength` in the page: a browser would cut a long text without a word.
    """

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    class Meta:
        model = DevelopmentPlan
        fields = ["can_do", "ways", "support", "showing", "next_talk"]
        widgets = {"next_talk": _Day}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)

    def clean(self):
        """Let a text have the ends of lines it had before a browser sent it."""
        data = super().clean() or self.cleaned_data
        return {name: value.replace("\r\n", "\n") if isinstance(value, str) else value for name, value in data.items()}
