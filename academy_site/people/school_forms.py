"""Forms around schools: founding, joining, inviting, settings, handing over."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from academy_site.foundation.domain.codes import read_code
from academy_site.people.domain.school_names import normal_name
from academy_site.people.domain.school_years import is_day_of_each_year
from academy_site.people.enums import VOUCHED_ROLES, Country, Language, SchoolRole
from academy_site.people.forms import zones
from academy_site.people.models import School, SchoolClaim, SchoolHoliday
from academy_site.people.models.joining import LONGEST_WORD, MOST_PLACES
from academy_site.people.services.school_joining import LEAST_DAYS, MOST_DAYS, USUAL_DAYS

_ID_HINT = _(
    "The number your state gave the school (RSPO, BRIN, URN, skolenhetskod, oppilaitosnumero), if you know it."
)


class NamedSchool(forms.ModelForm):
    """What tells a school from others."""

    class Meta:
        model = School
        fields = ["name", "town", "country", "national_id"]
        labels = {"national_id": _("Official school number"), "name": _("Name of the school")}
        help_texts = {"national_id": _ID_HINT, "name": _("As it stands on the sign at the door.")}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", _("Choose a country")), *Country.choices]  # type: ignore[attr-defined]
        for name in ("name", "town"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_name(self) -> str:
        """Ask for a name with a letter or a digit in it."""
        name = " ".join(self.cleaned_data["name"].split())
        if not normal_name(name):
            raise ValidationError(_("Write the name of the school."))
        return name


class FoundForm(NamedSchool):
    """Found a school. It counts once, however often it is sent: it carries a key of its own."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def _post_clean(self) -> None:
        """Leave the school to the service, which looks for others that are alike first."""


class SettingsForm(NamedSchool):
    """The settings of a school."""

    languages = forms.MultipleChoiceField(
        label=_("Languages of the school"),
        help_text=_("In which people there write to you and answer."),
        choices=Language.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    year_month = forms.TypedChoiceField(label=_("The school year begins in"), choices=list(MONTHS.items()), coerce=int)
    year_day = forms.IntegerField(label=_("on day"), min_value=1, max_value=31)
    field_order = ["name", "town", "country", "national_id", "timezone", "languages", "year_month", "year_day"]

    class Meta(NamedSchool.Meta):
        fields = [*NamedSchool.Meta.fields, "timezone", "languages", "year_month", "year_day"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["timezone"] = forms.ChoiceField(
            label=_("Time zone"),
            help_text=_("The place whose clock the school goes by. Days on which something opens or ends follow it."),
            choices=zones(self.instance.timezone),
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a day that is not there in each year."""
        cleaned = super().clean() or {}
        month, day = cleaned.get("year_month"), cleaned.get("year_day")
        if month and day and not is_day_of_each_year(month, day):
            self.add_error("year_day", _("There is no such day in each year."))
        return cleaned

    def _post_clean(self) -> None:
        """Leave the school as it is: an invalid form must not rename it on the page. The service checks it whole."""


class HolidayForm(forms.ModelForm):
    """Days on which a school is closed."""

    class Meta:
        model = SchoolHoliday
        fields = ["title", "first_day", "last_day"]
        labels = {"title": _("Name of the holiday")}
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("first_day", "last_day")
        }

    def clean(self) -> dict[str, Any]:
        """Refuse days that go backwards, and years that are a slip."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first."))
        for name, day in (("first_day", first), ("last_day", last)):
            if day and not date(2000, 1, 1) <= day <= date(2099, 12, 31):
                self.add_error(name, _("Look at the year."))
        return cleaned

    def _post_clean(self) -> None:
        """Leave the holiday to the service."""


class CodeForm(forms.Form):
    """The code of an invitation, as it was typed."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Ten signs, such as 7K3QX-9M2TA. Capitals, spaces and the dash do not matter."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
        }

    def clean_code(self) -> str:
        """Find a slip before any code is looked for."""
        code = read_code(self.cleaned_data["code"])
        if not code:
            raise ValidationError(_("There is a slip in this code. Compare it sign by sign."))
        return code


class AskForm(forms.Form):
    """As what somebody asks a school to be let in."""

    role = forms.ChoiceField(
        label=_("What you are there"),
        choices=[(role.value, role.label) for role in VOUCHED_ROLES],
        initial=SchoolRole.TEACHER,
        widget=forms.RadioSelect,
    )


class InviteForm(forms.Form):
    """Invite people in one role. It counts once, however often it is sent."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    role = forms.ChoiceField(
        label=_("As what"), choices=SchoolRole.choices, initial=SchoolRole.TEACHER, widget=forms.RadioSelect
    )
    places = forms.IntegerField(
        label=_("How many people"),
        min_value=1,
        max_value=MOST_PLACES,
        initial=1,
        help_text=_("One link can let in many teachers or governors. One for a coordinator or leader lets in one."),
    )
    days = forms.IntegerField(
        label=_("For how many days"), min_value=LEAST_DAYS, max_value=MOST_DAYS, initial=USUAL_DAYS
    )
    word = forms.CharField(
        label=_("For whom"),
        max_length=LONGEST_WORD,
        required=False,
        help_text=_("A word to know it again. Only coordinators of the school see it."),
    )
    field_order = ["role", "places", "days", "word", "key"]


class GiveRoleForm(forms.Form):
    """One more role for a member."""

    role = forms.ChoiceField(label=_("One more role"), choices=SchoolRole.choices)


class SuccessorForm(forms.Form):
    """Who takes over."""

    successor = forms.ChoiceField(label=_("Who takes over"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: Any = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["successor"].choices = [  # type: ignore[attr-defined]
            (str(person.pk), person.get_full_name()) for person in people
        ]


class LeaveSchoolForm(forms.Form):
    """Leave a school; its last coordinator says that it is to be without one."""

    without_coordinator = forms.BooleanField(
        label=_("Leave the school without a coordinator"),
        help_text=_("Its people are told, and one of them can ask to take over. Nothing of the school is lost."),
    )

    def __init__(self, *args: Any, is_last: bool = True, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not is_last:
            del self.fields["without_coordinator"]


class ClaimForm(forms.ModelForm):
    """Ask to take over a school that has no coordinator."""

    class Meta:
        model = SchoolClaim
        fields = ["reason"]
        labels = {"reason": _("How we can see that you work there")}
        help_texts = {
            "reason": _(
                "Your name on the page of the school, for instance, or whom we can ring. Only stewards read it."
            )
        }
        widgets = {"reason": forms.Textarea(attrs={"rows": 4})}
