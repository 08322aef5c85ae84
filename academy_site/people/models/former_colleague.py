"""The name of somebody who worked on pages, left, and wanted their name to stay in the history."""

from django.db import models


class FormerColleague(models.Model):
    """The name that the history of pages shows for an account that is gone."""

    # The key that the account had. Keys are not given twice.
    number = models.PositiveBigIntegerField(unique=True)
    name = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name
