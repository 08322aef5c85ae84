"""A first visitor: lands, finds a module by dimension, reads, answers, walks the guideline, changes language."""

import re

import pytest


def main_language(page) -> str | None:
    return page.locator("main").get_attribute("lang")


def test_a_first_visitor_reads_their_way_through(page):
    page.goto("/")
    assert page.url.endswith("/en/")
    assert page.locator("h1").inner_text() == "Learning that fits, together"

    # By dimension: the web of the landing page leads to the modules about coaching.
    page.locator(".web").get_by_role("link", name="Coaching", exact=True).click()
    assert page.url.endswith("/en/curriculum/?dimension=coaching")
    assert page.get_by_role("checkbox", name="Coaching").is_checked()
    page.locator(".result").get_by_role("link", name="Coaching and self-regulation").click()
    assert page.locator("h1").inner_text() == "Coaching and self-regulation"

    # One primary action leads into the first unit, the pager to the next.
    page.get_by_role("link", name=re.compile("^Begin with See")).click()
    first = page.locator("h1").inner_text()
    page.locator(".pager__next a, a.pager__next").click()
    assert page.locator("h1").inner_text() != first
    assert page.locator(".kicker").first.inner_text().startswith("Unit 2 of 5, Study")

    # A knowledge check answers on the spot and keeps nothing.
    check = page.locator(".quiz").first
    check.get_by_role("radio").first.check()
    check.get_by_role("button", name="Look at the feedback").click()
    page.locator(".quiz .option__feedback").first.wait_for()
    feedback = page.locator(".quiz").first.locator(".option__feedback").all_inner_texts()
    assert all(len(text) > 20 for text in feedback)
    assert page.context.cookies() == []
    address = page.url
    page.reload()
    assert (page.url, page.locator(".option__feedback").count()) == (address, 0)


def test_a_first_visitor_walks_the_guideline(page):
    page.goto("/en/guideline/")
    page.get_by_role("link", name="Count the decisions learners take").first.click()
    assert page.locator("h1").inner_text() == "Count the decisions learners take"
    # Along the quadrant to the next phase, then along the phase to another quadrant.
    page.get_by_role("link", name="Make time to talk, then a page to plan on").first.click()
    assert page.url.endswith("/en/guideline/design/own-pathway/")
    page.get_by_role("link", name="One topic, two routes, one page").first.click()
    assert page.url.endswith("/en/guideline/design/guided-pathway/")


def change_language(page, name: str) -> None:
    page.locator(".nav__tools details.menu").first.locator("summary").click()
    page.locator(".menu__panel").first.get_by_role("link", name=name).click()


def test_a_first_visitor_changes_to_polish_and_back(page):
    page.goto("/en/curriculum/start/my-practice-my-plan/see/")
    change_language(page, "Polski")
    assert page.url.endswith("/pl/curriculum/start/my-practice-my-plan/see/")
    assert (page.locator("html").get_attribute("lang"), main_language(page)) == ("pl", None)
    assert page.locator(".stands-in").count() == 0

    # What is not translated yet is shown in English, said once and marked.
    page.goto("/pl/guideline/pilot/open-network/")
    assert (page.locator("html").get_attribute("lang"), main_language(page)) == ("pl", "en")
    assert page.locator(".stands-in").count() == 1
    assert page.locator("link[rel=canonical]").get_attribute("href").endswith("/en/guideline/pilot/open-network/")
    change_language(page, "English")
    assert page.url.endswith("/en/guideline/pilot/open-network/")
    assert main_language(page) is None


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("language", ["en", "pl", "fi"])
def test_nothing_scrolls_sideways_on_a_phone(page, width, language):
    page.set_viewport_size({"width": width, "height": 800})
    for path in (
        "",
        "curriculum/",
        "curriculum/start/",
        "curriculum/start/my-practice-my-plan/",
        "curriculum/start/my-practice-my-plan/study/",
        "guideline/",
        "guideline/orient/",
        "guideline/orient/own-pathway/",
        "environment/",
        "glossary/",
        "about/",
        "account/login/",
        "account/signup/",
    ):
        page.goto(f"/{language}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_knowledge_check_works_without_javascript(browser, live_academy):
    context = browser.new_context(base_url=live_academy.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/curriculum/start/my-practice-my-plan/study/")
    check = page.locator(".quiz").first
    check.get_by_role("button", name="Look at the feedback").click()
    assert page.get_by_text("Choose one of the answers first.").count() == 1
    check = page.locator(".quiz").first
    check.get_by_role("radio").nth(1).check()
    check.get_by_role("button", name="Look at the feedback").click()
    assert page.locator(".quiz").first.locator(".option__feedback").count() == 4
    assert (page.locator("h1").inner_text(), context.cookies()) == ("What is personalised, what is not", [])
    context.close()


@pytest.mark.parametrize(("language", "limit"), [("en", 100_000), ("pl", 130_000)])
def test_a_unit_is_light_on_a_first_visit(browser, live_academy, language, limit):
    context = browser.new_context(base_url=live_academy.url)
    page = context.new_page()
    watcher = context.new_cdp_session(page)
    watcher.send("Network.enable")
    received = []
    watcher.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(f"/{language}/curriculum/start/my-practice-my-plan/study/", wait_until="networkidle")
    context.close()
    assert 20_000 < sum(received) <= limit


@pytest.mark.parametrize("language", ["sv", "fi", "nl"])
@pytest.mark.parametrize("width", [375, 390, 768])
def test_long_words_do_not_push_a_page_aside(page, width, language):
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("", "about/", "privacy/", "curriculum/start/my-practice-my-plan/study/"):
        page.goto(f"/{language}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
