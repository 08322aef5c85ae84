"""What a device keeps of a survey under way: the code, its half of the key, and the two words.

It is one cookie that comes to the pages of one wave only. Where a device refuses it, it travels in the forms.
"""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

from academy_site.foundation.domain.codes import SLIP, read_code
from academy_site.foundation.secrets_kept import keyed_hash
from tools.models import Wave
from tools.services.survey_drafts import KEPT_DAYS
from tools.survey_seal import HALF_BYTES

COOKIE = "survey"
_MARK_SIGNS = 12


@dataclass(frozen=True, slots=True)
class Ticket:
    """What opens a draft. `phrase` is shown again to whoever has the device."""

    code: str
    half: bytes
    phrase: str = ""

    @property
    def written(self) -> str:
        """The ticket as one word."""
        return ".".join((self.code, _coded(self.half), _coded(self.phrase.encode())))

    @property
    def mark(self) -> str:
        """What a form holds of its code, so that answers never come to another code of the same device."""
        return keyed_hash(self.code, "survey-form")[:_MARK_SIGNS]


def _coded(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def read_ticket(text: str) -> Ticket | None:
    """Return what `Ticket.written` gave, None for anything else."""
    code, _, rest = text.partition(".")
    half, _, phrase = rest.partition(".")
    try:
        ticket = Ticket(read_code(code, SLIP), _decoded(half), _decoded(phrase).decode())
    except (binascii.Error, ValueError):
        return None
    return ticket if ticket.code and len(ticket.half) == HALF_BYTES else None


def ticket_of(request: Any) -> Ticket | None:
    """Return the ticket that the cookie of a device holds."""
    return read_ticket(request.COOKIES.get(COOKIE, ""))


def hand_out(request: Any, response: Any, wave: Wave, ticket: Ticket) -> None:
    """Let the device keep a ticket for the days that a draft is kept."""
    response.set_cookie(
        COOKIE,
        ticket.written,
        max_age=KEPT_DAYS * 24 * 60 * 60,
        path=_path(wave),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )


def take_back(response: Any, wave: Wave) -> None:
    """Let the device forget."""
    response.delete_cookie(COOKIE, path=_path(wave), samesite="Lax")


def _path(wave: Wave) -> str:
    return f"/survey/{wave.key}/"
