"""What every test may use: databases made once, people, clients, a running academy and a browser."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client, TransactionTestCase
from django.utils import translation
from wagtail.models import Site

from scripts.databases import ACADEMY, BARE, Databases
from tests.browser import (  # noqa: F401
    REPORTS,
    browser,
    live_academy,
    page,
    playwright_driver,
)

CI = os.environ.get("CI") == "true"
FOLDER = Path(__file__).parent
# The first folder below tests/, or any folder of this name -> the mark of the tests in it.
MARKS = {
    "project": "pure",
    "scripts": "pure",
    "domain": "pure",
    "templates": "templates",
    "journeys": "journeys",
}
# Modules about what pages show and who may open them: the same on both databases.
LOOKS = {
    "courses": {"blocks", "knowledge_check", "learning_pages", "pages"},
    "foundation": {"spreadsheets", "vocabulary_signs"},
    "home": {"pages", "previews"},
    "people": {
        "admin",
        "admin_factor",
        "codes",
        "factors",
        "groups",
        "inbox_pages",
        "school_pages",
        "school_unseen",
        "sessions",
        "sign_in",
        "sign_up",
    },
    "starter": {"rights"},
    "tools": {
        "charts",
        "exports",
        "growth_pages",
        "instrument_desk",
        "result",
        "school_report",
        "school_report_focus",
        "school_report_paper",
        "style_guide",
        "survey_namelessness",
        "survey_pages",
        "survey_weight",
        "wave_pages",
        "web_privacy",
        "web_unseen",
        "what_next",
    },
}
WRITING = {"transactional_db", "live_server", "django_db_reset_sequences"}
_state: dict = {"wanted": BARE, "databases": None}


def pytest_collection_modifyitems(config, items):
    """Mark tests by their folder, and leave out those that are for the other database."""
    other = "sqlite_only" if connection.vendor == "postgresql" else "postgres_only"
    kept, left_out = [], []
    for item in items:
        for folder in item.path.relative_to(FOLDER).parts[:-1]:
            if folder in MARKS:
                item.add_marker(MARKS[folder])
        if item.path.stem.removeprefix("test_") in LOOKS.get(item.path.parent.name, ()):
            item.add_marker("templates")
        (left_out if item.get_closest_marker(other) else kept).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Where everything can be had, a skipped test is a failed one."""
    report = yield
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, and CI=true: {report.longrepr}"
    item.stash.setdefault(REPORTS, {})[report.when] = report
    return report


def _really_writes(item) -> bool:
    mark = item.get_closest_marker("django_db")
    by_mark = mark is not None and (mark.kwargs.get("transaction") or bool(mark.args and mark.args[0]))
    return bool(by_mark or WRITING & set(item.fixturenames))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Choose the database before anything of the test begins a transaction."""
    _state["wanted"] = ACADEMY if "academy" in getattr(item, "fixturenames", ()) else BARE
    uses = "db" in item.fixturenames or item.get_closest_marker("django_db") or _really_writes(item)
    if uses and _state["databases"]:
        _state["databases"].use(_state["wanted"])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """Throw away a database that a test committed to."""
    yield
    if _state["databases"] and _really_writes(item):
        _state["databases"].spoiled()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """Use copies of databases that are made once, instead of migrating each time."""
    # Such a database is thrown away, so it need not be emptied table by table.
    TransactionTestCase._fixture_teardown = lambda self: None
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
    databases = Databases(connection, Path(settings.VAR_DIR))
    with django_db_blocker.unblock():
        databases.use(_state["wanted"])
        _state["databases"] = databases
        yield
        _state["databases"] = None
        databases.end()


@pytest.fixture(autouse=True)
def fresh_stamp():
    """Empty what this process remembers of public content: the test before saw another database."""
    path = Path(settings.ACADEMY_CONTENT_STAMP)
    path.touch()
    # Not the clock of the file system, whose steps are longer than some tests.
    now = time.time_ns()
    os.utime(path, ns=(now, now))


@pytest.fixture(autouse=True)
def own_language():
    """Begin in English: a client leaves this thread in the language of the last page it asked for."""
    translation.activate("en")


@pytest.fixture
def academy(db):
    """Choose the database with the whole starter content, and give its English home page."""
    return Site.objects.get(is_default_site=True).root_page.specific


@pytest.fixture
def database_url(db) -> Callable[[], str]:
    """Tell the address of the database in use, for a test that starts another process."""
    return _state["databases"].url


@pytest.fixture
def person(db):
    """Make people: `person()`, `person(email="a@b.example", groups=["Stewards"], language="pl")`."""
    made = []

    def make(*, groups=(), password=None, **fields):
        fields.setdefault("email", f"person{len(made) + 1}@academy.example")
        fields.setdefault("display_name", f"Person {len(made) + 1}")
        someone = get_user_model().objects.create_user(password=password, **fields)
        for name in groups:
            someone.groups.add(someone.groups.model.objects.get_or_create(name=name)[0])
        made.append(someone)
        return someone

    return make


@pytest.fixture
def anonymous() -> Client:
    """A visitor without a session."""
    return Client()


@pytest.fixture
def sign_in(db):
    """Give a client in which this person, or the person of this address, is signed in."""

    def client_of(someone) -> Client:
        if isinstance(someone, str):
            someone = get_user_model().objects.get(email=someone)
        client = Client()
        client.force_login(someone)
        return client

    return client_of


@pytest.fixture
def editor_client(academy, sign_in) -> Client:
    """A client in which the teacher educator of the demo accounts is signed in, with the starter loaded."""
    return sign_in("editor@academy.example")
