"""Notes in a real browser: from a phone in Finnish to a desk in English, in two places, offline, without scripts."""

import re
import sqlite3
from contextlib import closing, contextmanager
from functools import cache

import pytest

from scripts import run
from scripts.processes import end, start
from tests.browser import assert_no_axe_findings, free_port, sign_in

UNIT = "/{}/curriculum/start/my-practice-my-plan/see/"
TEACHER = "teacher@academy.example"


@contextmanager
def device(browser, academy, *, language="en", phone=False, javascript=True):
    """Open a browser of its own, signed in as the teacher of the demo accounts."""
    size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 900}
    context = browser.new_context(
        base_url=academy.url,
        viewport=size,
        java_script_enabled=javascript,
        reduced_motion="reduce",
        storage_state=signed_in(browser, academy.url),
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(UNIT.format(language))
    yield page
    context.close()


@cache
def signed_in(browser, url: str) -> dict:
    """Sign in through the form once, and return what a browser keeps of that."""
    context = browser.new_context(base_url=url)
    sign_in(context.new_page(), TEACHER)
    state = context.storage_state()
    context.close()
    return state


def field(page):
    return page.locator("form.own-note textarea").first


def said(page):
    return page.locator("form.own-note [data-said]").first


def wait_until_saved(page, word="Saved"):
    page.wait_for_function(
        "word => document.querySelector('form.own-note [data-said]').textContent.trim().startsWith(word)", arg=word
    )


@pytest.fixture
def empty(live_academy):
    """Begin without notes."""
    with closing(sqlite3.connect(live_academy.folder / "academy.sqlite3", timeout=30)) as database, database:
        database.execute("DELETE FROM courses_note")


def test_from_a_phone_in_finnish_to_a_desk_in_english(browser, live_academy, empty):
    with device(browser, live_academy, language="fi", phone=True) as phone:
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        field(phone).press_sequentially("Yllätyin siitä, kuinka vähän he päättävät.")
        wait_until_saved(phone, "Tallennettu")
        with device(browser, live_academy) as desk:
            assert field(desk).input_value() == "Yllätyin siitä, kuinka vähän he päättävät."
            field(desk).press("End")
            field(desk).press_sequentially(" And on Friday?")
            desk.locator("h1").click()
            wait_until_saved(desk)
            # The phone, which does not know of it, goes on: nothing is written over, both are shown.
            field(phone).press_sequentially(" Entä huomenna?")
            phone.locator(".two-versions").wait_for()
            shown = phone.locator(".two-versions .version__body").all_inner_texts()
            assert [re.sub(r"\s+", " ", text).strip() for text in shown] == [
                "Yllätyin siitä, kuinka vähän he päättävät. Entä huomenna?",
                "Yllätyin siitä, kuinka vähän he päättävät. And on Friday?",
            ]
            assert_no_axe_findings(phone)
            phone.locator(".two-versions button").click()
            phone.wait_for_url("**/fi/notes/**")
            together = field(phone).input_value()
            assert "And on Friday?" in together
            assert "Entä huomenna?" in together
            desk.goto("/en/notes/?q=YLLÄTYIN")
            assert "Entä huomenna?" in desk.locator(".note-text").first.inner_text()
            assert_no_axe_findings(desk)


def test_leaving_at_once_loses_nothing(browser, live_academy, empty):
    with device(browser, live_academy) as page:
        field(page).press_sequentially("Typed, and gone.")
        page.goto("/en/glossary/")
        page.goto(UNIT.format("en"))
        assert field(page).input_value() == "Typed, and gone."


def test_without_javascript(browser, live_academy, empty):
    with device(browser, live_academy, javascript=False) as one, device(browser, live_academy, javascript=False) as two:
        field(one).fill("Written in the first window.")
        one.locator("form.own-note button").first.click()
        assert said(one).inner_text().startswith("Saved ")
        field(two).fill("Written in the second window.")
        two.locator("form.own-note button").first.click()
        assert two.locator("h1 + *, h3").filter(has_text="You wrote in two places").count() == 1
        two.get_by_label("What you have just written here").check()
        two.get_by_role("button", name="Keep my choice").click()
        assert field(two).input_value() == "Written in the second window."
        two.goto("/en/notes/")
        assert two.locator(".note-text").first.inner_text() == "Written in the second window."
        two.get_by_role("link", name=re.compile("^Delete")).first.click()
        two.get_by_role("button", name="Delete the note").click()
        assert two.get_by_text("The note is deleted.").count() == 1


def test_a_server_that_is_away_for_a_while(browser, live_academy, empty):
    port = free_port()
    env = {
        "DJANGO_SETTINGS_MODULE": "tests.live_settings",
        "ACADEMY_VAR": str(live_academy.folder),
        "ACADEMY_URL": f"http://localhost:{port}",
        "DATABASE_URL": f"sqlite:///{live_academy.folder / 'academy.sqlite3'}",
    }
    processes = [start(run.server(port, workers=1), env=env)]
    try:
        assert run.answers(f"http://{run.HOST}:{port}/en/", processes)
        context = browser.new_context(base_url=f"http://localhost:{port}", reduced_motion="reduce")
        page = context.new_page()
        sign_in(page, TEACHER)
        page.goto(UNIT.format("en"))
        end(processes)
        field(page).press_sequentially("Written on the train.")
        page.get_by_text("there is no connection").first.wait_for()
        assert field(page).input_value() == "Written on the train."
        # Nothing is left on the device for whoever comes next.
        stores = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
        assert stores == "[{},{}]"
        processes = [start(run.server(port, workers=1), env=env)]
        assert run.answers(f"http://{run.HOST}:{port}/en/", processes)
        wait_until_saved(page)
        page.reload()
        assert field(page).input_value() == "Written on the train."
        context.close()
    finally:
        end(processes)


def test_on_paper(browser, live_academy, empty):
    with device(browser, live_academy) as page:
        page.emulate_media(media="print")
        lines = page.locator(".block--reflection .writing").first
        assert (lines.is_visible(), field(page).is_visible(), lines.bounding_box()["height"] > 100) == (
            True,
            False,
            True,
        )
        page.emulate_media(media="screen")
        field(page).fill("For the file.")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        assert (lines.inner_text(), lines.bounding_box()["height"] < 100) == ("For the file.", True)
