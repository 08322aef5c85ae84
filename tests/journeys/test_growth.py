"""Half a year of a teacher's webs in a real browser: what changed, and what next."""

import re
import subprocess
import sys
from datetime import date

import pytest
from playwright.sync_api import expect

from scripts.processes import ROOT
from tests.browser import assert_no_axe_findings
from tests.journeys.test_translator import settings_of
from tests.journeys.test_webs import RESULT, begin, choose, device, go, query

FIRST, LATER = "22222222", "34212222"
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
