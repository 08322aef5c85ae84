"""What a school says to its people about a wave, in their language: a reminder to all."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _, override

from tools.wave_access import Place


@dataclass(frozen=True, slots=True)
class Reminder:
    """A text to copy, in one language. It goes to all: who has answered is not known."""

    language: str
    name: str
    text: str


def reminder(place: Place, language: str) -> Reminder:
    """Return a reminder that can be sent to everybody who is asked."""
    days = place.days(place.at)
    with override(language):
        text = _(
            "Our school asks how personalised learning is here, in an anonymous survey until %(day)s. Have you "
            "answered already? Thank you. If not: every answer counts, and it takes a few minutes. This reminder "
            "goes to everybody, because nobody knows who has answered."
        ) % {"day": date_format(days.last)}
    return Reminder(language, dict(settings.LANGUAGES)[language], text)
