"""A key is loaded once: repeated runs change nothing, and nothing an editor did is undone."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from academy_site.starter import loader
from academy_site.starter.identity import page_uuid
from academy_site.starter.ledger import Entry, Outcome, load_entries
from academy_site.starter.library import WORDS
from academy_site.starter.models import StarterEntry

WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER)", re.IGNORECASE)


def english(key: str) -> Page:
    return Page.objects.get(translation_key=page_uuid(key), locale__language_code="en").specific


def run() -> str:
    out, problems = StringIO(), StringIO()
    call_command("load_starter", stdout=out, stderr=problems)
    return out.getvalue() + "".join(line for line in problems.getvalue().splitlines(True) if "left out" in line)


def test_every_part_has_a_key_of_its_own(academy):
    keys = [entry.key for entry in loader.entries(Outcome())]
    assert len(keys) == len(set(keys))
    assert set(keys) == set(StarterEntry.objects.values_list("key", flat=True))


def test_a_second_run_writes_nothing(academy):
    before = Path(settings.ACADEMY_CONTENT_STAMP).stat().st_mtime_ns
    with CaptureQueriesContext(
        connection,
    ) as queries:
        said = run()
    assert [query["sql"] for query in queries if WRITES.match(query["sql"])] == []
    assert Path(settings.ACADEMY_CONTENT_STAMP).stat().st_mtime_ns == before
    assert said.startswith("Starter content: 0 new of ")
    assert len(queries) <= 10


def test_what_an_editor_changed_stays_changed(academy):
    unit = english("unit/M1-1-see")
    unit.title = "A better title"
    unit.save_revision().publish()
    run()
    assert english("unit/M1-1-see").title == "A better title"


def test_what_an_editor_deleted_stays_deleted(academy):
    english("module/M4-2").delete()
    apps.get_model("foundation", "GlossaryTerm").objects.filter(key="learner").delete()
    run()
    assert Page.objects.filter(translation_key=page_uuid("module/M4-2")).count() == 0
    assert apps.get_model("foundation", "GlossaryTerm").objects.filter(key="learner").count() == 0


def test_parts_below_something_deleted_are_left_out_with_a_line_each(academy):
    english("course/C4").delete()
    StarterEntry.objects.filter(key__in=["module/M4-1", "unit/M4-1-see"]).delete()
    assert run().splitlines()[-2:] == [
        "module/M4-1 is left out: the page course/C4 was deleted.",
        "unit/M4-1-see is left out: the page module/M4-1 was deleted.",
    ]
    assert StarterEntry.objects.filter(key="module/M4-1").count() == 0


def test_a_page_that_came_later_is_loaded_and_nothing_else(academy):
    english("cell/spread-open_network").delete()
    StarterEntry.objects.filter(key="cell/spread-open_network").delete()
    assert run().startswith("Starter content: 1 new of ")
    assert english("cell/spread-open_network").live


def test_a_language_that_was_deleted_stays_deleted(academy):
    Page.objects.get(translation_key=page_uuid("home"), locale__language_code="fi").delete()
    for model in WORDS.values():
        model.objects.filter(locale__language_code="fi").delete()
    apps.get_model("tools", "Instrument").objects.filter(locale__language_code="fi").delete()
    apps.get_model("wagtailcore", "Locale").objects.get(language_code="fi").delete()
    StarterEntry.objects.filter(key="fi/home").delete()
    assert "fi/home is left out: the language fi was deleted." in run()


def up_to(key: str) -> list[Entry]:
    """Return the parts of a new run as far as this one, with nothing remembered."""
    entries = list(loader.entries(Outcome()))
    return entries[: [entry.key for entry in entries].index(key) + 1]


@pytest.mark.django_db(transaction=True)
def test_a_run_that_is_killed_in_the_middle_of_a_page_is_finished_by_the_next():
    outcome = Outcome()
    entries = up_to("unit/M0-study")

    def killed():
        entries[-2].load()
        raise KeyboardInterrupt

    broken = [*entries[:-2], Entry(entries[-2].key, killed), entries[-1]]
    with pytest.raises(KeyboardInterrupt):
        load_entries(broken, outcome)
    assert StarterEntry.objects.count() == len(outcome.loaded) == len(entries) - 2
    assert Page.objects.filter(translation_key=page_uuid("unit/M0-see")).count() == 0

    again = Outcome()
    load_entries(up_to("unit/M0-study"), again)
    assert again.loaded == ["unit/M0-see", "unit/M0-study"]
    assert [page.slug for page in english("module/M0").get_children()] == ["see", "study"]
    assert Page.find_problems() == ([], [], [], [], [])
    # Nothing waits for the worker: what was loaded is indexed already.
    assert DBTaskResult.objects.count() == 0


def test_of_two_runs_at_once_only_one_loads_a_key(db):
    outcome = Outcome()
    loads: list[str] = []

    def other_run_is_faster(key: str) -> None:
        StarterEntry.objects.get_or_create(key="second")

    parts = [Entry(key, lambda key=key: loads.append(key) or ()) for key in ("first", "second")]
    load_entries(parts, outcome, on_step=other_run_is_faster)
    assert (loads, outcome.loaded) == (["first"], ["first"])
