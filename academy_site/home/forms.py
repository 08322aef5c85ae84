"""The example form of the style guide."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ExampleForm(forms.Form):
    """Two fields, so that label, hint and error can be looked at."""

    step = forms.CharField(label=_("First small step"), help_text=_("Something you can do within four weeks."))
    date = forms.DateField(label=_("Date to look back"), widget=forms.DateInput(attrs={"type": "date"}), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "field__input"
