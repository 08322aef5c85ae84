"""What an instrument asks: groups (dimensions, areas, domains) with their items and levels."""

from django import forms
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from academy_site.foundation.enums import Level
from academy_site.foundation.models import Phase, Quadrant
from tools.enums import ItemKind, ItemWeight
from tools.models.instrument import Instrument, InstrumentPart


def focus_choices() -> list[tuple[str, str]]:
    """Return key and English title of the phases and quadrants of the guideline, in their order."""
    words = [
        *sorted(Phase.objects.filter(locale__language_code="en"), key=lambda phase: phase.order),
        *sorted(Quadrant.objects.filter(locale__language_code="en"), key=lambda quadrant: quadrant.order),
    ]
    return [(word.key, word.title) for word in words]


class FocusField(models.JSONField):
    """A list of keys of phases and quadrants, chosen by ticking them."""

    def formfield(self, **kwargs):
        """Return boxes to tick instead of a field for JSON."""
        return forms.MultipleChoiceField(
            choices=focus_choices,
            required=False,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )


def _lines(verbose_name, label, help_text):
    return StreamField(
        [("line", blocks.TextBlock(label=label))], blank=True, verbose_name=verbose_name, help_text=help_text
    )


class InstrumentGroup(InstrumentPart, ClusterableModel):
    """A dimension of a spiderweb, an area of a survey or a domain of a checklist."""

    instrument = ParentalKey(Instrument, on_delete=models.CASCADE, related_name="groups")
    key = models.SlugField(
        _("key"),
        max_length=20,
        help_text=_("Short and fixed, for instance pathways. For a web: that of the dimension."),
    )
    dimension = models.ForeignKey(
        "foundation.Dimension",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("dimension"),
        help_text=_("For a spiderweb: its title, question and five levels are taken from the vocabulary at release."),
    )
    title = models.CharField(
        _("title"), max_length=120, blank=True, help_text=_("Not needed for a spiderweb, where the dimension has one.")
    )
    question = models.TextField(
        _("question"), blank=True, help_text=_("What these items are about, in one sentence. Stands below the title.")
    )
    focus = FocusField(
        _("phases and quadrants"),
        default=list,
        blank=True,
        help_text=_("Where in the guideline one goes on after a low result here."),
    )
    first_steps = _lines(_("first steps"), _("Step"), _("Small things to begin with, shown with the result."))
    evidence = _lines(
        _("examples of evidence"), _("Example"), _("Shown beside the note that asks for evidence of this dimension.")
    )
    prompts = _lines(_("questions to think about"), _("Question"), _("Shown after answering this group."))

    translatable_fields = [
        SynchronizedField("key", overridable=False),
        SynchronizedField("dimension", overridable=False),
        SynchronizedField("focus", overridable=False),
        *(TranslatableField(name) for name in ("title", "question", "first_steps", "evidence", "prompts")),
        TranslatableField("items"),
        TranslatableField("levels"),
    ]

    class Meta(InstrumentPart.Meta):
        verbose_name = _("group of items")
        verbose_name_plural = _("groups of items")

    def __str__(self):
        return self.title or self.key


class InstrumentItem(InstrumentPart):
    """One thing that is asked, with a wording for each audience; an audience without one is not asked."""

    group = ParentalKey(InstrumentGroup, on_delete=models.CASCADE, related_name="items")
    key = models.SlugField(
        _("key"), max_length=40, help_text=_("Fixed, for instance KN1. Answers are stored under it for ever.")
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=ItemKind,
        default=ItemKind.STATEMENT,
        help_text=_("Each dimension of a spiderweb has one level item, with the key of the dimension and -level."),
    )
    concept = models.CharField(
        _("concept"), max_length=80, blank=True, help_text=_("What it is about in one to four words, for reports.")
    )
    hint = models.TextField(_("hint"), blank=True, help_text=_("What to look for. Stands below the item."))
    pulse = models.BooleanField(_("part of the pulse"), default=False, help_text=_("Asked in the short survey, too."))
    weight = models.CharField(
        _("weight"), max_length=10, choices=ItemWeight, blank=True, help_text=_("For a checklist.")
    )
    teacher = models.TextField(_("wording for teachers"), blank=True, help_text=_("Empty: teachers are not asked."))
    leader = models.TextField(_("wording for leaders"), blank=True, help_text=_("Empty: leaders are not asked."))
    student = models.TextField(
        _("wording for students"), blank=True, help_text=_("In words a twelve-year-old reads. Empty: not asked.")
    )
    parent = models.TextField(_("wording for parents"), blank=True, help_text=_("Empty: parents are not asked."))
    governor = models.TextField(_("wording for governors"), blank=True, help_text=_("Empty: governors are not asked."))
    walker = models.TextField(
        _("wording for a walk"), blank=True, help_text=_("For a checklist, where all who walk along read the same.")
    )

    translatable_fields = [
        *(SynchronizedField(name, overridable=False) for name in ("key", "kind", "pulse", "weight")),
        *(TranslatableField(name) for name in ("concept", "hint")),
        *(TranslatableField(name) for name in ("teacher", "leader", "student", "parent", "governor", "walker")),
    ]

    class Meta(InstrumentPart.Meta):
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=ItemKind.values), name="instrument_item_kind_is_one_of_the_list"
            ),
            models.CheckConstraint(
                condition=models.Q(weight__in=["", *ItemWeight.values]),
                name="instrument_item_weight_is_one_of_the_list",
            ),
        ]

    def __str__(self):
        return self.key


class InstrumentLevel(InstrumentPart):
    """What an instrument adds to a level of its dimension: how a learner says it, and the next step."""

    group = ParentalKey(InstrumentGroup, on_delete=models.CASCADE, related_name="levels")
    level = models.PositiveSmallIntegerField(
        _("level"), choices=Level, help_text=_("Its text is that of the dimension in the vocabulary.")
    )
    learner = models.TextField(
        _("as a learner would say it"), blank=True, help_text=_("For learners who are asked how they see it.")
    )
    next_step = models.TextField(_("next step"), blank=True, help_text=_("What a teacher at this level does next."))

    translatable_fields = [
        SynchronizedField("level", overridable=False),
        TranslatableField("learner"),
        TranslatableField("next_step"),
    ]

    class Meta(InstrumentPart.Meta):
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        constraints = [
            models.CheckConstraint(condition=models.Q(level__in=Level.values), name="instrument_level_is_one_to_five")
        ]

    def __str__(self):
        return self.get_level_display()
