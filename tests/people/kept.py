"""A form of a person, sent when they are not signed in."""

from academy_site.foundation import signed_person
from academy_site.people.models import ParkedForm

PROFILE = "/nl/account/"
WORDS = "Wat ik van deze eenheid leerde, in mijn eigen woorden."


def form_of(someone, **fields):
    return {
        "display_name": WORDS,
        "language": "nl",
        "country": "NL",
        "timezone": "Europe/Amsterdam",
        signed_person.FIELD: signed_person.sign(someone.pk),
    } | fields


def park(client, someone, **fields) -> ParkedForm:
    """Send the profile form of this person from a client in which they are not signed in."""
    client.post(PROFILE, form_of(someone, **fields))
    return ParkedForm.objects.get(person=someone)


def send(client, someone, key, at=PROFILE, **fields):
    return client.post(at, {"parked_send": key, signed_person.FIELD: signed_person.sign(someone.pk)} | fields)
