"""The home page and the standing pages around it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from academy_site.foundation.models import AcademyPage
from academy_site.home.blocks import HOME_BLOCKS, OutputBlock
from courses.blocks import BACKGROUND_BLOCKS


class HomePage(AcademyPage):
    """The landing page."""

    action_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("primary action leads to"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Where the large button at the top of the home page leads."),
    )
    action_instrument = models.ForeignKey(
        "tools.Instrument",
        verbose_name=_("primary action begins"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "A spiderweb whose quick web the button begins, without an account. As long as it is not released, "
            "the button leads to the page above."
        ),
    )
    action_text = models.CharField(
        _("words of the primary action"),
        max_length=60,
        blank=True,
        help_text=_("What stands on the button. Leave empty to use the title of the page."),
    )
    action_note = models.CharField(
        _("line under the primary action"),
        max_length=160,
        blank=True,
        help_text=_("A promise beside a small lock, for instance that no account is needed."),
    )
    body = StreamField(
        HOME_BLOCKS,
        blank=True,
        verbose_name=_("sections"),
        help_text=_("What readers see under the introduction, block by block."),
    )

    content_panels = [
        *AcademyPage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("action_page"),
                FieldPanel("action_instrument"),
                FieldPanel("action_text"),
                FieldPanel("action_note"),
            ],
            heading=_("Primary action"),
        ),
        FieldPanel("body"),
    ]
    # The home pages of all languages lie side by side, so each needs a slug of its own.
    override_translatable_fields = [SynchronizedField("footer_group"), SynchronizedField("action_instrument")]
    search_fields = [*AcademyPage.search_fields, index.SearchField("body")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "courses.CurriculumPage",
        "courses.GuidelinePage",
        "courses.EnvironmentPage",
        "courses.EvidencePage",
        "home.StandardPage",
        "home.GlossaryPage",
        "home.OutputsPage",
    ]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class StandardPage(AcademyPage):
    """A page to read: about, privacy, accessibility, background."""

    body = StreamField(
        BACKGROUND_BLOCKS,
        blank=True,
        verbose_name=_("text"),
        help_text=_("What readers see under the introduction, block by block."),
    )

    content_panels = [*AcademyPage.content_panels, FieldPanel("body")]
    search_fields = [*AcademyPage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.StandardPage", "courses.GuidelinePage"]
    subpage_types = ["home.StandardPage"]
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("page to read")
        verbose_name_plural = _("pages to read")


class GlossaryPage(AcademyPage):
    """All terms of the academy in the reader's language."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    template = "home/glossary_page.html"

    class Meta:
        verbose_name = _("glossary")
        verbose_name_plural = _("glossaries")


class OutputsPage(AcademyPage):
    """The five outputs of the partnership and where each lives on."""

    body = StreamField(
        [*BACKGROUND_BLOCKS, ("output", OutputBlock())],
        blank=True,
        verbose_name=_("text"),
        help_text=_("What readers see under the introduction, block by block."),
    )

    content_panels = [*AcademyPage.content_panels, FieldPanel("body")]
    search_fields = [*AcademyPage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["home.CountryPage"]
    max_count_per_parent = 1
    template = "home/outputs_page.html"

    class Meta:
        verbose_name = _("five outputs")
        verbose_name_plural = _("five outputs")


class CountryPage(AcademyPage):
    """One partner country: its school words, its context, whom to ask."""

    code = models.CharField(_("country code"), max_length=2, help_text=_("Two letters, for instance pl."))
    terms = models.TextField(
        _("words used at school"),
        blank=True,
        help_text=_("What schools there call years, teams and roles. Stands among the facts at the top of the page."),
    )
    governors = models.TextField(
        _("who governs a school"),
        blank=True,
        help_text=_("Who decides about a school in this country. Stands among the facts at the top of the page."),
    )
    context = models.TextField(
        _("context"),
        blank=True,
        help_text=_("What a visitor should know about its schools. Stands among the facts at the top of the page."),
    )
    contact = models.TextField(_("contact"), blank=True, help_text=_("Whom to ask in this country, and how."))
    body = StreamField(
        BACKGROUND_BLOCKS,
        blank=True,
        verbose_name=_("text"),
        help_text=_("What readers see under the introduction, block by block."),
    )

    content_panels = [
        *AcademyPage.content_panels,
        FieldRowPanel([FieldPanel("code"), FieldPanel("contact")]),
        FieldPanel("terms"),
        FieldPanel("governors"),
        FieldPanel("context"),
        FieldPanel("body"),
    ]
    override_translatable_fields = [
        *AcademyPage.override_translatable_fields,
        SynchronizedField("code", overridable=False),
    ]
    search_fields = [*AcademyPage.search_fields, index.SearchField("context"), index.SearchField("body")]
    parent_page_types = ["home.OutputsPage"]
    subpage_types = []
    template = "home/country_page.html"

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
