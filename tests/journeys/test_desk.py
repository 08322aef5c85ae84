"""An educator revises a module that teachers are under way in, another approves, a teacher goes on with it."""

import re
import subprocess
import sys
from contextlib import contextmanager

import pytest

from scripts.processes import ROOT
from tests.browser import assert_no_axe_findings, sign_in
from tests.journeys.test_translator import (
    CHANGED,
    LINE,
    PATH,
    TRANSLATED,
    begin_editing,
    settings_of,
    translate_and_publish as translate,
    work,
)

MODULE = PATH.removesuffix("see/")
EDITOR, COLLEAGUE, TEACHER = (f"{name}@academy.example" for name in ("editor", "colleague", "teacher"))
# Six teachers are under way; the one of the journey has done the unit that will change.
UNDER_WAY = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from academy_site.people.roles import TEACHER_EDUCATORS
from courses import selectors, services
from courses.models import ModulePage
people = get_user_model().objects
teacher, editor = people.get(email="teacher@academy.example"), people.get(email="editor@academy.example")
colleague = people.create_user(email="colleague@academy.example", display_name="Ewa Nowak", language="en")
colleague.password = editor.password
colleague.save()
colleague.groups.add(Group.objects.get(name=TEACHER_EDUCATORS))
module = ModulePage.objects.get(slug="my-practice-my-plan", locale__language_code="en").translation_key
others = [people.create_user(email=f"under-way-{n}@academy.example", display_name=f"T {n}") for n in range(5)]
for person in [teacher, *others]:
    services.enrol(person=person, module=module)
services.mark_done(person=teacher, unit=selectors.units_of(module)[0].key, module=module)
"""


@pytest.fixture
def under_way(live_academy):
    """Let teachers enrol, as the site does it."""
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", UNDER_WAY]
    subprocess.run(command, cwd=ROOT, env=settings_of(live_academy), check=True, capture_output=True, timeout=120)


@contextmanager
def signed_in(browser, academy, email):
    """Open a browser of its own, in which this person is signed in."""
    context = browser.new_context(
        base_url=academy.url, locale="en-GB", viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    sign_in(page, email)
    yield page
    context.close()


def choose(page, name: str) -> None:
    """Do with the page in its form what stands among the other actions, or as the first."""
    button = page.locator("footer").get_by_role("button", name=re.compile(f"^{name}"))
    if not button.first.is_visible():
        page.locator("footer").get_by_role("button", name="More actions").click()
    button.first.click()


def revise(page) -> None:
    """See what a change touches, change a sentence, and ask for moderation."""
    begin_editing(page, f"/en/{PATH}")
    touches = page.locator("details", has_text="What publishing touches")
    touches.locator("summary").click()
    told = touches.inner_text()
    assert re.search(r"Teachers under way\s+They keep what they have done and written, in every language\.", told)
    assert "My practice, my plan (5 to 19)" in told
    assert re.search(r"Translations\s+Each stays as it is\.", told)
    assert all(language in told for language in ("Nederlands", "Suomi", "Svenska", "Polski"))
    page.fill("#id_title", CHANGED)
    choose(page, "Submit to")
    page.get_by_text("has been submitted for moderation").wait_for()


def add_unit(page) -> None:
    """Write a new unit below the module, and ask for moderation."""
    begin_editing(page, f"/en/{MODULE}")
    number = re.search(r"/pages/(\d+)/edit/", page.url)[1]
    page.goto(f"/admin/pages/add/courses/unitpage/{number}/")
    page.locator("#id_title").fill("One hour with a colleague")
    page.fill("#id_key", "M0-9")
    page.select_option("#id_step", "share")
    page.fill("#id_minutes", "60")
    choose(page, "Submit to")
    page.get_by_text("submitted for moderation").wait_for()


def approve(page, title: str) -> None:
    """Find the page on the home of the desk and approve it there."""
    page.goto("/admin/")
    page.get_by_role("link", name=title).first.click()
    page.locator("#id_title").wait_for()
    choose(page, "Approve and Publish")
    page.get_by_text("has been published").or_(page.get_by_text("has been updated")).first.wait_for()


def test_a_module_is_revised_while_teachers_are_under_way(browser, live_academy, under_way, page):
    with signed_in(browser, live_academy, EDITOR) as editor:
        revise(editor)
        add_unit(editor)
        # Nobody approves what they wrote.
        begin_editing(editor, f"/en/{PATH}")
        editor.locator("#id_title").wait_for()
        editor.locator("footer").get_by_role("button", name="More actions").click()
        assert editor.get_by_role("button", name="Approve").count() == 0
    page.goto(f"/en/{PATH}")
    assert page.locator("h1").inner_text() != CHANGED

    with signed_in(browser, live_academy, COLLEAGUE) as colleague:
        approve(colleague, CHANGED)
        approve(colleague, "One hour with a colleague")
    work(live_academy)

    with signed_in(browser, live_academy, TEACHER) as teacher:
        teacher.goto(f"/en/{MODULE}")
        changed = teacher.locator(".path__stop--done")
        assert CHANGED in changed.inner_text()
        teacher.get_by_text("1 new unit since you enrolled").wait_for()
        assert teacher.locator(".path__stop", has=teacher.locator(".path__new")).locator("a").inner_text() == (
            "Share: One hour with a colleague"
        )
        assert_no_axe_findings(teacher)
        teacher.goto(f"/en/{PATH}")
        assert teacher.locator("h1").inner_text() == CHANGED

    # The translations are live as they were, and say since when they are behind, until a translator is done.
    page.goto(f"/pl/{PATH}")
    page.get_by_text(LINE).wait_for()
    assert page.locator("h1").inner_text() != CHANGED
    translate(page)
    work(live_academy)
    page.context.clear_cookies()
    page.goto(f"/pl/{PATH}")
    page.locator("h1", has_text=TRANSLATED).wait_for()
    assert page.get_by_text(LINE).count() == 0
