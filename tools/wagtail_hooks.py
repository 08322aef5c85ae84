"""What the tools app tells Wagtail."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from tools import growth_hooks, privacy, style_guide  # noqa: F401 - they register hooks
from tools.instrument_desk import InstrumentViewSet

register_snippet(InstrumentViewSet)


@hooks.register("register_log_actions")
def name_releases(actions):
    """Name releases in the history of an instrument."""
    actions.register_action("tools.release", _("Release"), _("Released as a version"))
