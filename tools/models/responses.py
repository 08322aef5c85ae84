"""What a teacher answered: webs that were handed in, and the one that is under way. Nobody else sees either."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from tools.enums import ModeKey
from tools.models.instrument import Instrument
from tools.models.versions import InstrumentVersion, VersionText

WEB_MODES = (ModeKey.QUICK.value, ModeKey.FULL.value)
LONGEST_LABEL = 120


class _Answered(models.Model):
    """What a response and a draft have in common. Answers and notes hang on keys that no language owns.

    `answers` and `then` hold answer keys by item key, `notes` a text by the key of the dimension. `then`
    rates an earlier moment again with today's eyes. `learners` is the teacher's own name for the group.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(_("mode"), max_length=10, choices=ModeKey)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    then = models.JSONField(_("the earlier moment, seen today"), default=dict, blank=True)
    notes = models.JSONField(_("notes"), default=dict, blank=True)
    learners = models.CharField(_("group of learners"), max_length=LONGEST_LABEL, blank=True)

    class Meta:
        abstract = True


class Response(_Answered):
    """A web that was handed in. The database refuses to change it; a correction takes its place.

    `on` is the day in the teacher's time zone at that moment. `taken` holds, for dimensions that a partial
    re-check took over, the day on which they were answered. Its key is that of the draft it came from, so
    that a draft is handed in once, however often that is asked.
    """

    text = models.ForeignKey(VersionText, on_delete=models.PROTECT, related_name="+")
    then_on = models.DateField(null=True, blank=True)
    taken = models.JSONField(default=dict, blank=True)
    # Whether another web of the same kind has the same day, so that only the time tells them apart.
    shares_its_day = False

    on = models.DateField(_("day"))
    submitted_at = models.DateTimeField(_("handed in"))

    class Meta:
        verbose_name = _("web")
        verbose_name_plural = _("webs")
        ordering = ["submitted_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(mode__in=WEB_MODES), name="response_is_quick_or_full"),
            models.CheckConstraint(condition=~Q(answers={}), name="response_answers_something"),
        ]
        indexes = [models.Index(fields=["person", "instrument", "submitted_at"], name="responses_of_a_person")]

    def __str__(self):
        return str(self.key)


class ResponseDraft(_Answered):
    """A web under way: saved at each choice, on any device, in any language. One for a person and instrument.

    `focus` names the dimensions that a re-check asks, and `taken_from` the web it takes the others from.
    `then_of` is the web whose moment `then` rates again. `corrects` is the web that it was
    begun to correct, `begun_on` the translation key of the page on which it was begun.
    """

    focus = models.JSONField(default=list, blank=True)
    taken_from = models.UUIDField(null=True, blank=True)
    then_of = models.UUIDField(null=True, blank=True)
    corrects = models.UUIDField(null=True, blank=True)
    begun_on = models.UUIDField(null=True, blank=True)
    started_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("web under way")
        verbose_name_plural = _("webs under way")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "instrument"],
                name="one_web_under_way",
                violation_error_message=_("You have a web under way already."),
            ),
            models.CheckConstraint(condition=Q(mode__in=WEB_MODES), name="draft_is_quick_or_full"),
        ]

    def __str__(self):
        return str(self.key)
