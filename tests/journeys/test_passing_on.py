"""What a teacher passes on of a web, in real browsers: a link, a colleague's mirror, a report from the worker."""

import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from scripts.processes import end, start
from scripts.run import commands
from tests.browser import assert_no_axe_findings
from tests.journeys.test_growth import run_code
from tests.journeys.test_translator import settings_of
from tests.journeys.test_webs import TEACHER, device, query

WEB = f"""
from django.contrib.auth import get_user_model
from tools.selectors.released import newest_released
from tools.services.answering import hand_in, save_answers, start_web
teacher = get_user_model().objects.get(email="{TEACHER}")
version = newest_released("spiderweb", "spiderweb")
draft = start_web(person=teacher, version=version, mode="quick")
levels = [group.level_item.key for group in version.structure.groups]
note = {{"knowing": ("Lotte chose her own path", "")}}
save_answers(person=teacher, key=draft.key, answers=[(key, "2") for key in levels], notes=note)
hand_in(person=teacher, key=draft.key)
"""


@pytest.fixture(scope="module")
def one_web(live_academy):
    """Let the teacher of the demo accounts have one quick web with a note."""
    run_code(live_academy, WEB)
    [(key,)] = query(live_academy, "SELECT key FROM tools_response")
    return f"/en/web/{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}/"


@contextmanager
def somebody(browser, academy, *, javascript=True):
    """Open a browser on a phone that nobody signed in with, and see that it is given no cookie."""
    context = browser.new_context(
        base_url=academy.url, viewport={"width": 390, "height": 844}, java_script_enabled=javascript
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    yield page
    assert context.cookies() == []
    context.close()


def test_a_web_is_shown_by_link_and_taken_back(browser, live_academy, one_web):
    with device(browser, live_academy) as page, somebody(browser, live_academy) as visitor:
        page.goto(one_web)
        page.get_by_role("link", name="Show this web to one person").click()
        page.get_by_role("textbox", name="For whom").fill("Ben, for our talk")
        page.get_by_role("button", name="Share").click()
        link = page.get_by_role("textbox", name="The link").input_value()
        # Whoever has the link sees the web once they ask for it, without the note.
        visitor.goto(link)
        assert visitor.locator(".web--chart").count() == 0
        visitor.get_by_role("button", name="Show the web").click()
        expect(visitor.locator(".web--chart")).to_be_visible()
        assert visitor.get_by_text("Lotte").count() == 0
        assert visitor.evaluate("document.documentElement.scrollWidth") <= 390
        assert_no_axe_findings(visitor)
        page.get_by_role("link", name="With whom this web is shared").click()
        assert page.get_by_text("Opened once, on").count() == 1
        page.get_by_role("button", name=re.compile("^Take it back ?: Ben, for our talk")).click()
        page.get_by_text("Taken back. Nobody can open it any more.").wait_for()
        # Taken back it opens nothing, from the address or from the page that was open.
        visitor.reload()
        assert visitor.locator("h1").inner_text() == "There is nothing to see here"
        assert visitor.goto(link).status == 404


def test_a_colleague_holds_up_a_mirror_by_code(browser, live_academy, one_web):
    with device(browser, live_academy) as page, somebody(browser, live_academy, javascript=False) as colleague:
        page.get_by_role("link", name="Ask a colleague for a mirror").click()
        page.get_by_role("textbox", name="Whom you ask").fill("Ben from 5b")
        page.get_by_role("button", name="Make the link").click()
        code = page.locator(".code-big").inner_text()
        colleague.goto("/nl/mirror/")
        # Typed as one types: small letters, a space for the dash.
        colleague.locator("#code").fill(code.lower().replace("-", " "))
        colleague.locator("main form button").click()
        for question in colleague.locator("fieldset.question").all()[:3]:
            question.locator("input[value='4']").check(force=True)
        colleague.locator(".survey__foot button").click()
        assert colleague.locator("fieldset.question").count() == 0
        page.goto("/en/account/inbox/")
        page.locator(".inbox a").first.click()
        # The message leads there in the teacher's first language.
        page.wait_for_url("**/webs/spiderweb/mirror/**")
        page.goto("/en/webs/spiderweb/mirror/")
        mirror = page.locator("section[id^=mirror-]")
        assert mirror.locator("h2").inner_text() == "Ben from 5b"
        assert mirror.locator("td.is-num").all_inner_texts() == [*["2.0", "4.0"] * 3, *["2.0", "open"] * 5]
        assert_no_axe_findings(page)
        # Answered once: the code opens nothing any more.
        colleague.goto(f"/nl/mirror/{code.replace('-', '')}/")
        assert colleague.locator("fieldset.question").count() == 0


def test_a_report_is_made_by_the_worker_and_fetched(browser, live_academy, one_web):
    worker = start([*commands(0, develop=False)["worker"], "--interval", "0.2"], env=settings_of(live_academy))
    try:
        with device(browser, live_academy) as page:
            page.goto(one_web)
            page.get_by_role("link", name="report (PDF) or picture (PNG)").click()
            page.get_by_label("Language").first.select_option("fi")
            page.get_by_role("button", name="Make the report").click()
            # The page looks again by itself until the file is there.
            ready = page.get_by_role("link", name=re.compile("^Fetch it"))
            ready.wait_for(timeout=120_000)
            with page.expect_download() as fetched:
                ready.click()
            assert re.fullmatch(r"growth-report-[\d-]{10}-fi\.pdf", fetched.value.suggested_filename)
            assert fetched.value.path().read_bytes().startswith(b"%PDF-")
    finally:
        end([worker])
