"""What the operator says about the site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="site")
class AcademySettings(BaseGenericSetting):
    """Names that stand in texts as `{operator}` and `{contact}`."""

    operator = models.CharField(
        _("who runs this academy"),
        max_length=200,
        blank=True,
        help_text=_("Stands in texts wherever an editor writes {operator}."),
    )
    contact = models.CharField(
        _("how to reach them"),
        max_length=200,
        blank=True,
        help_text=_("An e-mail address or a postal address. Stands in texts wherever an editor writes {contact}."),
    )

    class Meta:
        verbose_name = _("about this academy")
