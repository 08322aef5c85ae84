"""What a teacher writes beside the reading, and the last answers to knowledge checks. Nobody else sees them."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from academy_site.people.enums import Language
from courses.domain.notes import LONGEST_NOTE, mark_of


class Note(models.Model):
    """A note of one person to one question of one page, whatever the language it was read in.

    `page` is the translation key, `block` the id of the block, so every language leads to the same
    note. Its question is kept with it, as it was read: the block may go, the note stays.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notes")
    page = models.UUIDField()
    block = models.UUIDField()
    question = models.TextField(_("question"))
    language = models.CharField(_("language of the question"), max_length=5, choices=Language)
    text = models.TextField(
        _("your note"),
        validators=[
            MaxLengthValidator(
                LONGEST_NOTE, _("A note can have %(limit_value)d characters. This one has %(show_value)d.")
            )
        ],
    )
    # What was not chosen where two devices wrote the same note, until its writer takes it up or throws it away.
    set_aside = models.TextField(_("version you did not choose"), blank=True)
    # How often it was saved with another text.
    version = models.PositiveIntegerField(default=1)
    # Which open page saved it last, and the number of that saving: so a late or repeated one is known.
    writer = models.CharField(max_length=40, blank=True)
    turn = models.PositiveIntegerField(default=0)
    created = models.DateTimeField()
    updated = models.DateTimeField()

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-updated", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "page", "block"],
                name="one_note_per_person_and_question",
                violation_error_message=_("There is a note to this question already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="note_says_something",
                violation_error_message=_("This note is empty."),
            ),
        ]
        indexes = [models.Index(fields=["person", "-updated", "-id"], name="notes_newest_first")]

    def __str__(self):
        return f"{self.page} {self.block}"

    @property
    def mark(self) -> str:
        """What a form that shows this text carries, so that a text it did not show is never written over."""
        return mark_of(self.text)


class CheckAnswer(models.Model):
    """The last answer of one person to one knowledge check: which options, in which places. No marks.

    Options are named by their ids, which are the same in every language.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="check_answers")
    page = models.UUIDField()
    block = models.UUIDField()
    answer = models.JSONField(_("answer"))
    answered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to a knowledge check")
        verbose_name_plural = _("answers to knowledge checks")
        ordering = ["-answered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "page", "block"],
                name="one_answer_per_person_and_check",
                violation_error_message=_("There is an answer to this question already."),
            )
        ]

    def __str__(self):
        return f"{self.page} {self.block}"
