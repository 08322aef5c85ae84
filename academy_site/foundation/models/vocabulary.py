"""The words that the whole academy shares: dimensions, quadrants, phases, glossary and sources."""

from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from academy_site.foundation.enums import DimensionKey, Level, PhaseKey, QuadrantKey
from academy_site.foundation.stamp import stamped

_KEY_TAKEN = _("This key is already used in this language.")


@stamped
def _all_of(model: type[models.Model]) -> dict[int, Any]:
    return {thing.pk: thing for thing in model._default_manager.all()}


class VocabularyManager(models.Manager):
    """Vocabulary is small and stands on every page: what blocks refer to is found without a query."""

    def in_bulk(self, id_list=None, *, field_name="pk"):
        """Return the things with these primary keys, as copies that a caller may change."""
        if id_list is None or field_name != "pk":
            return super().in_bulk(id_list, field_name=field_name)
        if not id_list:
            return {}
        known = _all_of(self.model) if id_list else {}
        return {pk: copy(known[pk]) for pk in id_list if pk in known}


class Vocabulary(index.Indexed, TranslatableMixin, models.Model):
    """A translatable snippet with a key that no language owns. The key is fixed for ever."""

    objects = VocabularyManager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    def clean(self):
        """Refuse a key that another word of this language has, and another key for a word that has one."""
        super().clean()
        words: Any = type(self)._default_manager
        if self.pk and words.filter(pk=self.pk).exclude(key=self.key).exists():
            raise ValidationError({"key": _("A key never changes, since other languages and records use it.")})
        others = words.filter(key=self.key, locale_id=self.locale_id).exclude(pk=self.pk)
        if others.exists():
            raise ValidationError({"key": _KEY_TAKEN})


def _one_per_locale(name):
    return models.UniqueConstraint(
        fields=["key", "locale"],
        name=f"{name}_key_once_per_locale",
        violation_error_message=_KEY_TAKEN,
    )


def _one_of(keys, name):
    return models.CheckConstraint(condition=models.Q(key__in=keys.values), name=f"{name}_key_is_one_of_the_list")


class Dimension(Vocabulary):
    """One of the eight axes of the spiderweb. Colour, icon and weave follow from the key."""

    key = models.CharField(
        _("key"),
        max_length=20,
        choices=DimensionKey,
        editable=False,
        help_text=_("Fixed, since icons, colours and the work of teachers hang on it."),
    )
    axis_label = models.CharField(
        _("axis label"), max_length=40, help_text=_("One to three short words, beside the axis of the web.")
    )
    title = models.CharField(_("title"), max_length=120)
    guiding_question = models.TextField(
        _("guiding question"),
        help_text=_("Stands under the title of the dimension, and under that of a module without an introduction."),
    )
    why = models.TextField(
        _("why it matters"), help_text=_("Two or three sentences on what learners gain when this grows.")
    )
    level_1 = models.TextField(
        Level.EXPLORING.label, help_text=_("What a teacher does at this level, as a sentence to recognise oneself in.")
    )
    level_2 = models.TextField(
        Level.TRYING.label, help_text=_("What a teacher does at this level, as a sentence to recognise oneself in.")
    )
    level_3 = models.TextField(
        Level.PRACTISING.label, help_text=_("What a teacher does at this level, as a sentence to recognise oneself in.")
    )
    level_4 = models.TextField(
        Level.EMBEDDING.label, help_text=_("What a teacher does at this level, as a sentence to recognise oneself in.")
    )
    level_5 = models.TextField(
        Level.LEADING.label, help_text=_("What a teacher does at this level, as a sentence to recognise oneself in.")
    )

    panels = [
        FieldPanel("key", read_only=True),
        FieldPanel("title"),
        FieldPanel("axis_label"),
        FieldPanel("guiding_question"),
        FieldPanel("why"),
        MultiFieldPanel([FieldPanel(f"level_{level}") for level in Level.values], heading=_("Levels")),
    ]
    translatable_fields = [
        SynchronizedField("key", overridable=False),
        *(
            TranslatableField(name)
            for name in ("axis_label", "title", "guiding_question", "why", *(f"level_{n}" for n in Level.values))
        ),
    ]
    search_fields = [index.SearchField("title"), index.FilterField("locale_id")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("dimension")
        verbose_name_plural = _("dimensions")
        constraints = [_one_per_locale("dimension"), _one_of(DimensionKey, "dimension")]

    @property
    def order(self) -> int:
        """Place on the web, 0 to 7, clockwise from the top."""
        return DimensionKey.values.index(self.key)

    @property
    def icon(self) -> str:
        """Name of the symbol in `icons.svg`."""
        return f"i-{self.key}"

    @property
    def pattern(self) -> str:
        """CSS class that sets the colour, the tint and the weave of this dimension."""
        return f"dim-{self.key}"

    def levels(self) -> list[tuple[int, str, str]]:
        """Return number, label and text of the five levels."""
        return [(level.value, str(level.label), getattr(self, f"level_{level.value}")) for level in Level]


class Quadrant(Vocabulary):
    """One of the four kinds of learning: who steers (teacher, learner) by setting (pathway, network)."""

    key = models.CharField(
        _("key"),
        max_length=20,
        choices=QuadrantKey,
        editable=False,
        help_text=_("Fixed, since icons, colours and the work of teachers hang on it."),
    )
    title = models.CharField(_("title"), max_length=120)
    short = models.TextField(_("in one sentence"), help_text=_("What tells this quadrant from the other three."))
    teacher_role = models.CharField(
        _("what the teacher is here"),
        max_length=120,
        help_text=_("A few words. Stands on the page of the quadrant and in the guideline."),
    )
    learner_role = models.TextField(
        _("what the learner does"), help_text=_("What learners decide and do here. Stands on the page of the quadrant.")
    )
    strengths = models.TextField(
        _("strengths"), help_text=_("What this way of working is good for. Stands on the page of the quadrant.")
    )
    risk = models.TextField(
        _("risk"), help_text=_("What goes wrong when nobody watches for it. Stands on the page of the quadrant.")
    )

    panels = [
        FieldPanel("key", read_only=True),
        *(FieldPanel(n) for n in ("title", "short", "teacher_role", "learner_role", "strengths", "risk")),
    ]
    translatable_fields = [
        SynchronizedField("key", overridable=False),
        *(TranslatableField(n) for n in ("title", "short", "teacher_role", "learner_role", "strengths", "risk")),
    ]
    search_fields = [index.SearchField("title"), index.FilterField("locale_id")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("quadrant")
        verbose_name_plural = _("quadrants")
        constraints = [_one_per_locale("quadrant"), _one_of(QuadrantKey, "quadrant")]

    @property
    def order(self) -> int:
        """Place among the four lines of the map, from 0."""
        return QuadrantKey.values.index(self.key)

    @property
    def icon(self) -> str:
        """Name of the symbol in `icons.svg`."""
        return f"i-{self.key.replace('_', '-')}"

    @property
    def pattern(self) -> str:
        """CSS class that sets colour and line of this quadrant on the map."""
        return f"quad-{self.key.replace('_', '-')}"


class Phase(Vocabulary):
    """One of the five phases: how far a change has come."""

    key = models.CharField(
        _("key"),
        max_length=20,
        choices=PhaseKey,
        editable=False,
        help_text=_("Fixed, since icons, colours and the work of teachers hang on it."),
    )
    title = models.CharField(_("title"), max_length=120)
    duration = models.CharField(
        _("how long it takes"),
        max_length=120,
        help_text=_("For instance: two to three months. Stands beside the phase on the map."),
    )
    question = models.TextField(
        _("question of this phase"), help_text=_("The question that this phase answers for a school.")
    )

    panels = [FieldPanel("key", read_only=True), *(FieldPanel(n) for n in ("title", "duration", "question"))]
    translatable_fields = [
        SynchronizedField("key", overridable=False),
        *(TranslatableField(n) for n in ("title", "duration", "question")),
    ]
    search_fields = [index.SearchField("title"), index.FilterField("locale_id")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("phase")
        verbose_name_plural = _("phases")
        constraints = [_one_per_locale("phase"), _one_of(PhaseKey, "phase")]

    @property
    def order(self) -> int:
        """Place among the five phases, from 0."""
        return PhaseKey.values.index(self.key)

    @property
    def icon(self) -> str:
        """Name of the symbol in `icons.svg`."""
        return f"i-{self.key}"

    @property
    def pattern(self) -> str:
        """CSS class of this phase on the map."""
        return f"phase-{self.key}"


class GlossaryTerm(Vocabulary):
    """A term of the academy with its explanation in one language."""

    key = models.SlugField(_("key"), max_length=60, help_text=_("Never changes; other languages use the same key."))
    title = models.CharField(_("term"), max_length=120)
    explanation = models.TextField(
        _("explanation"),
        help_text=_("One or two plain sentences. Shown in the glossary and beside texts that explain the term."),
    )

    panels = [FieldPanel("key"), FieldPanel("title"), FieldPanel("explanation")]
    translatable_fields = [
        SynchronizedField("key", overridable=False),
        TranslatableField("title"),
        TranslatableField("explanation"),
    ]
    search_fields = [index.SearchField("title"), index.SearchField("explanation"), index.FilterField("locale_id")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["title"]
        constraints = [_one_per_locale("glossary_term")]


class Source(Vocabulary):
    """A publication that texts of the academy rest on."""

    key = models.SlugField(_("key"), max_length=60, help_text=_("Never changes; other languages use the same key."))
    citation = models.TextField(_("citation"), help_text=_("Author, year, title, publisher."))
    url = models.URLField(
        _("address"),
        max_length=500,
        blank=True,
        help_text=_("Where it can be found online. Readers see a link beside the citation."),
    )

    panels = [FieldPanel("key"), FieldPanel("citation"), FieldPanel("url")]
    translatable_fields = [
        SynchronizedField("key", overridable=False),
        TranslatableField("citation"),
        SynchronizedField("url"),
    ]
    search_fields = [index.SearchField("citation"), index.FilterField("locale_id")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["citation"]
        constraints = [_one_per_locale("source")]

    @property
    def title(self) -> str:
        """The citation, since a source has no other name."""
        return self.citation
