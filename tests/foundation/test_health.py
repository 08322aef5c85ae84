"""`/healthz` tells whether this process could answer a reader."""

import pytest
from django.db import OperationalError, connection
from django.test import Client, override_settings

from academy_site.foundation import health

pytestmark = pytest.mark.django_db
GOOD = {"status": "ok", "database": "ok", "cache": "ok", "migrations": "ok"}


@pytest.fixture(autouse=True)
def _fresh_process(monkeypatch):
    """Forget that this process ever saw all migrations applied."""
    monkeypatch.setattr(health, "_all_applied", False)


@pytest.fixture
def cache_table():
    """Give the cache its table for this test."""
    from django.core.management import call_command

    call_command("createcachetable", verbosity=0)


@pytest.mark.usefixtures("cache_table")
def test_all_in_order(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, GOOD)
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


@pytest.mark.usefixtures("cache_table")
@override_settings(ALLOWED_HOSTS=["academy.example"], SECURE_SSL_REDIRECT=True)
def test_any_host_and_no_https():
    answer = Client().get("/healthz", headers={"host": "10.0.0.7:8000"})
    assert (answer.status_code, answer.json()) == (200, GOOD)


def test_missing_cache_table(client):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS academy_cache")
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["status"] == "fault"
    assert answer.json()["cache"] == "fault, see the log"


@pytest.mark.usefixtures("cache_table")
def test_unapplied_migration(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'starter'")
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == GOOD | {"status": "fault", "migrations": "1 not applied, the first is starter.0001_initial"}


@pytest.mark.usefixtures("cache_table")
def test_migrations_are_looked_up_once(client, django_assert_num_queries):
    client.get("/healthz")
    with django_assert_num_queries(2):
        client.get("/healthz")


def test_database_down(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("could not connect to server db.internal as academy")

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "fault",
        "database": "does not answer",
        "cache": "not asked",
        "migrations": "not asked",
    }


def test_only_reading(client):
    assert client.post("/healthz").status_code == 405
