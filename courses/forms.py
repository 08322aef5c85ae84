"""Forms of the courses app."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.domain.notes import HIGHEST_TURN, LONGEST_NOTE, Sent, as_kept


class NoteForm(forms.Form):
    """A note as it is sent to be kept, with what its form was given: the mark of the text it grew from.

    There is no `maxlength` in the page: a browser would cut a long text without a word.
    """

    text = forms.CharField(label=_("Your note"), required=False, strip=False, widget=forms.Textarea)
    grew_from = forms.RegexField(r"^(?:[0-9a-f]{18})?$", required=False)
    writer = forms.RegexField(r"^[\w-]{0,40}$", required=False)
    turn = forms.IntegerField(min_value=0, max_value=HIGHEST_TURN, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A text with a character that cannot be kept is refused below, and given back without it.
        self.fields["text"].validators = []

    def clean_text(self) -> str:
        """Refuse what cannot be kept, at the field, with the text still in it."""
        text = as_kept(self.cleaned_data["text"])
        if "\x00" in text:
            raise forms.ValidationError(
                _("There was a character in it that cannot be kept. It is taken out here: look, and save again.")
            )
        if len(text) > LONGEST_NOTE:
            raise forms.ValidationError(
                _("A note can have %(limit)d characters, this one has %(length)d. Nothing is lost: shorten it here.")
                % {"limit": LONGEST_NOTE, "length": len(text)}
            )
        return text

    @property
    def typed(self) -> str:
        """The text as it goes back into its field."""
        return as_kept(self.data.get("text", "")).replace("\x00", "")

    @property
    def tampered(self) -> str:
        """The name of the hidden field that is not as it was given out, or an empty text."""
        return next((name for name in self.errors if name != "text"), "")

    @property
    def sent(self) -> Sent:
        """What is to be kept."""
        data = self.cleaned_data
        return Sent(data["text"], data["grew_from"], data["writer"], data["turn"] or 0)
