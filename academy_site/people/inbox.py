"""Telling people things: one row in their inbox, and a copy by mail for those who wish it."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from academy_site.foundation.inbox import message_kinds
from academy_site.people.models import Message, User


def tell(
    *, person: User, kind: str, values: Mapping[str, Any] | None = None, link: str = "", once: str = ""
) -> Message:
    """Put a message into a person's inbox and return it; with `once`, the one that was told before.

    `kind` is declared with the hook `construct_message_kinds`, `values` fill the gaps of its words,
    `link` is an address of this site.
    """
    if kind not in message_kinds():
        raise ImproperlyConfigured(f"No app declares the kind of message {kind!r} (construct_message_kinds).")
    told = Message.objects.filter(person=person, once=once).first() if once else None
    if told is not None:
        return told
    message = Message(person=person, kind=kind, values=dict(values or {}), link=link, once=once)
    message.clean_fields(exclude=["person"])
    try:
        with transaction.atomic():
            message.save()
    except IntegrityError:
        told = Message.objects.filter(person=person, once=once).first() if once else None
        if told is None:
            raise
        return told
    return message


def mark_read(*, person: User, message_id: int | None = None) -> int:
    """Take note that a person read one message, or all of them. Return how many were news."""
    unread = Message.objects.filter(person=person, read_at=None)
    if message_id is not None:
        unread = unread.filter(pk=message_id)
    return unread.update(read_at=now())
