"""The row that tells every process of every machine that public content changed."""

from django.db import models


class ContentStamp(models.Model):
    """One row; its value changes with each change of public content. Used when no file is shared."""

    value = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="content_stamp_is_one_row")]

    def __str__(self):
        return str(self.value)
