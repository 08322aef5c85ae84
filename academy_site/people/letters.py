"""Mail on its way: written here, sent by the worker, forgotten once it is sent or given up.

A letter goes to one address, so that one that is refused keeps no other from arriving. Between the other
side's yes and our note of it a worker may die; then it goes out a second time, under the same Message-ID.
"""

import base64
import json
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, make_msgid
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import now

from academy_site.foundation.worker import MAX_ATTEMPTS
from academy_site.people import sealing
from academy_site.people.inbox import tell
from academy_site.people.models import Letter, User
from academy_site.people.selectors import address_for, holder_of

# How long the worker that sends a letter has it for itself.
_TAKEN_FOR = timedelta(seconds=60)
_LONGEST_WAIT = timedelta(days=2)
SENT_KEPT_FOR = timedelta(days=7)
FAILED_KEPT_FOR = timedelta(days=30)
CAME_BACK = "mail_comes_back"
_PURPOSE = "letter"
_PERMANENT = 500


class NotSentYetError(Exception):
    """The letter has to be tried again later."""


def write_letters(message: EmailMessage) -> list[Letter]:
    """Put a message for each of its addresses into the post. Its words are sealed."""
    headers = {"Message-ID": make_msgid(domain="academy.invalid"), **message.extra_headers}
    content = json.dumps({**_content(message), "headers": headers}).encode()
    letters = []
    for address in dict.fromkeys(message.recipients()):
        sealed = sealing.seal(content, purpose=_PURPOSE, owner=address)
        kind = getattr(message, "academy_kind", "")
        person = getattr(message, "academy_person", None)
        if not isinstance(person, User):
            person = holder_of(address)
        letters.append(Letter.objects.create(person=person, address=address, kind=kind, sealed=sealed))
    return letters


def deliver(letter_id: int) -> None:
    """Send a letter. Safe to repeat: what is settled is left alone. Raises `NotSentYetError` to be tried again."""
    letter = _take(letter_id)
    if letter is None:
        return
    try:
        message = _read(letter)
        get_connection(backend=settings.ACADEMY_MAIL_BACKEND).send_messages([message])
    except (SMTPException, OSError, sealing.BrokenSealError) as fault:
        answer = _understood(fault, letter.address)
        if answer.for_good or letter.attempts >= MAX_ATTEMPTS:
            _give_up(letter, reason=answer.words, refused=answer.refused)
            return
        Letter.objects.filter(pk=letter.pk).update(taken_until=None, reason=answer.words)
        raise NotSentYetError(answer.words) from fault
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.SENT, reason="", **_settled())


def record_bounce(*, address: str, reason: str) -> Letter:
    """Take note that mail to this address came back after it was sent. Said again, it is noted once."""
    address = address.strip()
    same = Letter.objects.filter(address__iexact=address).exclude(state=Letter.State.WAITING)
    letter = same.order_by("-settled_at").first()
    if letter is None:
        letter = Letter(person=holder_of(address), address=address)
    return _give_up(letter, reason=reason, refused=True)


def undelivered() -> QuerySet[Letter]:
    """Return the mail that did not arrive, newest first, for the steward. What it said is gone."""
    return Letter.objects.filter(state=Letter.State.FAILED).order_by("-settled_at", "-pk")


def forget_old() -> int:
    """Give up what waits too long, and delete what is settled long enough. Return how many were deleted."""
    for letter in Letter.objects.filter(state=Letter.State.WAITING, created_at__lt=now() - _LONGEST_WAIT):
        _give_up(letter, reason=letter.reason or "No worker sent it in time.", refused=False)
    sent = Letter.objects.filter(state=Letter.State.SENT, settled_at__lt=now() - SENT_KEPT_FOR).delete()[0]
    return sent + undelivered().filter(settled_at__lt=now() - FAILED_KEPT_FOR).delete()[0]


@dataclass(frozen=True)
class _Answer:
    """What the other side said: its words, whether to stop trying, and whether it is about the address."""

    words: str
    for_good: bool = False
    refused: bool = False


def _understood(fault: Exception, address: str) -> _Answer:
    if isinstance(fault, sealing.BrokenSealError):
        return _Answer("The secret key it was sealed with is lost.", for_good=True)
    if isinstance(fault, SMTPRecipientsRefused):
        code, said = next(iter(fault.recipients.values()), (0, b""))
        return _Answer(_words(code, said), for_good=code >= _PERMANENT, refused=code >= _PERMANENT)
    if isinstance(fault, SMTPDataError | SMTPSenderRefused):
        # About what was sent or who sends it, not about the address.
        return _Answer(_words(fault.smtp_code, fault.smtp_error), for_good=fault.smtp_code >= _PERMANENT)
    return _Answer(_words(type(fault).__name__, str(fault)))


def _words(code: int | str, said: bytes | str) -> str:
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return " ".join(f"{code} {text}".split())[:500]


@transaction.atomic
def _take(letter_id: int) -> Letter | None:
    """Take a letter to send it; None when it is settled. Raises `NotSentYetError` while another worker has it."""
    letter = Letter.objects.select_for_update().filter(pk=letter_id, state=Letter.State.WAITING).first()
    if letter is None:
        return None
    if letter.taken_until is not None and letter.taken_until > now():
        raise NotSentYetError("Another worker is at it.")
    letter.taken_until = now() + _TAKEN_FOR
    letter.attempts += 1
    letter.save(update_fields=["taken_until", "attempts"])
    return letter


def _settled() -> dict[str, Any]:
    return {"sealed": b"", "taken_until": None, "settled_at": now()}


@transaction.atomic
def _give_up(letter: Letter, *, reason: str, refused: bool) -> Letter:
    for name, value in {**_settled(), "state": Letter.State.FAILED, "reason": reason[:500], "refused": refused}.items():
        setattr(letter, name, value)
    letter.save()
    if letter.person is not None:
        _tell_person(letter.person, letter.address)
    return letter


def _tell_person(person: User, address: str) -> None:
    link = address_for(person, "account_email")
    once = f"mail/{now():%Y-%m-%d}/{address}"[:200]
    tell(person=person, kind=CAME_BACK, values={"address": address}, link=link, once=once)


def _content(message: EmailMessage) -> dict[str, Any]:
    return {
        "subject": str(message.subject),
        "body": str(message.body),
        "subtype": message.content_subtype,
        "from_email": str(message.from_email),
        "to": [str(one) for one in message.to],
        "cc": [str(one) for one in message.cc],
        "reply_to": [str(one) for one in message.reply_to],
        "alternatives": [[str(part[0]), part[1]] for part in getattr(message, "alternatives", [])],
        "attachments": [_packed(part) for part in message.attachments],
    }


def _packed(part: Any) -> list:
    name, content, kind = part
    raw = content.encode() if isinstance(content, str) else bytes(content)
    return [name, base64.b64encode(raw).decode(), kind]


class _ForOne(EmailMultiAlternatives):
    """A message as it was written, that goes to one address."""

    address = ""

    def recipients(self) -> list[str]:
        """Return the one address."""
        return [self.address]


def _read(letter: Letter) -> EmailMessage:
    content = json.loads(sealing.unseal(bytes(letter.sealed), purpose=_PURPOSE, owner=letter.address))
    subtype, attachments = content.pop("subtype"), content.pop("attachments")
    alternatives = [tuple(part) for part in content.pop("alternatives")]
    message = _ForOne(**content, alternatives=alternatives)
    message.content_subtype = subtype
    message.address = letter.address
    for name, packed, kind in attachments:
        message.attach(name, base64.b64decode(packed), kind)
    return message
