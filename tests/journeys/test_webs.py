"""A web in a real browser: half on a phone in Polish, the rest at a desk in English; without scripts; signed out."""

import re
import sqlite3
from contextlib import closing, contextmanager
from functools import cache

import pytest
from playwright.sync_api import expect

from tests.browser import assert_no_axe_findings, sign_in

expect.set_options(timeout=20_000)
HOME = "/{}/webs/spiderweb/"
TEACHER = "teacher@academy.example"
RESULT = re.compile(r"/en/web/[0-9a-f-]{36}/$")


@cache
def signed_in(browser, url: str) -> dict:
    """Sign in through the form once, and return what a browser keeps of that."""
    context = browser.new_context(base_url=url)
    sign_in(context.new_page(), TEACHER)
    state = context.storage_state()
    context.close()
    return state


@contextmanager
def device(browser, academy, *, language="en", phone=False, javascript=True, state=None):
    """Open the page of the spiderweb on a device of the teacher of the demo accounts."""
    context = browser.new_context(
        base_url=academy.url,
        viewport={"width": 390, "height": 844} if phone else {"width": 1280, "height": 900},
        has_touch=phone,
        java_script_enabled=javascript,
        reduced_motion="reduce",
        storage_state=state or signed_in(browser, academy.url),
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(HOME.format(language))
    yield page
    context.close()


def query(academy, question: str, *values) -> list:
    with closing(sqlite3.connect(academy.folder / "academy.sqlite3", timeout=30)) as database, database:
        return database.execute(question, values).fetchall()


@pytest.fixture(autouse=True)
def nothing_yet(live_academy):
    """Begin without webs."""
    for table in ("responsedraft", "response", "reassessment"):
        query(live_academy, f"DELETE FROM tools_{table}")  # noqa: S608


def begin(page, mode="quick"):
    page.locator(f"form:has(input[value={mode}]) button").click()
    page.wait_for_url("**/web/draft/**")


def go(page, way):
    with page.expect_navigation():
        page.locator(f"button[name=web_go][value={way}]:not([aria-hidden])").click()


def choose(page, level, *, tap=False):
    option = page.locator(f".scale__option:has(input[value='{level}'])").first
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        option.tap() if tap else option.locator("input").check()


def test_half_on_a_phone_in_polish_and_the_rest_at_a_desk_in_english(browser, live_academy):
    with device(browser, live_academy, language="pl", phone=True) as phone:
        begin(phone)
        for _step in range(4):
            assert phone.evaluate("document.documentElement.scrollWidth") <= 390
            choose(phone, 3, tap=True)
            go(phone, "next")
        phone.locator("#web-note").fill("Uczniowie sami planują.")
        with phone.expect_response(lambda answer: answer.request.method == "POST"):
            phone.locator("#web-note").blur()
        assert_no_axe_findings(phone)
    with device(browser, live_academy) as desk:
        desk.get_by_role("link", name=re.compile("^Go on")).first.click()
        assert "Dimension 5 of 8" in desk.locator(".survey__progress").inner_text()
        assert desk.locator("#web-note").input_value() == "Uczniowie sami planują."
        expect(desk.locator("[data-growing] .dot")).to_have_count(4)
        for step in range(5, 9):
            # By the keyboard: into the scale, and down it.
            desk.locator(".scale input").first.focus()
            with desk.expect_response(lambda answer: answer.request.method == "POST"):
                desk.keyboard.press("ArrowDown")
            expect(desk.locator("[data-growing] .dot")).to_have_count(step)
            go(desk, "next")
        assert_no_axe_findings(desk)
        desk.get_by_label(re.compile("group of learners")).fill("Year 8")
        desk.get_by_role("button", name="Hand in my web").click()
        desk.wait_for_url(RESULT)
    [(answers, learners)] = query(live_academy, "SELECT answers, learners FROM tools_response")
    assert (answers.count('"3"'), answers.count('"2"'), learners) == (4, 4, "Year 8")


def test_without_javascript(browser, live_academy):
    with device(browser, live_academy, javascript=False) as page:
        begin(page)
        page.locator(".scale input").nth(3).check()
        page.locator("#web-note").fill("They plan their week.")
        go(page, "next")
        expect(page.locator("[data-growing] .dot")).to_have_count(1)
        go(page, "back")
        assert page.locator("#web-note").input_value() == "They plan their week."
        page.locator("button[name=web_clear]").first.click()
        expect(page.locator(".scale input:checked")).to_have_count(0)
        page.locator(".scale input").nth(1).check()
        go(page, "check")
        page.get_by_role("button", name="Hand in my web").click()
        page.wait_for_url(RESULT)
    assert query(live_academy, "SELECT answers FROM tools_response") == [('{"knowing-level": "2"}',)]


def test_an_answer_is_taken_back_where_it_was_given(browser, live_academy):
    with device(browser, live_academy) as page:
        begin(page)
        choose(page, 4)
        expect(page.locator("[data-evidence]")).to_be_visible()
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            page.locator("button[name=web_clear]").first.click()
        expect(page.locator(".scale input:checked")).to_have_count(0)
        page.reload()
        expect(page.locator(".scale input:checked")).to_have_count(0)


def test_signed_out_in_the_middle_of_a_step(browser, live_academy):
    context = browser.new_context(base_url=live_academy.url)
    sign_in(context.new_page(), TEACHER)
    state = context.storage_state()
    context.close()
    with device(browser, live_academy, state=state) as page:
        begin(page)
        page.context.clear_cookies(name="sessionid")
        with page.expect_response(lambda answer: answer.status == 401):
            page.locator(".scale input").nth(2).check()
        link = page.locator("[data-said] a")
        link.wait_for()
        # What was chosen later takes the place of what is kept.
        page.locator("#web-note").fill("Kept for me.")
        with page.expect_response(lambda answer: answer.status == 401):
            page.locator("#web-note").blur()
        link.wait_for()
        address = link.get_attribute("href")
        sign_in_here(page, address)
        with page.expect_navigation():
            page.locator("form:has(input[name=parked_send]) button").first.click()
        assert page.locator(".scale input").nth(2).is_checked()
        assert page.locator("#web-note").input_value() == "Kept for me."
        assert query(live_academy, "SELECT count(*) FROM people_parkedform") == [(0,)]


def sign_in_here(page, address):
    from scripts.databases import DEMO_PASSWORD

    page.goto(address)
    page.fill("[name=login]", TEACHER)
    page.fill("[name=password]", DEMO_PASSWORD)
    with page.expect_navigation(url=lambda url: "/account/login/" not in url):
        page.press("[name=password]", "Enter")


def test_two_tabs_hand_in_at_once(browser, live_academy):
    with device(browser, live_academy) as page:
        begin(page)
        choose(page, 3)
        go(page, "check")
        other = page.context.new_page()
        other.goto(page.url)
        for tab in (page, other):
            tab.evaluate("document.querySelector('form.next').requestSubmit()")
        for tab in (page, other):
            tab.wait_for_url(RESULT)
        assert page.url == other.url
    assert query(live_academy, "SELECT count(*) FROM tools_response") == [(1,)]
