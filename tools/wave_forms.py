"""Forms: planning a wave, its own items, opening it, and what can be changed while it runs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta, tzinfo
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _now, gettext_lazy as _

from tools.domain.survey import LEAST_GROUP, LEAST_OPEN, ROLES
from tools.domain.wave_days import Days, days_of, moments
from tools.enums import Role
from tools.models import Wave
from tools.models.waves import MOST_OWN_ITEMS, WAVE_MODES
from tools.selectors.released import Released
from tools.services.wave_plans import OwnWords, Plan

# Twelve days from a Monday on: two weeks of school.
USUAL_DAYS = 11
MOST_DAYS, MOST_PEOPLE, LONGEST_ITEM = 90, 100_000, 300
# How people of a role are called when there are many of them.
MANY = {
    Role.LEADER: _("School leaders"),
    Role.TEACHER: _("Teachers and other staff"),
    Role.STUDENT: _("Students"),
    Role.PARENT: _("Parents and carers"),
    Role.GOVERNOR: _("Governors and board members"),
}


def usual_days(today: date) -> Days:
    """Return the two school weeks that begin with the next Monday."""
    monday = today + timedelta(days=7 - today.weekday())
    return Days(monday, monday + timedelta(days=USUAL_DAYS))


def season(day: date) -> str:
    """Return a name for a wave, from its first day."""
    word = _now("Spring %(year)d") if day.month < 7 else _now("Autumn %(year)d")
    return word % {"year": day.year}


class DayField(forms.DateField):
    """A day of the school, chosen from the calendar of the browser or typed."""

    def __init__(self, **more: Any):
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": _("Write a day, for example 2027-03-12."), "required": _("Choose a day.")},
            **more,
        )

    def to_python(self, value: Any) -> date | None:
        """Take what browsers send, and a day as it is written in the reader's language."""
        try:
            return date.fromisoformat(str(value).strip())
        except ValueError:
            return super().to_python(value)


@dataclass(frozen=True)
class RoleRow:
    """The two fields of a role."""

    role: str
    asked: BoundField
    count: BoundField


class WaveForm(forms.Form):
    """What a coordinator plans. Days are those of the school; the name of its time zone stands beside them."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    mode = forms.ChoiceField(label=_("Length"), widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
    )
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    title = forms.CharField(
        label=_("Name of the survey"), max_length=80, help_text=_("As it stands in the report and on letters.")
    )
    min_group = forms.IntegerField(
        label=_("Answers from which on a group is shown"), initial=LEAST_GROUP, min_value=LEAST_GROUP, max_value=100
    )
    min_open = forms.IntegerField(
        label=_("Answers from which on own words are shown"), initial=LEAST_OPEN, min_value=LEAST_OPEN, max_value=100
    )

    def __init__(
        self,
        *args: Any,
        words: Released | None = None,
        languages: Sequence[str] = (),
        zone: tzinfo = UTC,
        today: date = date.min,
        **more: Any,
    ):
        super().__init__(*args, **more)
        self._zone, self._today = zone, today
        named = dict(settings.LANGUAGES)
        self._offer("languages", [(code, named[code]) for code in languages])
        modes = [(mode.key, words.text.modes[mode.key].title) for mode in words.structure.modes] if words else []
        self._offer("mode", [mode for mode in modes if mode[0] in WAVE_MODES])
        for role in ROLES:
            if words is None or role in words.structure.audiences():
                self.fields[f"ask_{role}"] = forms.BooleanField(label=MANY[Role(role)], required=False)
                self.fields[f"count_{role}"] = forms.IntegerField(
                    label=_("How many there are"), required=False, min_value=1, max_value=MOST_PEOPLE
                )
        for name in ("first_day", "last_day"):
            self.fields[name].help_text = _("Time zone of the school: %(zone)s.") % {"zone": zone}

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = choices

    @property
    def roles(self) -> Iterator[RoleRow]:
        """Yield the fields of each role."""
        for role in ROLES:
            if f"ask_{role}" in self.fields:
                yield RoleRow(role, self[f"ask_{role}"], self[f"count_{role}"])

    @property
    def asks_more(self) -> bool:
        """Whether something is to be seen under "more"."""
        return any(name in self.errors for name in ("min_group", "min_open")) or any(
            str(self[name].value()) != str(least)
            for name, least in (("min_group", LEAST_GROUP), ("min_open", LEAST_OPEN))
        )

    def clean(self) -> dict[str, Any]:
        """Look at the days together, and at the roles together."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day comes before the first."))
        elif first and last and (last - first).days >= MOST_DAYS:
            self.add_error("last_day", _("A survey is open for 90 days at most."))
        asked = [row for row in self.roles if cleaned.get(row.asked.name)]
        for row in self.roles:
            if cleaned.get(row.count.name) and row not in asked:
                self.add_error(row.asked.name, _("Tick who is asked, or leave the number empty."))
        if not asked and not any(row.asked.errors for row in self.roles):
            self.add_error(f"ask_{next(self.roles).role}", _("Choose at least one group that is asked."))
        return cleaned

    def clean_last_day(self) -> date:
        """Refuse a day that is over."""
        last = self.cleaned_data["last_day"]
        if last < self._today:
            raise forms.ValidationError(_("This day is over."))
        return last

    def plan(self) -> Plan:
        """Return what was planned."""
        given = self.cleaned_data
        opens_at, closes_at = moments(Days(given["first_day"], given["last_day"]), self._zone)
        return Plan(
            title=given["title"],
            mode=given["mode"],
            roles={row.role: given[row.count.name] for row in self.roles if given[row.asked.name]},
            languages=given["languages"],
            opens_at=opens_at,
            closes_at=closes_at,
            min_group=given["min_group"],
            min_open=given["min_open"],
        )


def planned(wave: Wave, roles: Mapping[str, int | None], zone: tzinfo) -> dict[str, Any]:
    """Return what the form of a wave that is there begins with."""
    days = days_of(wave.opens_at, wave.closes_at, zone)
    begun = {f"ask_{role}": True for role in roles} | {f"count_{role}": count for role, count in roles.items()}
    kept = {name: getattr(wave, name) for name in ("key", "title", "mode", "languages", "min_group", "min_open")}
    return {**begun, **kept, "first_day": days.first, "last_day": days.last}


@dataclass(frozen=True)
class ItemRow:
    """The fields of one item of the school's own."""

    number: int
    roles: BoundField
    wordings: list[BoundField]

    @property
    def is_open(self) -> bool:
        """Whether its fields are seen from the start: the first one's, and those that hold something."""
        return (
            self.number == 1 or bool(self.roles.errors) or any(field.value() or field.errors for field in self.wordings)
        )


class OwnItemsForm(forms.Form):
    """Up to five items of the school's own, in each language of the wave. An empty one is none."""

    def __init__(self, *args: Any, languages: Sequence[str] = (), roles: Sequence[str] = (), **more: Any):
        super().__init__(*args, **more)
        self._languages = languages
        named = dict(settings.LANGUAGES)
        for number in range(1, MOST_OWN_ITEMS + 1):
            for language in languages:
                self.fields[f"words_{number}_{language}"] = forms.CharField(
                    label=named[language],
                    required=False,
                    max_length=LONGEST_ITEM,
                    widget=forms.Textarea(attrs={"rows": 2, "lang": language}),
                )
            self.fields[f"roles_{number}"] = forms.MultipleChoiceField(
                label=_("Who is asked"),
                required=False,
                choices=[(role, MANY[Role(role)]) for role in roles],
                initial=list(roles),
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def rows(self) -> Iterator[ItemRow]:
        """Yield the fields of each item."""
        for number in range(1, MOST_OWN_ITEMS + 1):
            wordings = [self[f"words_{number}_{language}"] for language in self._languages]
            yield ItemRow(number, self[f"roles_{number}"], wordings)

    def clean(self) -> dict[str, Any]:
        """Ask for a wording in each language, and for somebody who is asked."""
        cleaned = super().clean() or {}
        for row in self.rows:
            said = [field for field in row.wordings if cleaned.get(field.name)]
            for field in row.wordings if said else ():
                if field not in said and field.name not in self.errors:
                    self.add_error(field.name, _("Write it in each language of the survey."))
            if said and not cleaned.get(row.roles.name) and row.roles.name not in self.errors:
                self.add_error(row.roles.name, _("Choose who is asked."))
        return cleaned

    def items(self) -> list[OwnWords]:
        """Return the items that were written, in their order."""
        given = self.cleaned_data
        found = []
        for row in self.rows:
            wordings = {
                language: given[field.name]
                for language, field in zip(self._languages, row.wordings, strict=True)
                if given[field.name]
            }
            if wordings:
                found.append(OwnWords(given[row.roles.name], wordings))
        return found


def own_items_now(wave: Wave) -> dict[str, Any]:
    """Return what the form of a wave's own items begins with. One query."""
    begun: dict[str, Any] = {}
    for item in wave.own_items.all():
        begun[f"roles_{item.place}"] = item.roles
        for language, words in item.wordings.items():
            begun[f"words_{item.place}_{language}"] = words
    return begun


class OpenForm(forms.Form):
    """What a coordinator says before a wave opens."""

    told = forms.BooleanField(
        label=_("Staff know that this is not about single teachers, and that there is no ranking."),
        error_messages={"required": _("Tell staff first. There is a letter that says so.")},
    )
    letters = forms.BooleanField(
        label=_("Letters to parents are ready, or are not needed this time."),
        error_messages={"required": _("Make the letters first, or say that none are needed.")},
    )


class ExtendForm(forms.Form):
    """A later last day."""

    last_day = DayField(label=_("New last day"))


class ThresholdsForm(forms.Form):
    """From how many answers on something is shown."""

    min_group = forms.IntegerField(
        label=_("Answers from which on a group is shown"), min_value=LEAST_GROUP, max_value=100
    )
    min_open = forms.IntegerField(
        label=_("Answers from which on own words are shown"), min_value=LEAST_OPEN, max_value=100
    )
