"""Forms of the tools app: what a teacher answers and writes, as it was sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from academy_site.foundation import signed_person
from tools.domain.answering import MOST_NOTE, AnswerError
from tools.models.responses import LONGEST_LABEL

# Of a form of ours; all other names are items.
NOTE, GREW_FROM, GO, CLEAR, LANGUAGE = "web_note", "web_grew_from", "web_go", "web_clear", "web_language"
_NO_ITEMS = frozenset(
    {NOTE, GREW_FROM, GO, CLEAR, LANGUAGE, "csrfmiddlewaretoken", signed_person.FIELD, "parked", "parked_send"}
)

BACK, NEXT, CHECK, LATER, STAY = "back", "next", "check", "later", ""
WAYS = (BACK, NEXT, CHECK, LATER, STAY)


def as_kept(text: str) -> str:
    """Return a text with the line ends of this site, and without the one character that no database keeps."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


class StepForm(forms.Form):
    """The words of a step that its person wrote. There is no `maxlength`: browsers cut without a word."""

    web_note = forms.CharField(label=_("What shows it"), required=False, strip=False, widget=forms.Textarea)


class LearnersForm(forms.Form):
    """Which group of learners a web is about, in the teacher's own words."""

    learners = forms.CharField(
        label=_("The group of learners it is about"),
        required=False,
        max_length=LONGEST_LABEL,
        help_text=_("A name that you will know again, such as “Year 8, science”. Please, no names of learners."),
    )


@dataclass(frozen=True)
class SentStep:
    """One step as it was sent. `go` is where the pressed button leads, `language` the one to go on in."""

    answers: tuple[tuple[str, str], ...]
    cleared: frozenset[str]
    note: str | None
    grew_from: str
    go: str
    language: str = ""

    def notes(self, dimension: str) -> Mapping[str, tuple[str, str]]:
        """Return the note of the step as the service takes it."""
        return {} if self.note is None else {dimension: (self.note, self.grew_from)}


def sent_step(posted: QueryDict) -> SentStep:
    """Read what was sent; nothing is judged yet, so that all of it can be shown again."""
    answers = tuple((name, value) for name, values in posted.lists() for value in values if name not in _NO_ITEMS)
    note, language = posted.get(NOTE), posted.get(LANGUAGE, "")
    go = posted.get(GO, STAY)
    return SentStep(
        answers=answers,
        cleared=frozenset(posted.getlist(CLEAR)),
        note=None if note is None else as_kept(note),
        grew_from=as_kept(posted.get(GREW_FROM, "")),
        go=go if go in WAYS else STAY,
        language=language if language in dict(settings.LANGUAGES) else "",
    )


def words_of_error(error: AnswerError, name: str = "") -> Any:
    """Return what to say about an item that could not be taken: by its name where it has one, else by its key."""
    said = {
        "unknown_item": _("This web does not ask “%(item)s”, so that was left out."),
        "answered_twice": _("“%(item)s” was answered twice. Choose one answer."),
        "outside_scale": _("The answer to “%(item)s” is not one of those to choose from. Choose one."),
        "note_too_long": _("A note can have %(limit)d characters, and this one has more. Shorten it here."),
    }[error.code]
    return said % {"item": name or error.item, "limit": MOST_NOTE}
