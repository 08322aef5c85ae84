"""Telling people things: one row in their inbox, and a copy by mail for those who wish it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import override

from academy_site.foundation.inbox import message_kinds
from academy_site.people.models import Message, User
from academy_site.people.selectors import has_proved_address, language_of, mail_comes_back


@transaction.atomic
def tell(
    *, person: User, kind: str, values: Mapping[str, Any] | None = None, link: str = "", once: str = ""
) -> Message:
    """Put a message into a person's inbox and return it; with `once`, the one that was told before.

    `kind` is declared with the hook `construct_message_kinds`, `values` fill the gaps of its words,
    `link` is an address of this site.
    """
    if kind not in message_kinds():
        raise ImproperlyConfigured(f"No app declares the kind of message {kind!r} (construct_message_kinds).")
    _one_after_the_other(person)
    told = Message.objects.filter(person=person, once=once).first() if once else None
    if told is not None:
        return told
    message = Message(person=person, kind=kind, values=dict(values or {}), link=link, once=once)
    message.clean_fields(exclude=["person"])
    message.save()
    _count_unread(person)
    if person.wants_mail and message_kinds()[kind].mailed:
        _send_copy(message)
    return message


@transaction.atomic
def mark_read(*, person: User, message_id: int | None = None) -> int:
    """Take note that a person read one message, or all of them. Return how many were news."""
    _one_after_the_other(person)
    unread = Message.objects.filter(person=person, read_at=None)
    if message_id is not None:
        unread = unread.filter(pk=message_id)
    news = unread.update(read_at=now())
    _count_unread(person)
    return news


@transaction.atomic
def take_back(*, person: User, once: Iterable[str]) -> None:
    """Delete what was told and is not true any more, by what it was told once as."""
    _one_after_the_other(person)
    Message.objects.filter(person=person, once__in=[name for name in once if name]).delete()
    _count_unread(person)


def _one_after_the_other(person: User) -> None:
    """Let the inbox of one person change in one place at a time, so that what is counted stays true."""
    User.objects.select_for_update().filter(pk=person.pk).values_list("pk").first()


def _count_unread(person: User) -> None:
    person.unread = Message.objects.filter(person=person, read_at=None).count()
    User.objects.filter(pk=person.pk).update(unread=person.unread)


def _send_copy(message: Message) -> None:
    """Put a copy into the post, in the person's language; only to a proved address that takes mail.

    It is written in the transaction that tells, so what is told once is sent once.
    """
    person = message.person
    if not has_proved_address(person) or mail_comes_back(person.email):
        return
    site = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    with override(language_of(person)):
        context = {
            "person": person,
            "message": message,
            "link": site + reverse("people_message", args=[message.pk]),
            "settings_link": site + reverse("people_profile"),
            "site_name": settings.SITE_NAME,
        }
        mail = EmailMessage(
            subject=" ".join(message.title.split()),
            body=render_to_string("people/mail/message.txt", context).strip() + "\n",
            to=[person.email],
        )
    mail.academy_kind, mail.academy_person = "people/mail/message", person  # type: ignore[attr-defined]
    mail.send()
