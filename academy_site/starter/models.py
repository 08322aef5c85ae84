"""What the starter has loaded, so that it never loads a key twice."""

from django.db import models


class StarterEntry(models.Model):
    """A key that was loaded once. It stays when an editor changes or deletes what came of it."""

    key = models.CharField(max_length=200, unique=True)
    loaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.key
