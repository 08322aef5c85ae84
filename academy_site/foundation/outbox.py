"""Mail that an academy on one's own machine would have sent, to read at `/outbox/`. Never in public."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

# What Django's file backend writes after each message.
_BETWEEN = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class Mail:
    """One mail of the outbox. `name` is its file and its place in the file."""

    name: str
    number: int
    subject: str
    sender: str
    to: str
    sent: datetime
    text: str
    attachments: tuple[str, ...]


def mails(folder: Path) -> list[Mail]:
    """Return the mails that the file backend wrote into this folder, newest first."""
    found = [mail for file in folder.glob("*.log") for mail in _mails_of(file)]
    return sorted(found, key=lambda mail: (mail.sent, mail.name, mail.number), reverse=True)


def _mails_of(file: Path) -> list[Mail]:
    raw = [part for part in file.read_bytes().split(_BETWEEN) if part.strip()]
    written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return [_mail(file.stem, number, part.lstrip(b"\n"), written) for number, part in enumerate(raw, start=1)]


def _mail(name: str, number: int, raw: bytes, written: datetime) -> Mail:
    message = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    body = message.get_body(("plain", "html"))
    return Mail(
        name=name,
        number=number,
        subject=str(message["Subject"] or ""),
        sender=str(message["From"] or ""),
        to=str(message["To"] or ""),
        sent=_date(message["Date"]) or written,
        text=body.get_content() if body else "",
        attachments=tuple(part.get_filename() or "" for part in message.iter_attachments()),
    )


def _date(header: str | None) -> datetime | None:
    try:
        date = parsedate_to_datetime(str(header))
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _folder() -> Path:
    if not settings.ACADEMY_OUTBOX:
        raise Http404
    return Path(settings.ACADEMY_OUTBOX)


@require_safe
@never_cache
def outbox(request) -> HttpResponse:
    """List all mails, newest first."""
    return render(request, "outbox.html", {"mails": mails(_folder())})


@require_safe
@never_cache
def outbox_mail(request, name: str, number: int) -> HttpResponse:
    """Show one mail as plain text with its links."""
    mail = next((mail for mail in mails(_folder()) if (mail.name, mail.number) == (name, number)), None)
    if mail is None:
        raise Http404
    return render(request, "outbox.html", {"mail": mail})


urlpatterns = [
    path("outbox/", outbox, name="outbox"),
    path("outbox/<slug:name>/<int:number>/", outbox_mail, name="outbox_mail"),
]
