"""What the pages of results, growth, aims and the plan tell other apps."""

from django.forms import Form
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from academy_site.foundation.kept_forms import KeptKind


@hooks.register("construct_kept_forms")
def kept_forms_of_growth(kinds: dict[str, KeptKind]) -> None:
    """Name what a teacher sent by the words of its button."""
    kinds["delete_web"] = KeptKind(title=_("Delete this web"), form=Form)
