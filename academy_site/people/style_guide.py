"""What the style guide draws of the people app: messages, the mark of unread ones, a kept form."""

from types import SimpleNamespace
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as _
from wagtail import hooks

from academy_site.people import departures, parking
from academy_site.people.models import Message


@hooks.register("construct_style_guide")
def inbox_and_kept_forms(sample: dict[str, Any], language: str) -> None:
    """Add one message that is news and one that was read, how many are unread, and a form that is kept."""
    moment = now()
    sample |= {
        "messages_sample": [
            Message(pk=1, kind=parking.MESSAGE_KIND, created_at=moment),
            Message(
                pk=2,
                kind=departures.LEAVING,
                values={"day": f"{moment:%Y-%m-%d}"},
                created_at=moment,
                read_at=moment,
            ),
        ],
        "at_a_door": SimpleNamespace(GET={"next": "/account/parked/sample/"}, user=SimpleNamespace(unread=2)),
        "kept_sample": [SimpleNamespace(label=_("Your note"), values=[_("What you typed is kept.")])],
    }
