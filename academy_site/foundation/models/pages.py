"""The abstract page that every public page of the academy is built on."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from academy_site.foundation.contexts import context_for
from academy_site.foundation.enums import FooterGroup
from academy_site.foundation.page_form import AcademyPageForm
from academy_site.foundation.page_rights import AcademyPagePermissionTester


class AcademyPage(Page):
    """A page with an introduction, a picture for sharing and a place in the footer.

    What a page shows beyond its own fields is added by the context functions that apps register
    with `foundation.contexts.page_context`.
    """

    menu_title = models.CharField(
        _("short title"),
        max_length=30,
        blank=True,
        help_text=_("One or two words for menus. Leave empty to use the title."),
    )
    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("One to three sentences under the title, also shown in lists.")
    )
    social_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture for sharing"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown when someone shares a link to this page. At least 1200 by 630 pixels."),
    )
    footer_group = models.CharField(
        _("place in the footer"),
        max_length=10,
        choices=FooterGroup,
        blank=True,
        help_text=_("The column of the footer that lists this page."),
    )

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    promote_panels = [
        *Page.promote_panels,
        MultiFieldPanel(
            [FieldPanel("menu_title"), FieldPanel("footer_group"), FieldPanel("social_image")],
            heading=_("In this academy"),
        ),
    ]
    # An address is the same in every language but for its prefix, so that it still holds when a
    # translation appears; a translator may give a page a word of its own.
    override_translatable_fields = [SynchronizedField("slug"), SynchronizedField("footer_group")]
    search_fields = [*Page.search_fields, index.SearchField("introduction")]

    # Refuses what shuts people out when a page is published, and lets every draft be saved.
    base_form_class = AcademyPageForm

    # schema.org type of the page, None where there is nothing to say.
    schema_type: str | None = None

    class Meta:
        abstract = True

    def permissions_for_user(self, user) -> AcademyPagePermissionTester:
        """Return what this person may do with the page."""
        return AcademyPagePermissionTester(user, self)

    def schema_details(self) -> dict[str, str]:
        """Return what schema.org can know of this page beyond its name, from its own fields."""
        return {}

    def get_context(self, request, *args, **kwargs):
        """Add what the apps contribute to this page type."""
        context = super().get_context(request, *args, **kwargs)
        context.update(context_for(self, request))
        return context


class PageDimension(Orderable):
    """A page is about a dimension; the first is the main one. The key is what other languages share."""

    dimension = models.ForeignKey(
        "foundation.Dimension",
        verbose_name=_("dimension"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("One of the eight dimensions. Readers see a coloured label that leads to the catalogue."),
    )

    panels = [FieldPanel("dimension")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self):
        return str(self.dimension)
