"""What is held of the webs that others show to a person, and how that ends."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from academy_site.foundation.privacy import Ending, Holding, erased
from academy_site.people.selectors import name_of
from tools.models import Share
from tools.selectors.sharing import shared_with

_KEY = "webs_shared_with_you"
_TITLE = _("Webs shared with you")


@hooks.register("construct_person_export")
def hold_what_is_shared(person: Any, holdings: list[Holding]) -> None:
    """Declare who shows this person a web, and until when. The web itself belongs to its teacher."""

    def rows() -> list[dict[str, Any]]:
        return [
            {
                "from": name_of(share.response.person),
                "since": share.created_at,
                "until": share.expires_at,
                "withdrawn": share.withdrawn_at,
            }
            for share in shared_with(person).order_by("created_at", "pk")
        ]

    holdings.append(
        Holding(
            key=_KEY,
            title=_TITLE,
            why=_("So that you can open what a colleague shows to you."),
            how_long=_("Until your colleague deletes the web, or until one of you deletes the account."),
            who_sees=_("You and the colleague, who also sees when you opened it."),
            models=("tools.Share",),
            rows=rows,
            count=shared_with(person).count,
            labels={"from": _("From"), "since": _("Since"), "until": _("Until"), "withdrawn": _("Taken back")},
        )
    )


@hooks.register("construct_person_erase")
def end_what_is_shared(person: Any, endings: list[Ending]) -> None:
    """Declare that nothing is shared with who is gone."""
    effect = _("Nothing is shared with you any more. The webs stay with their teachers.")
    endings.append(erased(key=_KEY, title=_TITLE, effect=effect, carry_out=Share.objects.filter(reader=person).delete))
