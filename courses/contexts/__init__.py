"""What pages of this app show beyond their own fields. Importing this registers it."""

from . import curriculum, environment, guideline, learning, notes

__all__ = ["curriculum", "environment", "guideline", "learning", "notes"]
