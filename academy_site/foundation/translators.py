"""What translators do not do by the way: make a page of the source out of a copy that waits for its translation."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages


@hooks.register("before_convert_alias_page")
def keep_the_copy_that_waits(request, page):
    """Send translators to "Translate this page": an ordinary page made of the copy would be the source, unmarked."""
    if not page.permissions_for_user(request.user).only_translates:
        return None
    messages.error(request, _("This page waits for its translation. Begin it with “Translate this page”."))
    return redirect("wagtailadmin_pages:edit", page.pk)
