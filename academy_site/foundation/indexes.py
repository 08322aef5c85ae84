"""Indexes on tables of Wagtail that its own migrations do not make.

They are made after each `migrate`, since a table that Django remakes on SQLite loses them without a word.
"""

from django.db import connections

# A page is found by its address in one query: without this, by reading all pages.
_URL_PATH = "CREATE INDEX IF NOT EXISTS academy_page_url_path ON wagtailcore_page (url_path)"
# Search asks PostgreSQL for title and body together; Wagtail's index on each of the two is of no use then.
# SQLite has a full text table of its own.
_TITLE_AND_BODY = (
    "CREATE INDEX IF NOT EXISTS academy_search_title_body ON wagtailsearch_indexentry USING gin ((title || body))"
)


def make_indexes(using: str, **signal) -> None:
    """Make the indexes that are missing. Connected to `post_migrate`."""
    connection = connections[using]
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        if "wagtailcore_page" in tables:
            cursor.execute(_URL_PATH)
        if connection.vendor == "postgresql" and "wagtailsearch_indexentry" in tables:
            cursor.execute(_TITLE_AND_BODY)
