"""Whose form it is: a signed field in every form of a person who is signed in.

It is no secret and opens nothing. It says for whom a form is kept that comes when its person is not
signed in any more.
"""

from django.core.signing import BadSignature, Signer
from django.http import QueryDict
from django.utils.html import format_html

FIELD = "signed_person"
_SALT = "academy.signed-person"


def sign(person_id: int) -> str:
    """Return the value of the field for this person."""
    return Signer(salt=_SALT).sign(str(person_id))


def read(posted: QueryDict) -> int | None:
    """Return the id of the person a posted form belongs to, None without a field or with one that is not ours."""
    for value in posted.getlist(FIELD):
        try:
            return int(Signer(salt=_SALT).unsign(value))
        except (BadSignature, ValueError):
            continue
    return None


def hidden_field(person_id: int, form: str = "") -> str:
    """Return the field as it stands in a form, or beside the form with this id."""
    beside = format_html(' form="{}"', form) if form else ""
    return format_html('<input type="hidden" name="{}" value="{}"{}>', FIELD, sign(person_id), beside)
