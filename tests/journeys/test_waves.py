"""A coordinator prepares a survey, opens it and prints slips, in a real browser and with a real worker."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from scripts.processes import end, start
from scripts.run import commands
from tests.browser import assert_no_axe_findings, sign_in
from tests.journeys.test_growth import run_code
from tests.journeys.test_translator import settings_of

COORDINATOR = "coordinator@academy.example"
SCHOOL = f"""
from uuid import UUID
from django.contrib.auth import get_user_model
from academy_site.people.services.school_roles import hold_role
from academy_site.people.services.schools import found_school
people = get_user_model().objects
one, two = people.get(email="{COORDINATOR}"), people.get(email="host@academy.example")
school = found_school(person=one, key=UUID(int=7), name="Gimnazjum 7", town="Elbląg", country="PL")
hold_role(school=school, person=two, role="coordinator", by=one)
hold_role(school=school, person=people.get(email="teacher@academy.example"), role="teacher", by=one)
"""
PLACE = "/en/schools/00000000-0000-0000-0000-000000000007/"


class Counted:
    """A page whose clicks and filled fields are counted: what a coordinator has to do."""

    def __init__(self, page):
        self.page, self.steps = page, 0

    def click(self, role, name, **more):
        self.steps += 1
        self.page.get_by_role(role, name=name, **more).first.click()

    def fill(self, name, value):
        self.steps += 1
        self.page.fill(f"[name={name}]", value)

    def choose(self, name, value):
        self.steps += 1
        self.page.select_option(f"[name={name}]", value)

    def tick(self, name):
        self.steps += 1
        self.page.check(f"[name={name}]")


@pytest.fixture(scope="module")
def school(live_academy):
    run_code(live_academy, SCHOOL)


def test_from_an_empty_workspace_to_an_open_survey_and_a_sheet_of_slips(page, live_academy, school):
    sign_in(page, COORDINATOR)
    page.goto(PLACE)
    by = Counted(page)
    by.click("link", "Prepare a survey")
    for role, number in (("leader", 3), ("teacher", 24), ("student", 120)):
        by.fill(f"count_{role}", str(number))
    by.tick("ask_parent")
    by.fill("count_parent", "180")
    by.fill("first_day", str(date.today()))
    by.fill("last_day", str(date.today() + timedelta(days=14)))
    assert_no_axe_findings(page)
    by.click("button", "Save and look at the checklist")
    by.click("link", "Preview")
    expect(page.locator("fieldset.question")).to_have_count(33)
    by.click("link", "Back to the survey")
    assert_no_axe_findings(page)
    by.tick("told")
    by.tick("letters")
    by.click("button", "Open the survey")
    page.get_by_text("The survey is open.").wait_for()
    assert by.steps < 30, by.steps
    assert_no_axe_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280

    worker = start([*commands(0, develop=False)["worker"], "--interval", "0.2"], env=settings_of(live_academy))
    try:
        by.click("link", "Slips with codes")
        by.choose("role", "parent")
        by.fill("count", "25")
        by.click("button", "Make the slips")
        ready = page.get_by_role("button", name="Fetch it")
        ready.wait_for(timeout=120_000)
        with page.expect_download() as fetched:
            ready.click()
        assert fetched.value.suggested_filename == "slips-parent-pl.pdf"
        assert fetched.value.path().read_bytes().startswith(b"%PDF-")
    finally:
        end([worker])
    assert_no_axe_findings(page)


def test_a_teacher_shows_a_code_to_a_class(page, live_academy, school):
    sign_in(page, "teacher@academy.example")
    page.goto(PLACE)
    page.get_by_role("link", name="Start a lesson").click()
    page.get_by_role("button", name="Show the code").click()
    assert page.get_by_text("Fewer than 5 sent").is_visible()
    assert_no_axe_findings(page)
    page.get_by_role("button", name="5 places more").click()
    assert page.get_by_text("35 places").is_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="End the lesson").click()
    assert page.get_by_text("The lesson is over.").is_visible()
