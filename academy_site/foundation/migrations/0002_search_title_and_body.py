"""An index for what Wagtail's search asks PostgreSQL: title and body together.

Wagtail has an index on each of the two, which its query cannot use: it read every page of the academy.
SQLite has a full text table of its own.
"""

from django.db import migrations

_CREATE = """
    CREATE INDEX IF NOT EXISTS academy_search_title_body
    ON wagtailsearch_indexentry USING gin ((title || body))
"""


def create(apps, schema_editor):
    """Create the index on PostgreSQL."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_CREATE)


def drop(apps, schema_editor):
    """Drop it again."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS academy_search_title_body")


class Migration(migrations.Migration):
    """Add the index."""

    dependencies = [
        ("foundation", "0001_initial"),
        ("wagtailsearch", "0006_customise_indexentry"),
    ]
    operations = [migrations.RunPython(create, drop)]
