"""Half a year of a teacher's webs in a real browser: what changed, what next, and a version that changes an item."""

import re
import subprocess
import sys
from datetime import date

import pytest
from playwright.sync_api import expect

from scripts.processes import ROOT
from tests.browser import assert_no_axe_findings
from tests.journeys.test_desk import choose as press, signed_in as own_browser
from tests.journeys.test_translator import settings_of
from tests.journeys.test_webs import RESULT, TEACHER, begin, choose, device, go, query

FIRST, LATER = "22222222", "34212222"
NEW_WORDS = "I ask each learner what is easy and what is hard before a topic starts."
HALF_A_YEAR = 183
# Time is travelled backwards: what was handed in stands as it would if it had been half a year ago.
TRAVEL = f"""
from datetime import timedelta
from tools.models import Response
for web in Response.objects.all():
    Response.objects.filter(pk=web.pk).delete()
    web.pk, moment = None, web.submitted_at
    web.submitted_at, web.on = moment - timedelta({HALF_A_YEAR}), web.on - timedelta({HALF_A_YEAR})
    web.save(force_insert=True)
"""
# A full web of the first version, in which every statement is a 2.
FULL_WEB = f"""
from datetime import timedelta
from django.contrib.auth import get_user_model
from django.utils.timezone import now
from tools.selectors.released import newest_released
from tools.services.answering import hand_in, save_answers, start_web
teacher = get_user_model().objects.get(email="{TEACHER}")
version = newest_released("spiderweb", "spiderweb")
draft = start_web(person=teacher, version=version, mode="full")
items = [item.key for group in version.structure.groups for item in group.statements]
save_answers(person=teacher, key=draft.key, answers=[(key, "2") for key in items])
hand_in(person=teacher, key=draft.key, at=now() - timedelta({HALF_A_YEAR}))
"""


def run_code(academy, code: str) -> None:
    """Let the academy itself do something that a journey begins with."""
    command = [sys.executable, "manage.py", "shell", "--no-imports", "--command", code]
    subprocess.run(command, cwd=ROOT, env=settings_of(academy), check=True, capture_output=True, timeout=120)


@pytest.fixture(autouse=True)
def nothing_yet(live_academy):
    """Begin without webs."""
    for table in ("tools_responsedraft", "tools_response", "tools_reassessment", "courses_enrolment"):
        query(live_academy, f"DELETE FROM {table}")  # noqa: S608


def answer_quick(page, levels: str) -> None:
    """Choose a level a dimension, and hand the web in."""
    begin(page)
    for level in levels:
        choose(page, level)
        go(page, "next")
    page.get_by_role("button", name="Hand in my web").click()
    page.wait_for_url(RESULT)


def test_two_webs_half_a_year_apart_lead_to_a_module(browser, live_academy):
    with device(browser, live_academy) as page:
        answer_quick(page, FIRST)
        assert page.locator("h1").inner_text() == "This is your web"
    run_code(live_academy, TRAVEL)
    [(on,)] = query(live_academy, 'SELECT "on" FROM tools_response')
    day = f"{date.fromisoformat(on):%-d %B %Y}"

    with device(browser, live_academy) as page:
        answer_quick(page, LATER)
        assert page.locator("h1").inner_text() == "Your web has changed shape"
        # One web over the other, and the same in numbers.
        assert page.locator(".web--chart path.before").count() == 1
        assert f"Earlier, {day}" in page.locator(".legend--web").inner_text()
        rows = page.locator(".axisrow")
        cells = page.locator(".table td.is-num").all_inner_texts()
        assert cells == [figure for level in LATER for figure in (f"{level}.0", "2.0")]
        said = [f"Higher: it was 2.0 on {day}."] * 2 + [f"The same as on {day}."] * 6
        said[3] = f"Lower: it was 2.0 on {day}. A lower value after learning more is common: you see more than you did."
        assert [row.locator(".axisrow__text .soft").first.inner_text() for row in rows.all()] == said
        assert_no_axe_findings(page)

        # What next, and why; one tap leads into it.
        cards = page.locator(".whatnext article")
        assert "You are at 1.0. You set no target here, so the next aim is taken to be 4." in cards.first.inner_text()
        title = cards.first.locator("h3").inner_text()
        result = page.url
        cards.first.get_by_role("button", name=re.compile(f"^Begin this module ?: {title}")).click()
        page.wait_for_url(re.compile("/en/curriculum/"))
        assert page.locator("h1").inner_text() == title
        page.get_by_role("status").filter(has_text=f"You are enrolled in {title}.").wait_for()
        page.goto(result)
        expect(
            page.locator(".whatnext article").first.get_by_role("link", name=re.compile(f"^Go on ?: {title}"))
        ).to_be_visible()
    assert query(live_academy, "SELECT count(*) FROM courses_enrolment") == [(1,)]


def open_form(editor) -> None:
    """Go to the form of the spiderweb from the list of instruments."""
    editor.goto("/admin/snippets/tools/instrument/")
    editor.get_by_role("link", name="Spiderweb").first.click()
    editor.get_by_role("tab", name="Items").wait_for()


def reword_and_release(editor) -> None:
    """Change the words of one statement, publish, see the difference, and say that it means something else."""
    open_form(editor)
    editor.get_by_role("tab", name="Items").click()
    field = editor.locator("[name=groups-0-items-1-teacher]")
    before = field.input_value()
    field.fill(NEW_WORDS)
    press(editor, "Publish")
    editor.get_by_text(re.compile("published")).first.wait_for()
    open_form(editor)
    # The way there stands in the menu of the header, which takes a script its time to open.
    editor.goto(editor.locator("a", has_text="Release a version").first.get_attribute("href"))
    assert editor.locator(".deletion, .addition").all_inner_texts() == [before, NEW_WORDS]
    editor.get_by_label("Another meaning").check()
    editor.get_by_role("button", name="Release", exact=True).click()
    editor.get_by_text("Version 2 is released").wait_for()


def answer_full(page) -> None:
    """Answer a full web with 4, the statement with new words with 1, and hand it in."""
    begin(page, "full")
    for step in range(8):
        for option in page.locator(".scale__option input[value='4']").all():
            option.check()
        if not step:
            page.get_by_role("group", name=NEW_WORDS).locator("input[value='1']").check()
        go(page, "next")
    page.get_by_role("button", name="Hand in my web").click()
    page.wait_for_url(RESULT)


def test_a_new_version_leaves_out_exactly_the_item_it_changes(browser, live_academy):
    run_code(live_academy, FULL_WEB)
    with own_browser(browser, live_academy, "editor@academy.example") as editor:
        reword_and_release(editor)
    assert query(live_academy, "SELECT number, changed FROM tools_instrumentversion WHERE number > 1") == [
        (2, '["KN1"]')
    ]

    with device(browser, live_academy) as page:
        answer_full(page)
        said = page.locator(".axisrow__text .soft").all_inner_texts()
        assert said[0].startswith(
            "Compared over the 3 statements that count both times, it is 4.0 now. Higher: it was 2.0"
        )
        assert said[0].endswith("1 statement means something else now and is left out.")
        assert [line for line in said[1:] if "left out" in line] == []
        page.get_by_role("link", name="All my webs over time").click()
        page.locator("summary", has_text="What the lines leave out, and why").click()
        told = page.locator("details.why li").all_inner_texts()
        assert told == [f"Knowing learners, “{NEW_WORDS}”: means something else now"]
        page.locator("summary", has_text="All values as a table").click()
        values = page.locator(".table--many tbody td").all_inner_texts()
        assert values == [*["4.0"] * 8, "2", *["2.0"] * 8, "1"]
        assert_no_axe_findings(page)
