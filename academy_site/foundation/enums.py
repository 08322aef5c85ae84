"""Closed lists that code and database share. Their labels are interface text."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class DimensionKey(TextChoices):
    """The eight axes of the spiderweb, in their fixed order."""

    KNOWING = "knowing"
    OWNERSHIP = "ownership"
    PATHWAYS = "pathways"
    COACHING = "coaching"
    ASSESSMENT = "assessment"
    DIGITAL = "digital"
    ENVIRONMENT = "environment"
    TOGETHER = "together"


class QuadrantKey(TextChoices):
    """The four kinds of learning of the guideline."""

    GUIDED_PATHWAY = "guided_pathway"
    OWN_PATHWAY = "own_pathway"
    GUIDED_NETWORK = "guided_network"
    OPEN_NETWORK = "open_network"


class PhaseKey(TextChoices):
    """The five phases of the guideline, in order."""

    ORIENT = "orient"
    DESIGN = "design"
    PILOT = "pilot"
    SPREAD = "spread"
    SUSTAIN = "sustain"


class Level(IntegerChoices):
    """How far a teacher has come in one dimension."""

    EXPLORING = 1, _("Exploring")
    TRYING = 2, _("Trying")
    PRACTISING = 3, _("Practising")
    EMBEDDING = 4, _("Embedding")
    LEADING = 5, _("Leading")


class Tone(TextChoices):
    """What a callout is for."""

    NOTE = "note", _("Note")
    CAUTION = "caution", _("Caution")
    EVIDENCE = "evidence", _("Evidence")


class Confidence(TextChoices):
    """How sure research is of a claim."""

    HIGH = "high", _("High confidence")
    MEDIUM = "medium", _("Medium confidence")
    LOW = "low", _("Low confidence")


class FooterGroup(TextChoices):
    """The columns of the footer."""

    ASSESS = "assess", _("Assess")
    LEARN = "learn", _("Learn")
    MEET = "meet", _("Meet")
    ABOUT = "about", _("About")
