"""The indexes that keep pages and search as fast in a large academy as in a small one."""

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from wagtail.models import Page

from academy_site.foundation import indexes

pytestmark = pytest.mark.django_db


def test_a_page_is_found_by_its_address_through_an_index():
    plan = Page.objects.filter(url_path="/home/").order_by().explain()
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "wagtailcore_page")
    assert found["academy_page_url_path"]["columns"] == ["url_path"]
    if connection.vendor == "sqlite":
        assert "academy_page_url_path" in plan


def test_a_lost_index_comes_back_with_the_next_migrate():
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX academy_page_url_path")
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    with connection.cursor() as cursor:
        assert "academy_page_url_path" in connection.introspection.get_constraints(cursor, "wagtailcore_page")


@pytest.mark.postgres_only
def test_search_has_its_index_on_postgresql():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT id FROM wagtailsearch_indexentry WHERE (title || body) @@ to_tsquery('coaching')"
        )
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "academy_search_title_body" in plan


def test_nothing_happens_before_the_tables_are_there(monkeypatch):
    monkeypatch.setattr(connection.introspection, "table_names", list)
    indexes.make_indexes(using="default")
