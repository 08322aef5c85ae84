"""The form of leaving: for each kind of data that leaves a choice, one of its fates."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from academy_site.foundation.privacy import Ending


class LeaveForm(forms.Form):
    """Choose what happens to each kind of data. What has one fate only is shown, and not asked."""

    def __init__(self, *args, endings: Sequence[Ending], **kwargs):
        super().__init__(*args, **kwargs)
        self.endings = endings
        for ending in endings:
            if len(ending.fates) > 1:
                self.fields[ending.key] = forms.ChoiceField(
                    label=str(ending.title),
                    choices=[(fate.key, fate.title) for fate in ending.fates],
                    initial=ending.fates[0].key,
                    error_messages={"invalid_choice": _("This is none of the choices. Choose one of those below.")},
                )

    def kinds(self) -> Iterator[tuple[Ending, Any, str]]:
        """Yield each ending with its field, if it has one, and the key of the fate that is chosen now."""
        for ending in self.endings:
            field = self[ending.key] if ending.key in self.fields else None
            value = field.value() if field else None
            yield ending, field, ending.fate(value).key
