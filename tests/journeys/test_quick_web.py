"""From the quick web of a visitor to a kept web, in a real browser: without scripts, on a phone, in two languages."""

import re
import sqlite3
from contextlib import closing

from tests.browser import assert_no_axe_findings

FIRST = "/{}/webs/spiderweb/quick/"
PASSWORD = "a long word for a journey"


def answer(page, level: str) -> None:
    """Choose a level and go on; leave the dimension out for a space."""
    if level.strip():
        page.locator(f"input[type=radio][value='{level}']").check(force=True)
    with page.expect_navigation():
        page.locator(".survey__foot button[value=next]").click()


def test_from_a_visitor_without_scripts_to_an_account(browser, live_academy):
    context = browser.new_context(
        base_url=live_academy.url, viewport={"width": 390, "height": 844}, java_script_enabled=False
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(FIRST.format("pl"))
    for level in "324":
        answer(page, level)
    # The browser's own Back and reload show what was answered there; the language changes with all answers.
    page.go_back()
    page.reload()
    assert page.locator("input:checked").count() == 0
    page.go_forward()
    page.goto(page.url.replace("/pl/", "/en/"))
    for level in "5 213":
        answer(page, level)
    assert context.cookies() == []
    assert page.locator("h1").inner_text() == "This is your web"
    assert page.locator("svg .dot--quick").count() == 7
    page.get_by_role("link", name="Sign up and keep it").click()
    page.fill("[name=email]", "journey@school.example")
    page.fill("[name=password1]", PASSWORD)
    with page.expect_navigation(url=re.compile("/en/web/")):
        page.press("[name=password1]", "Enter")
    assert page.get_by_text("Your web is kept. Only you see it.").count() == 1
    context.close()
    with closing(sqlite3.connect(live_academy.folder / "academy.sqlite3", timeout=30)) as database:
        rows = database.execute("SELECT mode, json_extract(answers, '$.knowing-level') FROM tools_response").fetchall()
    assert rows == [("quick", "3")]
    # No address was written down on the way.
    log = (live_academy.folder / "server.log").read_text()
    assert re.findall(r"/quick/[\w-]{9,}", log) == []


def test_each_page_can_be_used_by_everybody(page):
    page.goto(FIRST.format("en"))
    assert_no_axe_findings(page)
    # By keyboard: to the choices, one down, and on.
    page.locator("input[type=radio]").first.focus()
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for level in "3 452 1":
        answer(page, level)
    assert page.locator("h1").inner_text() == "This is your web"
    assert_no_axe_findings(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto("/en/webs/spiderweb/quick/nothing-that-opens/")
    assert page.locator("h1").inner_text() == "This web cannot be opened"
