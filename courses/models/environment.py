"""The learning environment in four domains, with the items of its checklist."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from academy_site.foundation.models import AcademyPage
from courses.blocks import READING_BLOCKS
from courses.models.keyed import KeyedPage
from tools.enums import ItemWeight


class EnvironmentPage(AcademyPage):
    """The description of the learning environment."""

    how_to_use = models.TextField(
        _("how to use the checklist"),
        blank=True,
        help_text=_("How a team goes through the checklist. Stands under the four domains."),
    )
    body = StreamField(
        READING_BLOCKS,
        blank=True,
        verbose_name=_("reading"),
        help_text=_("What readers see under the introduction, block by block."),
    )

    content_panels = [*AcademyPage.content_panels, FieldPanel("how_to_use"), FieldPanel("body")]
    search_fields = [*AcademyPage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["courses.EnvironmentDomainPage"]
    max_count_per_parent = 1
    template = "courses/environment_page.html"

    class Meta:
        verbose_name = _("learning environment")
        verbose_name_plural = _("learning environments")


class EnvironmentDomainPage(KeyedPage):
    """One domain of the learning environment, to read, with its items."""

    key = models.SlugField(
        _("key"), max_length=20, help_text=_("Short and fixed, for instance digital. Other languages use the same key.")
    )
    question = models.TextField(
        _("question of this domain"),
        help_text=_("What a school asks itself here. Stands in large letters above the reading."),
    )
    first_steps = StreamField(
        [("step", blocks.TextBlock(label=_("Step")))],
        blank=True,
        verbose_name=_("first steps"),
        help_text=_("What a school can begin with, one step each. Stands at the end of the page."),
    )
    body = StreamField(
        READING_BLOCKS,
        blank=True,
        verbose_name=_("reading"),
        help_text=_("What readers see under the introduction, block by block."),
    )

    content_panels = [
        *AcademyPage.content_panels,
        FieldRowPanel([FieldPanel("key"), FieldPanel("question")]),
        FieldPanel("body"),
        InlinePanel(
            "items",
            heading=_("Items of the checklist"),
            label=_("Item"),
            help_text=_("Each stands on the page with its key, its weight and what to look for."),
        ),
        FieldPanel("first_steps"),
    ]
    override_translatable_fields = [
        *AcademyPage.override_translatable_fields,
        SynchronizedField("key", overridable=False),
    ]
    search_fields = [*AcademyPage.search_fields, index.SearchField("body")]
    parent_page_types = ["courses.EnvironmentPage"]
    subpage_types = []
    template = "courses/environment_domain_page.html"
    schema_type = "LearningResource"

    class Meta:
        verbose_name = _("domain of the environment")
        verbose_name_plural = _("domains of the environment")


class EnvironmentItem(TranslatableMixin, Orderable):
    """An item of the checklist: a sentence that is true or not, and what to look for."""

    page = ParentalKey(EnvironmentDomainPage, on_delete=models.CASCADE, related_name="items")
    key = models.SlugField(_("key"), max_length=10, help_text=_("Fixed, for instance DG2. Its address ends in #DG2."))
    weight = models.CharField(
        _("weight"),
        max_length=10,
        choices=ItemWeight,
        help_text=_(
            "Essential, or growing: one that makes the environment stronger. Readers see the word beside the item."
        ),
    )
    text = models.TextField(_("item"), help_text=_("A sentence that is true of a school or not."))
    look_for = models.TextField(
        _("what to look for"), blank=True, help_text=_("What one sees or hears in a school where it is true.")
    )

    panels = [
        FieldRowPanel([FieldPanel("key"), FieldPanel("weight")]),
        FieldPanel("text"),
        FieldPanel("look_for"),
    ]
    translatable_fields = [
        SynchronizedField("key", overridable=False),
        SynchronizedField("weight", overridable=False),
        TranslatableField("text"),
        TranslatableField("look_for"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["key", "locale"],
                name="environment_item_key_once_per_locale",
                violation_error_message=_("This key is already used in this language."),
            )
        ]

    def __str__(self):
        return f"{self.key}: {self.text}"
