"""Languages and countries of the academy, and the parts of the world that time zones are named after."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Language(TextChoices):
    """The five languages, each by its own name."""

    EN = "en", "English"
    NL = "nl", "Nederlands"
    FI = "fi", "Suomi"
    SV = "sv", "Svenska"
    PL = "pl", "Polski"


class Country(TextChoices):
    """The partner countries, and everywhere else."""

    NL = "NL", _("Netherlands")
    GB = "GB", _("United Kingdom")
    SE = "SE", _("Sweden")
    PL = "PL", _("Poland")
    FI = "FI", _("Finland")
    OTHER = "ZZ", _("Another country")


PARTS_OF_THE_WORLD = {
    "Europe": _("Europe"),
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Arctic": _("Arctic"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic"),
    "Australia": _("Australia"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific"),
}


class SchoolRole(TextChoices):
    """What somebody is at a school, those who are responsible first."""

    COORDINATOR = "coordinator", _("Coordinator")
    LEADER = "leader", _("Leader")
    TEACHER = "teacher", _("Teacher")
    GOVERNOR = "governor", _("Governor")


# Roles that only a coordinator gives.
GIVEN_ROLES = (SchoolRole.COORDINATOR, SchoolRole.LEADER)
# Roles that any colleague can vouch for.
VOUCHED_ROLES = (SchoolRole.TEACHER, SchoolRole.GOVERNOR)
