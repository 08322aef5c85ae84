"""axe finds nothing on any page type, in both themes."""

import pytest

from tests.browser import assert_no_axe_findings, sign_in

PAGES = {
    "home": "/en/",
    "catalogue": "/en/curriculum/",
    "search": "/en/curriculum/?q=coaching&dimension=coaching",
    "nothing found": "/en/curriculum/?q=zzzz",
    "course": "/en/curriculum/start/",
    "module": "/en/curriculum/start/my-practice-my-plan/",
    "unit": "/en/curriculum/start/my-practice-my-plan/see/",
    "unit with knowledge checks": "/en/curriculum/start/my-practice-my-plan/study/",
    "unit that stands in": "/pl/curriculum/learners-and-ownership/knowing-the-learner/see/",
    "guideline": "/en/guideline/",
    "phase": "/en/guideline/orient/",
    "cell": "/en/guideline/orient/own-pathway/",
    "quadrant": "/en/guideline/own-pathway/",
    "teacher profile": "/en/guideline/teacher-own-pathway/",
    "rhythms": "/en/guideline/assessment-rhythms/",
    "concerns": "/en/guideline/what-people-say/",
    "environment": "/en/environment/",
    "environment domain": "/en/environment/digital/",
    "evidence": "/en/evidence/",
    "glossary": "/en/glossary/",
    "glossary in Polish": "/pl/glossary/",
    "outputs": "/en/outputs/",
    "country": "/en/outputs/poland/",
    "about": "/nl/about/",
    "privacy": "/en/privacy/",
    "communities": "/en/communities/",
    "sign in": "/en/account/login/",
    "sign up": "/fi/account/signup/",
    "reset": "/sv/account/password/reset/",
    "not found": "/en/there-is-no-such-page/",
    "outbox": "/outbox/",
}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing(page, path):
    page.goto(path)
    assert page.locator("h1").count() == 1
    assert_no_axe_findings(page)


def test_axe_finds_nothing_on_an_answered_knowledge_check(page):
    page.goto(PAGES["unit with knowledge checks"])
    page.locator(".quiz").first.get_by_role("radio").first.check()
    page.locator(".quiz").first.get_by_role("button", name="Look at the feedback").click()
    page.locator(".option__feedback").first.wait_for()
    assert_no_axe_findings(page)


def test_axe_finds_nothing_for_a_signed_in_editor(page):
    sign_in(page, "editor@academy.example")
    for path in (PAGES["unit"], "/en/styleguide/"):
        page.goto(path)
        assert_no_axe_findings(page)
