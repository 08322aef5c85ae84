"""What is frozen when an instrument is released. Rows are added and never changed; the database refuses it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tools.domain.instrument import Structure, Text, read_structure, read_text
from tools.enums import Kind
from tools.models.instrument import Instrument


class InstrumentVersion(models.Model):
    """An instrument as it was released: structure, scale, keys and source text as one document."""

    # Who released it stands in the instrument's history, which can forget a person. This row cannot.
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    document = models.JSONField(_("document"))
    content_hash = models.CharField(_("hash"), max_length=64)
    # What editors said of reworded items: `same_meaning`, `typo` or `changed`, by item key.
    meanings = models.JSONField(_("meanings"), default=dict)
    # Items whose answers cannot be compared with those of the version before, reworded or moved.
    changed = models.JSONField(_("changed items"), default=list)
    # Old answer key -> new answer key. None: same scale. Empty: no comparison.
    scale_mapping = models.JSONField(_("mapping of the scale"), null=True)
    released_at = models.DateTimeField(_("released"), auto_now_add=True)

    class Meta:
        verbose_name = _("released version")
        verbose_name_plural = _("released versions")
        ordering = ["instrument", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "number"], name="instrument_version_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="instrument_version_number_from_one"),
        ]

    def __str__(self):
        return f"{self.document['text']['title']}, {self.number}"

    @property
    def structure(self) -> Structure:
        """What it is apart from its words."""
        return read_structure(self.document["structure"])

    @property
    def source_text(self) -> Text:
        """Its words in the source language, as they were at the release."""
        return read_text(self.document["text"])


class VersionText(models.Model):
    """All words of a version in one language. The highest number of a language is in use; none ever goes.

    Its document may name under `kept` what a language still says in older words (`tools.domain.keeping`).
    """

    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(_("language"), max_length=10)
    number = models.PositiveIntegerField(_("number"))
    document = models.JSONField(_("document"))
    content_hash = models.CharField(_("hash"), max_length=64)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("text of a version")
        verbose_name_plural = _("texts of versions")
        ordering = ["version", "language", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "language", "number"], name="version_text_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="version_text_number_from_one"),
        ]

    def __str__(self):
        return f"{self.version_id}/{self.language}/{self.number}"

    @property
    def text(self) -> Text:
        """The words."""
        return read_text(self.document)

    @property
    def kept(self) -> list[str]:
        """What is said in older words than the source: keys of items, and names that stand among them."""
        return self.document.get("kept", [])
