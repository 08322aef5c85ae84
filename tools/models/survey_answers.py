"""What a wave keeps of answers: sums, words without an owner, and which codes are not used yet.

No row stands for a person who answered, and none holds a moment. `docs/anonymity.md` says why each table is as it is.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tools.domain.survey import ROLES
from tools.enums import Role
from tools.models.waves import DIGEST, ClassSession, CodeBatch, Wave


class IssuedCode(models.Model):
    """A code was given out for a role. Rows are only added, so that a used code can be told from a wrong one.

    The digest is made with a key that is not in the database.
    """

    digest = models.CharField(max_length=DIGEST, primary_key=True)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=Role)

    class Meta:
        verbose_name = _("code that was given out")
        verbose_name_plural = _("codes that were given out")
        constraints = [models.CheckConstraint(condition=Q(role__in=ROLES), name="issued_code_role_is_one_of_five")]

    def __str__(self):
        return self.role


class UnspentCode(models.Model):
    """A code that can still be used. Sending answers takes the row away, with the draft that hangs on it."""

    digest = models.CharField(max_length=DIGEST, primary_key=True)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=Role)
    batch = models.ForeignKey(CodeBatch, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    session = models.ForeignKey(ClassSession, on_delete=models.CASCADE, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("code that is not used yet")
        verbose_name_plural = _("codes that are not used yet")
        constraints = [models.CheckConstraint(condition=Q(role__in=ROLES), name="unspent_code_role_is_one_of_five")]

    def __str__(self):
        return self.role


class SurveyDraft(models.Model):
    """Answers under way, sealed with a key of which one half is on the device that gives them.

    `half` is that half, sealed with the code and the two words, for whoever goes on at another device.
    """

    code = models.OneToOneField(UnspentCode, on_delete=models.CASCADE, primary_key=True, related_name="draft")
    sealed = models.BinaryField()
    half = models.BinaryField()
    expires_on = models.DateField()
    # How often the two words were tried at another device.
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("survey under way")
        verbose_name_plural = _("surveys under way")

    def __str__(self):
        return str(self.expires_on)


class Tally(models.Model):
    """What a role answered, added up: one document, as `tools.domain.tallying` describes it.

    One row and not one per answer: else the rows that the newest transaction wrote would be the newest answers.
    And not several shards: a fresh shard would hold what one person answered.
    """

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="tallies")
    role = models.CharField(max_length=10, choices=Role)
    document = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [
            models.UniqueConstraint(fields=["wave", "role"], name="wave_counts_a_role_once"),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="tally_role_is_one_of_five"),
        ]

    def __str__(self):
        return self.role


class LanguageTally(models.Model):
    """In which languages a wave was answered, apart from what was answered and by which role."""

    wave = models.OneToOneField(Wave, on_delete=models.CASCADE, related_name="languages_used")
    document = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("languages of a wave")
        verbose_name_plural = _("languages of waves")

    def __str__(self):
        return str(self.wave_id)


class OpenBox(models.Model):
    """Own words of a role to one question while the wave is open: some texts, in an order that says nothing.

    A new text goes to a random place of a random box, so neither rows nor places tell which came last.
    """

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="boxes")
    role = models.CharField(max_length=10, choices=Role)
    question = models.CharField(max_length=40)
    place = models.PositiveIntegerField()
    texts = models.JSONField(default=list)

    class Meta:
        verbose_name = _("box of own words")
        verbose_name_plural = _("boxes of own words")
        constraints = [
            models.UniqueConstraint(fields=["wave", "role", "question", "place"], name="open_box_place_once")
        ]

    def __str__(self):
        return self.question


class OpenAnswer(models.Model):
    """Own words after the close, in random order. `redacted` is what the team reads once a name is taken out."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="open_answers")
    role = models.CharField(max_length=10, choices=Role)
    question = models.CharField(max_length=40)
    place = models.PositiveIntegerField()
    text = models.TextField()
    redacted = models.TextField(blank=True)
    is_cleared = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("answer in own words")
        verbose_name_plural = _("answers in own words")
        ordering = ["wave", "role", "question", "place"]
        constraints = [
            models.UniqueConstraint(fields=["wave", "role", "question", "place"], name="open_answer_place_once")
        ]

    def __str__(self):
        return self.question
