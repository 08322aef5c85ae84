"""What we know and what we do not know."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from academy_site.foundation.models import AcademyPage
from courses.blocks import ClaimBlock


class EvidencePage(AcademyPage):
    """Claims, how sure they are, and their sources."""

    confidence_note = models.TextField(
        _("what the degrees of confidence mean"),
        blank=True,
        help_text=_("Explains words such as high and low. Stands above the claims."),
    )
    statements = StreamField(
        [("claim", ClaimBlock())],
        blank=True,
        verbose_name=_("claims"),
        help_text=_("What is known about each claim, how sure that is, and the sources."),
    )

    content_panels = [*AcademyPage.content_panels, FieldPanel("confidence_note"), FieldPanel("statements")]
    search_fields = [*AcademyPage.search_fields, index.SearchField("statements")]
    parent_page_types = ["home.HomePage"]
    subpage_types = []
    template = "courses/evidence_page.html"
    schema_type = "LearningResource"

    class Meta:
        verbose_name = _("evidence page")
        verbose_name_plural = _("evidence pages")
