"""Languages and countries of the academy."""

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
