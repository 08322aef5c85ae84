"""For whom a module is recommended after a web, and how often one was missed in a language."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from courses.enums import Band
from courses.models.curriculum import ModulePage

LAST_RANK = 9


class ModuleRecommendation(models.Model):
    """A module helps where a dimension stands in a band of the spiderweb."""

    page = ParentalKey(ModulePage, on_delete=models.CASCADE, related_name="recommendations")
    dimension = models.ForeignKey(
        "foundation.Dimension",
        verbose_name=_("dimension"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The dimension of the spiderweb in which a teacher wants to grow."),
    )
    band = models.CharField(
        _("where it stands"),
        max_length=10,
        choices=Band,
        help_text=_("Where this dimension stands in a web for which the module is suggested."),
    )
    rank = models.PositiveSmallIntegerField(
        _("rank"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(LAST_RANK)],
        help_text=_("1 is suggested first. Of modules with the same rank the one that comes earlier in the courses."),
    )

    panels = [FieldRowPanel([FieldPanel("dimension"), FieldPanel("band"), FieldPanel("rank")])]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "dimension", "band"],
                name="module_recommended_once_for_a_band",
                violation_error_message=_("This module is recommended for that dimension and band already."),
            ),
            models.CheckConstraint(condition=models.Q(band__in=Band.values), name="recommended_for_a_known_band"),
            models.CheckConstraint(
                condition=models.Q(rank__range=(1, LAST_RANK)),
                name="recommendation_rank_from_one_to_nine",
                violation_error_message=_("A rank is a number from 1 to 9."),
            ),
        ]

    def __str__(self):
        return f"{self.dimension}, {self.get_band_display()}"


class ModuleDemand(models.Model):
    """How many webs in a month would have wanted a module in a language that it does not speak.

    A counter and nothing else: no person, no web, no day.
    """

    module = models.UUIDField()
    language = models.CharField(max_length=10)
    # Year and month as one number, for instance 202611: there is no room for a day.
    month = models.PositiveIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["module", "language", "month"], name="demand_counted_in_one_place"),
            models.CheckConstraint(condition=models.Q(month__range=(200001, 999912)), name="demand_knows_no_day"),
        ]

    def __str__(self):
        return f"{self.module}, {self.language}: {self.count}"
