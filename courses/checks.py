"""Rules of the curriculum that only its content can keep: `manage.py check --database default`."""

from django.core.checks import Tags, Warning as Warned, register
from django.db import DatabaseError

from courses.selectors import modules_without_dimension


@register(Tags.database)
def check_dimensions(app_configs, databases=None, **kwargs) -> list[Warned]:
    """Every live module is about a dimension, which gives it its colour and its place in search."""
    if not databases:
        return []
    try:
        titles = modules_without_dimension()
    except DatabaseError:
        # Before the first `migrate` there is nothing to read.
        return []
    return [
        Warned(
            f"The module {title} is about no dimension.",
            hint="Open it in the admin and choose one; the form asks for it before it is published.",
            id="courses.W001",
        )
        for title in titles
    ]
