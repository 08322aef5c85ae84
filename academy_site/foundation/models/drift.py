"""Which live translations are behind their source, and since when."""

from django.db import models


class Drift(models.Model):
    """A live translation whose source says something else by now. The row goes when the two agree again."""

    translation = models.OneToOneField("wagtail_localize.Translation", on_delete=models.CASCADE, related_name="drift")
    since = models.DateTimeField()
    translated_at = models.DateTimeField(null=True)
    # The sentences of the source that the live translation was made from.
    made_from = models.CharField(max_length=64)
    # The same, each by the ids of its place and its wording, to tell which sentence became which.
    sentences = models.JSONField(default=list)

    def __str__(self):
        return f"{self.translation_id} since {self.since:%Y-%m-%d}"
