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

    start = blocks.CharBlock(label=_("From"), max_length=120, help_text=_("One end, for instance: the teacher steers."))
    end = blocks.CharBlock(
        label=_("To"), max_length=120, help_text=_("The other end, for instance: the learner steers.")
    )
    question = blocks.TextBlock(
        label=_("Question"), help_text=_("What one asks to find the place of a lesson between the two ends.")
    )

    class Meta:
        icon = "arrows-up-down"
        label = _("Axis")


def _lines(name, label):
    return [(name, blocks.TextBlock(label=label))]


class GuidelinePage(AcademyPage):
    """The map of the guideline."""

    axes = StreamField(
        [("axis", AxisBlock())],
        blank=True,
        verbose_name=_("axes"),
        help_text=_("The two lines that span the four quadrants. Stands under the map."),
    )
    using_quadrants = StreamField(
        _lines("advice", _("Advice")),
        blank=True,
        verbose_name=_("how to use the quadrants"),
        help_text=_("One sentence each. Stands above the list of quadrants."),
    )
    plan_card_fields = StreamField(
        _lines("field", _("Field")),
        blank=True,
        verbose_name=_("what a plan card asks for"),
        help_text=_("One question each. Readers see an empty card that they can print."),
    )
    body = StreamField(
        BACKGROUND_BLOCKS,
        blank=True,
        verbose_name=_("background"),
        help_text=_("What readers see at the end of the page, block by block."),
    )

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

    phase = models.ForeignKey(
        "foundation.Phase",
        verbose_name=_("phase"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Which phase this page is about. There is one page for each."),
    )
    core_steps = StreamField(
        _lines("step", _("Step")),
        blank=True,
        verbose_name=_("core steps"),
        help_text=_("What a school does in this phase, one step each, in order."),
    )
    inner_circle = models.TextField(
        _("what the inner circle does"),
        blank=True,
        help_text=_("The circle of those who try things out. Stands under the core steps."),
    )
    outer_circle = models.TextField(
        _("what the outer circle does"),
        blank=True,
        help_text=_("The circle of those who follow and support. Stands under the core steps."),
    )
    body = StreamField(
        READING_BLOCKS,
        blank=True,
        verbose_name=_("reading"),
        help_text=_("What readers see under the short texts above, block by block."),
    )

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
        "foundation.Quadrant",
        verbose_name=_("quadrant"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Which quadrant this page is about. There is one page for each."),
    )
    looks_like = StreamField(
        _lines("sign", _("Sign")),
        blank=True,
        verbose_name=_("what it looks like"),
        help_text=_("What a visitor sees in such a lesson, one sign each."),
    )
    body = StreamField(
        READING_BLOCKS,
        blank=True,
        verbose_name=_("reading"),
        help_text=_("What readers see under the short texts above, block by block."),
    )

    content_panels = [
        *AcademyPage.content_panels,
        FieldPanel("quadrant"),
        InlinePanel(
            "quadrant_dimensions",
            heading=_("Dimensions"),
            label=_("Dimension"),
            help_text=_("Dimensions in which modules help here, also in the cells of this quadrant."),
        ),
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
        "foundation.Quadrant",
        verbose_name=_("quadrant"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The line of the map. The phase is that of the page above."),
    )
    goal = models.TextField(
        _("goal"), help_text=_("What a school wants to reach here. Stands first, and on the page of the phase.")
    )
    actions = StreamField(
        _lines("action", _("Action")),
        blank=True,
        verbose_name=_("actions"),
        help_text=_("What to do first, one action each."),
    )
    evidence = models.TextField(
        _("evidence to keep"),
        blank=True,
        help_text=_("What a school can show when it works, for instance: notes of three talks."),
    )
    pitfall = models.TextField(
        _("pitfall"), blank=True, help_text=_("What often goes wrong here. Stands in a box with a warning sign.")
    )
    body = StreamField(
        READING_BLOCKS,
        blank=True,
        verbose_name=_("reading"),
        help_text=_("What readers see under the short texts above, block by block."),
    )

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
        "foundation.Quadrant",
        verbose_name=_("quadrant"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The quadrant in which this teacher works. Gives the page its colour."),
    )
    body = StreamField(
        READING_BLOCKS,
        blank=True,
        verbose_name=_("reading"),
        help_text=_("What readers see under the introduction, block by block."),
    )

    content_panels = [
        *AcademyPage.content_panels,
        FieldPanel("quadrant"),
        FieldPanel("body"),
        InlinePanel(
            "profile_dimensions",
            heading=_("Dimensions that help"),
            label=_("Dimension"),
            help_text=_("Each leads to the modules about it. Stands at the end of the page."),
        ),
        InlinePanel(
            "profile_modules",
            heading=_("Modules that help"),
            label=_("Module"),
            help_text=_("In the order in which readers see them, as a path."),
        ),
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
        "courses.ModulePage",
        verbose_name=_("module"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("A module of any course."),
    )

    panels = [FieldPanel("module")]

    def __str__(self):
        return str(self.module)
