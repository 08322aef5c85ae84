"""How forms of accounts and of the editor's desk are named when they are kept."""

from django.forms import Form
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from academy_site.foundation.kept_forms import KeptKind
from academy_site.people.forms import ProfileForm


@hooks.register("construct_kept_forms")
def kept_forms_of_people(kinds: dict[str, KeptKind]) -> None:
    """Name them by the words of the page or of the button."""
    kinds["people_profile"] = KeptKind(title=_("Your account"), form=ProfileForm)
    kinds["people_leave"] = KeptKind(title=_("Delete my account"), form=Form)
    kinds["people_stay"] = KeptKind(title=_("Undo: I stay"), form=Form)
    kinds["people_take_data"] = KeptKind(title=_("Take my data with me"), form=Form)
    kinds["people_inbox_read"] = KeptKind(title=_("Mark all as read"), form=Form)
    kinds["/admin/"] = KeptKind(title=_("Editor's desk"))
