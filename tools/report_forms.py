"""Forms: asking for a file that the worker makes."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy as _

from tools import sentences
from tools.models import Response


class _FileForm(forms.Form):
    """A file in one of the languages of the site. It counts once, by its key."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial=get_language)


class GrowthReportForm(_FileForm):
    """What a growth report is to hold."""

    earlier = forms.ChoiceField(label=_("The newest web, laid over"), required=False)
    notes = forms.BooleanField(label=_("With my notes"), required=False)
    field_order = ["earlier", "language", "notes", "key"]

    def __init__(self, *args: Any, earlier: Sequence[Response] = (), **kwargs: Any):
        """Offer the earlier webs that may be laid under the newest one, the newest first."""
        super().__init__(*args, **{"auto_id": "growth_%s", **kwargs})
        oldest_first = list(reversed(earlier))
        choices = [("", _("the first one"))] + [(str(web.key), _day(web)) for web in oldest_first[1:]]
        _offer(self, "earlier", choices if earlier else [("", _("no earlier web"))])


class PictureForm(_FileForm):
    """Of which web there is to be a picture."""

    web = forms.ChoiceField(label=_("Web"))
    field_order = ["web", "language", "key"]

    def __init__(self, *args: Any, webs: Sequence[Response] = (), **kwargs: Any):
        """Offer all webs, the newest first."""
        super().__init__(*args, **{"auto_id": "picture_%s", **kwargs})
        _offer(self, "web", [(str(web.key), _day(web)) for web in reversed(webs)])


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
    field.choices = choices


def _day(web: Response) -> str:
    return f"{sentences.day_of(web)}, {web.get_mode_display()}"
