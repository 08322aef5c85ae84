"""Curriculum > course > module > unit."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from academy_site.foundation.models import AcademyPage, PageDimension
from courses.blocks import READING_BLOCKS
from courses.enums import Step
from courses.models.keyed import KeyedPage
from tools.blocks import ToolBlock

KEY_HELP = _("Short and fixed, for instance M3-1. Other languages and records of teachers use the same key.")


class StepDescriptionBlock(blocks.StructBlock):
    """What one of the five steps is for and how long it takes."""

    step = blocks.ChoiceBlock(label=_("Step"), choices=Step.choices, help_text=_("One of the five, each once."))
    hours = blocks.IntegerBlock(
        label=_("Hours"), min_value=1, help_text=_("Hours of work for this step in one module.")
    )
    text = blocks.TextBlock(
        label=_("What it is for"), help_text=_("What a teacher does in this step, in one or two sentences.")
    )

    class Meta:
        icon = "order"
        label = _("Step")


class RouteBlock(blocks.StructBlock):
    """A route through the programme: some modules, in order, for one purpose."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    time = blocks.CharBlock(
        label=_("Time"), max_length=200, help_text=_("How long the route takes, for instance: one school year.")
    )
    modules = blocks.ListBlock(
        blocks.PageChooserBlock(page_type="courses.ModulePage"),
        label=_("Modules"),
        help_text=_("In the order in which they are taken. The page of each module names this route."),
    )

    class Meta:
        icon = "arrow-right"
        label = _("Route")


class CurriculumPage(AcademyPage):
    """The programme and its catalogue."""

    hours_note = models.TextField(
        _("about hours and credits"),
        blank=True,
        help_text=_("How hours and ECTS credits are counted. Stands under the list of courses."),
    )
    prior_learning = models.TextField(
        _("prior learning"),
        blank=True,
        help_text=_("How a teacher shows what they can do already. Stands on every module page."),
    )
    knowledge_check_rules = models.TextField(
        _("about knowledge checks"),
        blank=True,
        help_text=_("What the checks are for, and that nothing is marked. Stands under the list of courses."),
    )
    principles = StreamField(
        [("principle", blocks.TextBlock(label=_("Principle")))],
        blank=True,
        help_text=_("What the programme holds to, one sentence each. Stands under the list of courses."),
    )
    steps = StreamField(
        [("step", StepDescriptionBlock())],
        blank=True,
        verbose_name=_("five steps"),
        help_text=_("What each step of a module is for. Stands under the list of courses."),
    )
    routes = StreamField(
        [("route", RouteBlock())],
        blank=True,
        verbose_name=_("routes"),
        help_text=_("Some modules in order, for one purpose. Stands under the list of courses."),
    )
    trainer_notes = StreamField(
        [("note", blocks.TextBlock(label=_("Note")))],
        blank=True,
        verbose_name=_("notes for teacher educators"),
        help_text=_("Advice for those who teach with the programme. Folded at the end of the page."),
    )

    content_panels = [
        *AcademyPage.content_panels,
        FieldPanel("principles"),
        FieldPanel("steps"),
        FieldPanel("routes"),
        FieldPanel("prior_learning"),
        FieldPanel("hours_note"),
        FieldPanel("knowledge_check_rules"),
        FieldPanel("trainer_notes"),
    ]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["courses.CoursePage"]
    max_count_per_parent = 1
    template = "courses/curriculum_page.html"

    class Meta:
        verbose_name = _("curriculum")
        verbose_name_plural = _("curricula")


class CoursePage(KeyedPage):
    """A course: modules in order, its own or borrowed from another course."""

    key = models.SlugField(_("key"), max_length=20, help_text=KEY_HELP)
    ects = models.DecimalField(
        _("ECTS workload"),
        max_digits=4,
        decimal_places=1,
        default=1,
        validators=[MinValueValidator(0)],
        help_text=_("Credits, each for 25 to 30 hours of work. Readers see them among the facts of the page."),
    )
    hours = models.PositiveSmallIntegerField(_("hours"), default=0, help_text=_("Hours of work of the whole course."))

    content_panels = [
        *AcademyPage.content_panels,
        FieldRowPanel([FieldPanel("key"), FieldPanel("ects"), FieldPanel("hours")]),
        InlinePanel(
            "course_modules",
            heading=_("Modules, in order"),
            label=_("Module"),
            help_text=_("The page of a module lives under one course; other courses can list it too."),
        ),
    ]
    override_translatable_fields = [
        *AcademyPage.override_translatable_fields,
        SynchronizedField("key", overridable=False),
    ]
    search_fields = [*AcademyPage.search_fields, index.FilterField("key")]
    parent_page_types = ["courses.CurriculumPage"]
    subpage_types = ["courses.ModulePage"]
    template = "courses/course_page.html"
    schema_type = "Course"

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def schema_details(self):
        """Say its key and how long it takes."""
        return {"courseCode": self.key, "timeRequired": f"PT{self.hours}H"}


class CourseModule(Orderable):
    """A place of a module in a course."""

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="course_modules")
    module = models.ForeignKey(
        "courses.ModulePage",
        verbose_name=_("module"),
        on_delete=models.CASCADE,
        related_name="places",
        help_text=_("A module of this course, or one that lives under another."),
    )

    panels = [FieldPanel("module")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["page", "module"],
                name="module_once_per_course",
                violation_error_message=_("This course already lists that module."),
            )
        ]

    def __str__(self):
        return str(self.module)


class ModulePage(KeyedPage):
    """A module: five units and a task."""

    key = models.SlugField(_("key"), max_length=20, help_text=KEY_HELP)
    ects = models.DecimalField(
        _("ECTS workload"),
        max_digits=4,
        decimal_places=1,
        default=1,
        validators=[MinValueValidator(0)],
        help_text=_("Credits, each for 25 to 30 hours of work. Readers see them among the facts of the page."),
    )
    hours = models.PositiveSmallIntegerField(_("hours"), default=27, help_text=_("Hours of work of the whole module."))
    outcomes = StreamField(
        [("outcome", blocks.TextBlock(label=_("Outcome")))],
        blank=True,
        verbose_name=_("outcomes"),
        help_text=_("What a teacher can do afterwards."),
    )
    tools = StreamField(
        [("tool", ToolBlock())],
        blank=True,
        verbose_name=_("spiderweb"),
        help_text=_("What teachers fill in before or after this module. Stands under the outcomes."),
    )
    task_title = models.CharField(
        _("title of the task"),
        max_length=200,
        blank=True,
        help_text=_("What teachers do in their own practice, in a few words. The last stop on the path of the module."),
    )
    task_product = models.TextField(
        _("what is handed in"),
        blank=True,
        help_text=_("What a coach gets to see, for instance: a plan and two pages of notes."),
    )
    task_criteria = StreamField(
        [("criterion", blocks.TextBlock(label=_("Criterion")))],
        blank=True,
        verbose_name=_("criteria"),
        help_text=_("What a coach looks for, one criterion each. Readers see them under the task."),
    )
    prior_learning = models.TextField(
        _("prior learning"), blank=True, help_text=_("Leave empty to show the text of the curriculum.")
    )

    content_panels = [
        *AcademyPage.content_panels,
        FieldRowPanel([FieldPanel("key"), FieldPanel("ects"), FieldPanel("hours")]),
        InlinePanel(
            "module_dimensions",
            heading=_("Dimensions, the main one first"),
            label=_("Dimension"),
            min_num=1,
            max_num=3,
            help_text=_("One to three. The first gives the module its colour and icon."),
        ),
        InlinePanel(
            "recommendations",
            heading=_("Suggested after a spiderweb"),
            label=_("Suggestion"),
            help_text=_("For which dimensions and bands teachers get this module suggested beside their web."),
        ),
        FieldPanel("outcomes"),
        FieldPanel("tools"),
        MultiFieldPanel(
            [FieldPanel("task_title"), FieldPanel("task_product"), FieldPanel("task_criteria")], heading=_("Task")
        ),
        FieldPanel("prior_learning"),
    ]
    override_translatable_fields = [
        *AcademyPage.override_translatable_fields,
        SynchronizedField("key", overridable=False),
    ]
    search_fields = [
        *AcademyPage.search_fields,
        index.SearchField("outcomes"),
        index.SearchField("task_title"),
        index.FilterField("key"),
    ]
    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.UnitPage"]
    template = "courses/module_page.html"
    schema_type = "Course"

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def schema_details(self):
        """Say its key and how long it takes."""
        return {"courseCode": self.key, "timeRequired": f"PT{self.hours}H"}


class ModuleDimension(PageDimension):
    """A dimension that a module is about."""

    page = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="module_dimensions")


class UnitPage(KeyedPage):
    """A unit: one step of a module, with its reading."""

    key = models.SlugField(_("key"), max_length=30, help_text=KEY_HELP)
    step = models.CharField(
        _("step"), max_length=10, choices=Step, help_text=_("Which of the five steps of its module this unit is.")
    )
    minutes = models.PositiveIntegerField(
        _("minutes"),
        validators=[MinValueValidator(1), MaxValueValidator(6000)],
        help_text=_("How long it takes. Readers see it as hours and minutes."),
    )
    required = models.BooleanField(
        _("required"), default=True, help_text=_("A module is worked through when all its required units are done.")
    )
    body = StreamField(
        READING_BLOCKS,
        blank=True,
        verbose_name=_("reading"),
        help_text=_("What readers see under the introduction, block by block."),
    )

    content_panels = [
        *AcademyPage.content_panels,
        FieldRowPanel([FieldPanel("key"), FieldPanel("step"), FieldPanel("minutes"), FieldPanel("required")]),
        FieldPanel("body"),
    ]
    override_translatable_fields = [
        *AcademyPage.override_translatable_fields,
        SynchronizedField("key", overridable=False),
    ]
    search_fields = [*AcademyPage.search_fields, index.SearchField("body"), index.FilterField("minutes")]
    parent_page_types = ["courses.ModulePage"]
    subpage_types = []
    template = "courses/unit_page.html"
    schema_type = "LearningResource"

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")

    def schema_details(self):
        """Say how long it takes."""
        return {"timeRequired": f"PT{self.minutes}M"}
