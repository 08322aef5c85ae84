"""Forms: the ways into a wave (slips, a lesson, letters), and the team that reads own words."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tools.enums import Role, WaveFileKind
from tools.services.coding import MOST_SLIPS
from tools.services.lessons import MOST_PLACES, USUAL_PLACES
from tools.services.wave_files import LEAST_SLIPS
from tools.wave_forms import MANY

SLIPS_WRONG, PLACES_WRONG = _("Choose 5 to 2,000 slips."), _("Choose 1 to 200 places.")


class _InLanguages(forms.Form):
    """A file in one of the languages of a wave. It counts once, by its key."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    language = forms.ChoiceField(label=_("Language"))

    def __init__(self, *args: Any, languages: Sequence[str] = (), **more: Any):
        super().__init__(*args, **more)
        named = dict(settings.LANGUAGES)
        offer(self, "language", [(code, named[code]) for code in languages])


def offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    """Let a field offer these choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
    field.choices = choices


class SlipsForm(_InLanguages):
    """How many slips for whom, in which language."""

    role = forms.ChoiceField(label=_("For whom"))
    count = forms.IntegerField(
        label=_("How many slips"),
        min_value=LEAST_SLIPS,
        max_value=MOST_SLIPS,
        help_text=_(
            "Ten fit on a sheet. Print a few more than there are people; slips that are left over harm nobody."
        ),
        error_messages={"min_value": SLIPS_WRONG, "max_value": SLIPS_WRONG, "invalid": SLIPS_WRONG},
    )
    field_order = ["role", "count", "language", "key"]

    def __init__(self, *args: Any, roles: Mapping[str, int | None] | None = None, **more: Any):
        super().__init__(*args, **more)
        offer(self, "role", [(role, _with_number(role, count)) for role, count in (roles or {}).items()])


def _with_number(role: str, count: int | None) -> str:
    return f"{MANY[Role(role)]} ({count})" if count else str(MANY[Role(role)])


class LetterForm(_InLanguages):
    """To whom a letter is written, in which language."""

    kind = forms.ChoiceField(
        label=_("To whom"),
        choices=[(WaveFileKind.PARENTS, _("Parents and carers")), (WaveFileKind.STAFF, _("All staff"))],
    )
    field_order = ["kind", "language", "key"]


class LessonForm(forms.Form):
    """A lesson: who answers, and how many places there are."""

    role = forms.ChoiceField(label=_("Who answers"))
    places = forms.IntegerField(
        label=_("How many people are there"),
        initial=USUAL_PLACES,
        min_value=1,
        max_value=MOST_PLACES,
        help_text=_("So many can begin. You can add places during the lesson."),
        error_messages={"min_value": PLACES_WRONG, "max_value": PLACES_WRONG, "invalid": PLACES_WRONG},
    )

    def __init__(self, *args: Any, roles: Sequence[str] = (), **more: Any):
        super().__init__(*args, **more)
        offer(self, "role", [(role, MANY[Role(role)]) for role in roles])
        if Role.STUDENT in roles:
            self.fields["role"].initial = Role.STUDENT


class ReaderForm(forms.Form):
    """Who joins the team: a member of the school who is not in it yet."""

    person = forms.ChoiceField(label=_("Who"))

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]] = (), **more: Any):
        super().__init__(*args, **more)
        offer(self, "person", list(people))
