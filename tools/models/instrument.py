"""An instrument as editors write it: who it asks, in which ways, on which scale. Its items stand in `items`."""

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    Orderable,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from tools.enums import Audience, Kind, ModeKey

KEY_TAKEN = _("This key is already used in this language.")


class Instrument(
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """A spiderweb, a survey or a checklist: what editors change freely until they release it."""

    key = models.SlugField(
        _("key"), max_length=40, help_text=_("Short and fixed. Records of teachers and schools use it.")
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=Kind,
        help_text=_("A spiderweb is for one teacher, a survey for a school, a checklist for a walk of two or three."),
    )
    title = models.CharField(_("title"), max_length=120)
    purpose = models.TextField(
        _("purpose"), blank=True, help_text=_("What it is for, and what it is never used for. Stands above the start.")
    )

    _revisions = GenericRelation(Revision, related_query_name="instrument")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="instrument",
        for_concrete_model=False,
    )

    translatable_fields = [
        SynchronizedField("key", overridable=False),
        SynchronizedField("kind", overridable=False),
        TranslatableField("title"),
        TranslatableField("purpose"),
        TranslatableField("introductions"),
        TranslatableField("scale"),
        TranslatableField("bands"),
        TranslatableField("modes"),
        TranslatableField("groups"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("locale_id"),
        index.FilterField("kind"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "locale"],
                name="instrument_key_once_per_locale",
                violation_error_message=KEY_TAKEN,
            ),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="instrument_kind_is_one_of_the_list"),
        ]

    def __str__(self):
        return self.title

    @property
    def revisions(self):
        """The history of this instrument."""
        return self._revisions

    def clean(self):
        """Refuse another key or kind for an instrument that has one: records hang on them."""
        super().clean()
        before = type(self)._default_manager.filter(pk=self.pk).values_list("key", "kind").first() if self.pk else None
        if before and before[0] != self.key:
            raise ValidationError({"key": _("A key never changes, since other languages and records use it.")})
        if before and before[1] != self.kind:
            raise ValidationError({"kind": _("The kind never changes. Make a new instrument instead.")})

    @property
    def preview_modes(self):
        """The ways in which those who answer see it: quick and full, or the role they are asked in."""
        if self.kind == Kind.SURVEY:
            asked = [audience for audience in Audience if audience != Audience.WALKER]
            return [(audience.value, audience.label) for audience in asked]
        if self.kind == Kind.CHECKLIST:
            return [(Audience.WALKER.value, Audience.WALKER.label)]
        return [(mode.value, mode.label) for mode in (ModeKey.QUICK, ModeKey.FULL)]

    def get_preview_template(self, request, mode_name):
        """Return the template that shows it as those who answer will see it."""
        return "tools/instrument_preview.html"


class InstrumentPart(TranslatableMixin, Orderable):
    """Something of which an instrument has several, in order, with words of its own."""

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True


class InstrumentIntroduction(InstrumentPart):
    """What is said to one audience before the first item."""

    instrument = ParentalKey(Instrument, on_delete=models.CASCADE, related_name="introductions")
    audience = models.CharField(
        _("audience"), max_length=10, choices=Audience, help_text=_("Who reads this before the first item.")
    )
    text = models.TextField(
        _("introduction"),
        help_text=_("What to think of while answering, and over which weeks. Two or three sentences."),
    )

    translatable_fields = [SynchronizedField("audience", overridable=False), TranslatableField("text")]

    class Meta(InstrumentPart.Meta):
        verbose_name = _("introduction")
        verbose_name_plural = _("introductions")

    def __str__(self):
        return self.get_audience_display()


class ScaleStep(InstrumentPart):
    """One possible answer."""

    instrument = ParentalKey(Instrument, on_delete=models.CASCADE, related_name="scale")
    key = models.SlugField(_("key"), max_length=20, help_text=_("What is stored, for instance 3 or in_place."))
    value = models.SmallIntegerField(
        _("value"),
        null=True,
        blank=True,
        help_text=_("What it counts in a mean. Empty for an answer that counts nowhere, such as: not applicable."),
    )
    label = models.CharField(_("label"), max_length=80, help_text=_("The answer in one to six words."))
    text = models.TextField(_("meaning"), blank=True, help_text=_("When to choose it. Stands below the label."))

    translatable_fields = [
        SynchronizedField("key", overridable=False),
        SynchronizedField("value", overridable=False),
        TranslatableField("label"),
        TranslatableField("text"),
    ]

    class Meta(InstrumentPart.Meta):
        verbose_name = _("answer")
        verbose_name_plural = _("answers")

    def __str__(self):
        return self.label


class InstrumentBand(InstrumentPart):
    """A stretch of scores with the advice that belongs to it."""

    instrument = ParentalKey(Instrument, on_delete=models.CASCADE, related_name="bands")
    key = models.SlugField(_("key"), max_length=20, help_text=_("Fixed, for instance deepen."))
    low = models.DecimalField(
        _("from"),
        max_digits=3,
        decimal_places=1,
        validators=[MinValueValidator(0), MaxValueValidator(10)],
        help_text=_("The lowest score of this band, with one decimal."),
    )
    high = models.DecimalField(
        _("to"),
        max_digits=3,
        decimal_places=1,
        validators=[MinValueValidator(0), MaxValueValidator(10)],
        help_text=_("The highest score of this band. The next band begins a tenth above it."),
    )
    advice = models.TextField(_("advice"), help_text=_("What somebody in this band does best next."))

    translatable_fields = [
        SynchronizedField("key", overridable=False),
        SynchronizedField("low", overridable=False),
        SynchronizedField("high", overridable=False),
        TranslatableField("advice"),
    ]

    class Meta(InstrumentPart.Meta):
        verbose_name = _("band")
        verbose_name_plural = _("bands")

    def __str__(self):
        return self.key


class InstrumentMode(InstrumentPart):
    """A way to answer: quick, full or pulse."""

    instrument = ParentalKey(Instrument, on_delete=models.CASCADE, related_name="modes")
    key = models.CharField(_("mode"), max_length=10, choices=ModeKey, help_text=_("Which items it asks."))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1)], help_text=_("How long it takes most people.")
    )
    title = models.CharField(_("title"), max_length=80, help_text=_("What people choose, for instance: Quick web."))
    how = models.TextField(_("how it works"), blank=True, help_text=_("One sentence beside the choice."))

    translatable_fields = [
        SynchronizedField("key", overridable=False),
        SynchronizedField("minutes", overridable=False),
        TranslatableField("title"),
        TranslatableField("how"),
    ]

    class Meta(InstrumentPart.Meta):
        verbose_name = _("way to answer")
        verbose_name_plural = _("ways to answer")

    def __str__(self):
        return self.title
