"""People answer a survey: a class on shared devices, a parent without a script, on two devices, on a bad line."""

import json
import os
import sqlite3
import subprocess
import sys

import pytest

from scripts.processes import ROOT
from tests.browser import assert_no_axe_findings


@pytest.fixture(scope="module")
def wave(live_academy):
    """What opens an open wave: its key, the code of a lesson, codes of parents."""
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.live_settings",
        "ACADEMY_VAR": str(live_academy.folder),
        "DATABASE_URL": f"sqlite:///{live_academy.folder / 'academy.sqlite3'}",
    }
    command = [sys.executable, "-m", "tests.journeys.survey_wave"]
    made = subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True)
    return json.loads(made.stdout.splitlines()[-1])


def counted(live_academy, role):
    """Return how many of a role have sent their answers."""
    with sqlite3.connect(live_academy.folder / "academy.sqlite3") as database:
        rows = database.execute("SELECT document FROM tools_tally WHERE role = ?", [role]).fetchall()
    return json.loads(rows[0][0])["n"]


def press(page, selector):
    """Press a button that leads on, and wait for where it leads."""
    with page.expect_navigation():
        page.locator(selector).last.click()


def choose(page, item, answer):
    """Choose an answer."""
    page.locator(f"#{item} input[value='{answer}']").check(force=True)


@pytest.fixture
def device(browser, live_academy):
    """Make devices: `device()`, `device(java_script_enabled=False)`."""
    made = []

    def make(**more):
        phone = {"viewport": {"width": 390, "height": 844}, "reduced_motion": "reduce"}
        context = browser.new_context(base_url=live_academy.url, **phone, **more)
        context.set_default_timeout(30_000)
        made.append(context)
        return context.new_page()

    yield make
    for context in made:
        context.close()


def test_a_class_on_ten_devices(device, wave, live_academy):
    start = f"/en/s/{wave['lesson']}/"
    pages = [device() for _each in range(10)]
    for page in pages:
        page.goto("/en/s/")
        page.fill("#code", wave["lesson"].lower())
        press(page, "main button")
        press(page, "main button")
        page.click("[data-to='1']")
        choose(page, "V1", 4)
    assert_no_axe_findings(pages[0])
    for page in pages:
        lesson = page.url
        for _part in range(9):
            page.locator("[data-panel]:not([hidden]) [data-step='1']").click()
        press(page, "[value='send']")
        assert "Sent. Thank you!" in page.inner_text("main")
        page.go_back()
        assert page.url.endswith(start)
        page.goto(lesson)
        assert page.url.endswith(start)
        page.reload()
        assert page.url.endswith(start)
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        assert page.context.cookies() == []
    assert counted(live_academy, "student") == 10


def test_the_line_is_cut_before_sending(device, wave, live_academy):
    page = device()
    before = counted(live_academy, "student")
    page.goto(f"/en/s/{wave['lesson']}/")
    press(page, "main button")
    page.click("[data-to='1']")
    choose(page, "V1", 2)
    page.context.set_offline(True)
    for _part in range(9):
        page.locator("[data-panel]:not([hidden]) [data-step='1']").click()
    page.click("[value='send']")
    page.wait_for_selector("[data-trouble]:not([hidden])")
    assert "Not sent yet: there is no connection." in page.inner_text("[data-trouble]")
    assert page.locator("#V1 input[value='2']").is_checked()
    page.context.set_offline(False)
    press(page, "[value='send']")
    assert counted(live_academy, "student") == before + 1


def test_a_parent_in_polish_without_a_script(device, wave, live_academy):
    page = device(java_script_enabled=False, locale="pl-PL")
    before = counted(live_academy, "parent")
    page.goto(f"/s/{wave['parents'][0]}/")
    assert page.url.endswith(f"/pl/s/{wave['parents'][0]}/")
    press(page, "main button")
    assert page.locator("html").get_attribute("lang") == "pl"
    press(page, "main button")
    choose(page, "V1", 5)
    for _part in range(9):
        press(page, "[name='survey_go'][value='next']")
    assert page.url.endswith("/pl/check/")
    press(page, "[value='send']")
    assert page.url.endswith("/pl/thanks/")
    page.go_back()
    assert page.url.endswith("/pl/s/")
    assert page.context.cookies() == []
    assert counted(live_academy, "parent") == before + 1


def test_another_language_and_another_device_half_way(device, wave):
    code = wave["parents"][1]
    page = device()
    page.goto(f"/en/s/{code}/")
    press(page, "main button")
    words = page.inner_text(".survey__sign--words")
    assert_no_axe_findings(page)
    press(page, "main button")
    choose(page, "V1", 3)
    page.locator("[data-said]", has_text="Saved").wait_for()
    assert_no_axe_findings(page)
    choose(page, "V3", 1)
    page.click(".survey__bar summary")
    press(page, ".survey__languages [lang='pl']")
    assert page.url.endswith("/pl/1/")
    assert [page.locator(f"#{item} input:checked").input_value() for item in ("V1", "V3")] == ["3", "1"]
    other = device()
    other.goto(f"/en/s/{code}/")
    press(other, "main button")
    other.fill("#words", "not these")
    press(other, "main .button:visible")
    assert "These are not the two words" in other.inner_text("main")
    other.fill("#words", words)
    press(other, "main .field + .row button")
    press(other, "main button")
    press(other, "[name='survey_go'][value='back']")
    assert other.locator("#V1 input:checked").input_value() == "3"
