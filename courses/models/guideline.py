"""Guideline: five phases by four quadrants, their cells, and four teacher profiles."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from academy_site.foundation.models import AcademyPage, PageDimension
from courses.blocks import BACKGROUND_BLOCKS, READING_BLOCKS
from courses.cell_form import CellForm


class AxisBlock(blocks.StructBlock):
    """One of the two axes that span the quadrants."""

    start = blocks.CharBlock(label=_("From"), max_length=120)
    end = blocks.CharBlock(label=_("To"), max_length=120)
    question = blocks.TextBlock(label=_("Question"))

    class Meta:
        icon = "arrows-up-down"
        label = _("Axis")


def _lines(name, label):
    return [(name, blocks.TextBlock(label=label))]


class GuidelinePage(AcademyPage):
    """The map of the guideline."""

    axes = StreamField([("axis", AxisBlock())], blank=True, verbose_name=_("axes"))
    using_quadrants = StreamField(_lines("advice", _("Advice")), blank=True, verbose_name=_("how to use the quadrants"))
    plan_card_fields = StreamField(_lines("field", _("Field")), blank=True, verbose_name=_("what a plan card asks for"))
    body = StreamField(BACKGROUND_BLOCKS, blank=True, verbose_name=_("background"))

    content_panels = [
        *AcademyPage.content_panels,
        FieldPanel("axes"),
        FieldPanel("using_quadrants"),
        FieldPanel("plan_card_fields"),
        FieldPanel("body"),
    ]
    search_fields = [*AcademyPage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types = [
        "courses.PhasePage",
        "courses.QuadrantPage",
        "courses.TeacherProfilePage",
        "home.StandardPage",
    ]
    max_count_per_parent = 1
    template = "courses/guideline_page.html"

    class Meta:
        verbose_name = _("guideline")
        verbose_name_plural = _("guidelines")


class PhasePage(AcademyPage):
    """One of the five phases."""

    phase = models.ForeignKey("foundation.Phase", verbose_name=_("phase"), on_delete=models.PROTECT, related_name="+")
    core_steps = StreamField(_lines("step", _("Step")), blank=True, verbose_name=_("core steps"))
    inner_circle = models.TextField(_("what the inner circle does"), blank=True)
    outer_circle = models.TextField(_("what the outer circle does"), blank=True)
    body = StreamField(READING_BLOCKS, blank=True, verbose_name=_("reading"))

    content_panels = [
        *AcademyPage.content_panels,
        FieldPanel("phase"),
        FieldPanel("core_steps"),
        FieldRowPanel([FieldPanel("inner_circle"), FieldPanel("outer_circle")]),
        FieldPanel("body"),
    ]
    search_fields = [*AcademyPage.search_fields, index.SearchField("body")]
    parent_page_types = ["courses.GuidelinePage"]
    subpage_types = ["courses.CellPage"]
    template = "courses/phase_page.html"

    class Meta:
        verbose_name = _("phase page")
        verbose_name_plural = _("phase pages")


class QuadrantPage(AcademyPage):
    """One of the four quadrants."""

    quadrant = models.ForeignKey(
        "foundation.Quadrant", verbose_name=_("quadrant"), on_delete=models.PROTECT, related_name="+"
    )
    looks_like = StreamField(_lines("sign", _("Sign")), blank=True, verbose_name=_("what it looks like"))
    body = StreamField(READING_BLOCKS, blank=True, verbose_name=_("reading"))

    content_panels = [
        *AcademyPage.content_panels,
        FieldPanel("quadrant"),
        InlinePanel("quadrant_dimensions", heading=_("Dimensions"), label=_("Dimension")),
        FieldPanel("looks_like"),
        FieldPanel("body"),
    ]
    search_fields = [*AcademyPage.search_fields, index.SearchField("body")]
    parent_page_types = ["courses.GuidelinePage"]
    subpage_types = []
    template = "courses/quadrant_page.html"

    class Meta:
        verbose_name = _("quadrant page")
        verbose_name_plural = _("quadrant pages")


class QuadrantDimension(PageDimension):
    """A dimension that helps in a quadrant."""

    page = ParentalKey(QuadrantPage, on_delete=models.CASCADE, related_name="quadrant_dimensions")


class CellPage(AcademyPage):
    """One phase in one quadrant: a goal, first actions, evidence to keep, a pitfall."""

    quadrant = models.ForeignKey(
        "foundation.Quadrant", verbose_name=_("quadrant"), on_delete=models.PROTECT, related_name="+"
    )
    goal = models.TextField(_("goal"))
    actions = StreamField(_lines("action", _("Action")), blank=True, verbose_name=_("actions"))
    evidence = models.TextField(_("evidence to keep"), blank=True)
    pitfall = models.TextField(_("pitfall"), blank=True)
    body = StreamField(READING_BLOCKS, blank=True, verbose_name=_("reading"))

    content_panels = [
        *AcademyPage.content_panels,
        FieldPanel("quadrant"),
        MultiFieldPanel(
            [FieldPanel("goal"), FieldPanel("actions"), FieldPanel("evidence"), FieldPanel("pitfall")],
            heading=_("In short"),
        ),
        FieldPanel("body"),
    ]
    search_fields = [*AcademyPage.search_fields, index.SearchField("goal"), index.SearchField("body")]
    base_form_class = CellForm
    parent_page_types = ["courses.PhasePage"]
    subpage_types = []
    template = "courses/cell_page.html"
    schema_type = "LearningResource"

    class Meta:
        verbose_name = _("cell of the guideline")
        verbose_name_plural = _("cells of the guideline")


class TeacherProfilePage(AcademyPage):
    """A direction a teacher can choose, never a label."""

    quadrant = models.ForeignKey(
        "foundation.Quadrant", verbose_name=_("quadrant"), on_delete=models.PROTECT, related_name="+"
    )
    body = StreamField(READING_BLOCKS, blank=True, verbose_name=_("reading"))

    content_panels = [
        *AcademyPage.content_panels,
        FieldPanel("quadrant"),
        FieldPanel("body"),
        InlinePanel("profile_dimensions", heading=_("Dimensions that help"), label=_("Dimension")),
        InlinePanel("profile_modules", heading=_("Modules that help"), label=_("Module")),
    ]
    search_fields = [*AcademyPage.search_fields, index.SearchField("body")]
    parent_page_types = ["courses.GuidelinePage"]
    subpage_types = []
    template = "courses/teacher_profile_page.html"

    class Meta:
        verbose_name = _("teacher profile")
        verbose_name_plural = _("teacher profiles")


class ProfileDimension(PageDimension):
    """A dimension that helps in the direction of a profile."""

    page = ParentalKey(TeacherProfilePage, on_delete=models.CASCADE, related_name="profile_dimensions")


class ProfileModule(Orderable):
    """A module that helps in the direction of a profile."""

    page = ParentalKey(TeacherProfilePage, on_delete=models.CASCADE, related_name="profile_modules")
    module = models.ForeignKey(
        "courses.ModulePage", verbose_name=_("module"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [FieldPanel("module")]

    def __str__(self):
        return str(self.module)
