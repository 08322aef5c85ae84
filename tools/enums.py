"""Closed lists of the tools app that code and database share. Their labels are interface text."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What an instrument is for: one teacher again and again, a whole school, two or three people on a walk."""

    SPIDERWEB = "spiderweb", _("Spiderweb")
    SURVEY = "survey", _("School survey")
    CHECKLIST = "checklist", _("Checklist")


class Audience(TextChoices):
    """Who is asked."""

    TEACHER = "teacher", _("Teacher")
    LEADER = "leader", _("School leader")
    STUDENT = "student", _("Student")
    PARENT = "parent", _("Parent or carer")
    GOVERNOR = "governor", _("Governor")
    WALKER = "walker", _("Person on a walk")


class ItemKind(TextChoices):
    """How an item is answered."""

    STATEMENT = "statement", _("Statement, answered on the scale")
    LEVEL = "level", _("Level of the dimension, one of five")
    OPEN = "open", _("Open question, answered in own words")


class ItemWeight(TextChoices):
    """How much depends on an item of a checklist."""

    ESSENTIAL = "essential", _("Essential")
    GROWING = "growing", _("Growing")


class ModeKey(TextChoices):
    """A way to answer an instrument."""

    QUICK = "quick", _("Quick")
    FULL = "full", _("Full")
    PULSE = "pulse", _("Pulse")


class Meaning(TextChoices):
    """What an editor says of an item with new words."""

    SAME = "same_meaning", _("Said better, same meaning: answers stay comparable")
    TYPO = "typo", _("Only a slip mended: answers stay comparable")
    CHANGED = "changed", _("Another meaning: answers are not compared any more")


class ReportKind(TextChoices):
    """A file that the worker makes."""

    PDF = "pdf", _("Growth report")
    PNG = "png", _("Picture of a web")


class ReportState(TextChoices):
    """How far a file is."""

    WAITING = "waiting", _("Waiting")
    MAKING = "making", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class Role(TextChoices):
    """Who answers a school survey."""

    LEADER = "leader", _("School leader")
    TEACHER = "teacher", _("Teacher or other staff")
    STUDENT = "student", _("Student")
    PARENT = "parent", _("Parent or carer")
    GOVERNOR = "governor", _("Governor or board member")


class WayIn(TextChoices):
    """Whom one address of a wave lets in without a code."""

    STAFF = "staff", _("All staff")
    PARENTS = "parents", _("Parents and carers")


class WaveFileKind(TextChoices):
    """A file that the worker makes for a school."""

    SLIPS = "slips", _("Slips with codes")
    PARENTS = "parents", _("Letter to parents and carers")
    STAFF = "staff", _("Letter to staff")
