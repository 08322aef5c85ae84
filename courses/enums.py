"""Closed lists of the curriculum and the guideline."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Step(TextChoices):
    """The step of a module that a unit is, in order."""

    SEE = "see", pgettext_lazy("step of a module", "See")
    STUDY = "study", pgettext_lazy("step of a module", "Study")
    TRY = "try", pgettext_lazy("step of a module", "Try")
    SHARE = "share", pgettext_lazy("step of a module", "Share")
    SHOW = "show", pgettext_lazy("step of a module", "Show")


class Grouping(TextChoices):
    """With whom an activity is done."""

    ALONE = "alone", _("Alone")
    PAIR = "pair", _("In a pair")
    GROUP = "group", _("In a group")


class CheckKind(TextChoices):
    """How a knowledge check is answered."""

    SINGLE = "single", _("One answer")
    MULTIPLE = "multiple", _("Several answers")
    ORDER = "order", _("Put in order")


class Band(TextChoices):
    """The stretch of a spiderweb in which a module helps: where a dimension stands."""

    START = "start", _("Start: 1.0 to 2.4")
    DEEPEN = "deepen", _("Deepen: 2.5 to 3.9")
    SHARE = "share", _("Share: 4.0 to 5.0")


class Concern(TextChoices):
    """What a question about a change is really about."""

    SELF = "self", _("About myself")
    TASK = "task", _("About the task")
    LEARNERS = "learners", _("About learners")
    COLLABORATION = "collaboration", _("About working together")
    RENEWAL = "renewal", _("About doing it better")
