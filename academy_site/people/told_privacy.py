"""What the academy told a person, wrote to them, and kept for them when their session was over."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from academy_site.foundation.inbox import kind_of
from academy_site.foundation.privacy import ONLY_YOU, UNTIL_YOU_LEAVE, Ending, Holding, erased
from academy_site.people import parking, sealing
from academy_site.people.models import Letter, Message, ParkedForm, User

_INBOX, _LETTERS, _PARKED = _("Your inbox"), _("Mail to you"), _("Forms that are kept for you")

_LETTER_LABELS = {
    "created_at": _("When"),
    "address": _("Address"),
    "kind": _("What"),
    "settled_at": _("Sent"),
    "state": _("State"),
}


def hold_told(person: User, holdings: list[Holding]) -> None:
    """Declare messages, letters and parked forms."""
    holdings += [
        Holding(
            key="inbox",
            title=_INBOX,
            why=_("So that you can read here what the academy has to tell you."),
            how_long=UNTIL_YOU_LEAVE,
            who_sees=ONLY_YOU,
            models=("people.Message",),
            rows=lambda: [_message(row) for row in _messages(person)],
            count=lambda: _messages(person).count(),
            labels={"when": _("When"), "title": _("Title"), "text": _("Text"), "read": _("Read")},
        ),
        Holding(
            key="letters",
            title=_LETTERS,
            why=_("So that mail is sent again when it does not arrive."),
            how_long=_("What it says until it is sent; the address for some weeks, or until you delete your account."),
            who_sees=_("You. Stewards see to which address mail did not arrive, never what it says."),
            models=("people.Letter",),
            rows=lambda: [_letter(row) for row in _letters(person)],
            count=lambda: _letters(person).count(),
            labels=_LETTER_LABELS,
        ),
        Holding(
            key="parked_forms",
            title=_PARKED,
            why=_("So that nothing you typed is lost when your session is over."),
            how_long=_("Seven days."),
            who_sees=_("Only you; it is sealed."),
            models=("people.ParkedForm",),
            rows=lambda: [_parked(row) for row in _forms(person)],
            count=lambda: _forms(person).count(),
            labels={"when": _("When"), "where": _("Where"), "text": _("Text")},
        ),
    ]


def end_told(person: User, endings: list[Ending]) -> None:
    """Declare that all of it goes."""
    for key, title, effect, rows in (
        ("inbox", _INBOX, _("Your messages go."), _messages(person)),
        ("letters", _LETTERS, _("Mail that waits is not sent any more."), _letters(person)),
        ("parked_forms", _PARKED, _("Forms that you have not sent go unread."), _forms(person)),
    ):
        endings.append(erased(key=key, title=title, effect=effect, carry_out=rows.delete))


def _messages(person: User):
    return Message.objects.filter(person=person).order_by("created_at", "pk")


def _letters(person: User):
    return Letter.objects.filter(person=person).order_by("created_at", "pk")


def _forms(person: User):
    return ParkedForm.objects.filter(person=person).order_by("created", "pk")


def _message(row: Message) -> dict:
    kind = kind_of(row.kind)
    title, text = kind.title_with(row.values), kind.text_with(row.values)
    return {"when": row.created_at, "title": title, "text": text, "read": row.read_at}


def _letter(row: Letter) -> dict[str, Any]:
    named = ("created_at", "address", "kind", "settled_at")
    return {name: getattr(row, name) for name in named} | {"state": row.get_state_display()}


def _parked(row: ParkedForm) -> dict:
    try:
        text = "\n".join(f"{name}: {value}" for name, value in parking.opened(row).fields)
    except sealing.BrokenSealError:
        text = ""
    return {"when": row.created, "where": row.path, "text": text}


hooks.register("construct_person_export", hold_told, order=10)
hooks.register("construct_person_erase", end_told)
