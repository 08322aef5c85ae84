"""A new teacher works a module through: on a phone and at a desk, by keyboard, without scripts, on a shared tablet."""

import re
from contextlib import contextmanager

import pytest

from scripts.databases import DEMO_PASSWORD
from tests.browser import assert_no_axe_findings, sign_in

MODULE = "/{}/curriculum/start/my-practice-my-plan/"
UNIT = "/en/curriculum/{}/{}/"
KNOWING, SHARED = "learners-and-ownership/knowing-the-learner", "learners-and-ownership/shared-goals-and-ownership"
COACHING = "coaching-and-assessment/coaching-and-self-regulation"
NEWCOMER, TEACHER, COLLEAGUE = "aino@school.example", "teacher@academy.example", "teacher2@academy.example"
NOTE = "Hän odotti apua kahdeksan minuuttia. 🙂"
MARK = "#finish form[action$='/done/'] button"
# What a person sees of the focus: the element that has it, whether it is in view and marked.
FOCUS = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const marked = style.outlineStyle !== "none" || style.boxShadow !== "none";
    const seen = box.bottom > 0 && box.top < innerHeight && box.width > 1 && box.height > 1;
    return `${marked ? "" : "unmarked "}${seen ? "" : "unseen "}${one.outerHTML.slice(0, 160)}`;
}"""


@contextmanager
def device(browser, academy, **options):
    """Open a browser of its own."""
    options = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"} | options
    context = browser.new_context(base_url=academy.url, **options)
    context.set_default_timeout(30_000)
    trouble: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: trouble.append(str(error)))
    yield page
    context.close()
    assert trouble == []


def phone(browser, academy):
    return device(browser, academy, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)


def fits(page) -> bool:
    """Say whether nothing of a page stands out at its side."""
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def progress(page) -> str:
    return page.locator(".progress__said:visible").first.inner_text()


def note(page):
    return page.locator("form.own-note textarea").first


def wait_until_saved(page, word="Saved"):
    page.wait_for_function(
        "word => document.querySelector('form.own-note [data-said]').textContent.trim().startsWith(word)", arg=word
    )


def half_on_a_phone(page) -> None:
    """From the landing page to two units done, in Finnish, with a finger."""
    page.goto("/fi/")
    page.locator("main a[href='/fi/curriculum/']").first.tap()
    page.locator("main a[href='/fi/curriculum/start/']").first.tap()
    page.locator(f"main a[href='{MODULE.format('fi')}']").first.tap()
    page.get_by_role("link", name="Luo tunnus ja ilmoittaudu").tap()
    page.fill("[name=email]", NEWCOMER)
    page.fill("[name=password1]", DEMO_PASSWORD)
    assert (page.locator("[name=language]").input_value(), fits(page)) == ("fi", True)
    page.locator("main form [type=submit]").tap()

    # Back on the module, with what was wanted done.
    page.wait_for_url(re.compile(rf"^[^?]*{MODULE.format('fi')}$"))
    page.get_by_role("status").filter(has_text="Olet ilmoittautunut.").wait_for()
    assert (progress(page), fits(page)) == ("0/5 pakollisesta osiosta tehty.", True)
    page.locator("#begin a.button").tap()
    page.wait_for_url("**/see/")
    note(page).tap()
    page.keyboard.type(NOTE)
    wait_until_saved(page, "Tallennettu")
    page.locator(MARK).tap()
    page.wait_for_url("**/see/#finish")
    assert (progress(page), fits(page)) == ("1/5 pakollisesta osiosta tehty.", True)
    page.locator("#finish a.button").tap()
    page.wait_for_url("**/study/")
    page.locator(".quiz").first.get_by_role("radio").nth(1).tap()
    page.locator(".quiz [type=submit]").first.tap()
    page.locator(".quiz .option--mine").first.wait_for()
    page.locator(MARK).tap()
    page.wait_for_url("**/study/#finish")
    assert fits(page)


def hand_in_a_web(page) -> None:
    """The unit asks for a web: one level of a quick one will do."""
    page.locator(".block--tool button[name=mode][value=quick]").click()
    page.wait_for_url("**/web/draft/**")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator(".scale__option:has(input[value='3']) input").first.check()
    with page.expect_navigation():
        page.locator("button[name=web_go][value=check]:not([aria-hidden])").first.click()
    page.get_by_role("button", name="Hand in my web").click()
    page.wait_for_url(re.compile(r"/en/web/[0-9a-f-]{36}/$"))


def half_at_a_desk(page) -> None:
    """The other three in English, with the mouse; what came from the phone is there."""
    page.goto(MODULE.format("en"))
    page.locator(".nav__tools > a.nav__signin").click()
    page.fill("[name=login]", NEWCOMER)
    page.fill("[name=password]", DEMO_PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"**{MODULE.format('en')}")
    assert progress(page) == "2 of 5 required units done."
    assert_no_axe_findings(page)
    page.goto(f"{MODULE.format('en')}see/")
    assert note(page).input_value() == NOTE
    page.goto(f"{MODULE.format('en')}study/")
    assert page.locator(".quiz .option--mine").count() == 1
    assert page.locator(".quiz").first.locator(".option").nth(1).get_attribute("class").endswith("option--mine")
    assert_no_axe_findings(page)
    page.locator("#finish a.button").click()
    page.wait_for_url("**/try/")
    assert page.locator(MARK).count() == 0
    hand_in_a_web(page)
    page.goto(f"{MODULE.format('en')}try/")
    assert progress(page) == "3 of 5 required units done."
    page.locator("#finish a.button").first.click()
    for unit in ("share", "show"):
        page.wait_for_url(f"**/{unit}/")
        page.locator(MARK).click()
        page.wait_for_url(f"**/{unit}/#finish")
        if unit != "show":
            page.locator("#finish a.button").click()
    assert page.locator("#ready").inner_text() == "You have worked through this module"
    assert progress(page) == "5 of 5 required units done."


def test_half_in_finnish_on_a_phone_half_in_english_at_a_desk(browser, live_academy):
    with phone(browser, live_academy) as small, device(browser, live_academy) as desk:
        half_on_a_phone(small)
        half_at_a_desk(desk)
        desk.goto("/en/desk/")
        assert "Worked through." in desk.locator("article.course").first.inner_text()
        assert_no_axe_findings(desk)
        for path in ("/en/notes/", "/en/curriculum/start/"):
            desk.goto(path)
            assert_no_axe_findings(desk)
        small.goto(MODULE.format("fi"))
        assert small.locator("#begin-title").inner_text() == "Olet käynyt tämän moduulin läpi"
        assert small.locator(".path__stop--done").count() == 5

        # A page that stood open while the module was left in another window.
        desk.goto(UNIT.format(KNOWING, "see"))
        desk.get_by_role("button", name="Enrol and mark as done").click()
        desk.get_by_role("button", name="It is not done yet").click()
        desk.locator(MARK).wait_for()
        other = desk.context.new_page()
        other.goto(UNIT.format(KNOWING, "see").replace("see/", ""))
        other.get_by_role("link", name="Leave this module").click()
        assert_no_axe_findings(other)
        other.get_by_role("button", name="Leave the module").click()
        other.get_by_role("heading", name="Come back to this module").wait_for()
        with desk.expect_response(lambda answer: answer.request.method == "POST") as answer:
            desk.locator(MARK).click()
        desk.get_by_role("heading", name="You are not enrolled in this module").wait_for()
        assert answer.value.status == 409
        assert_no_axe_findings(desk)
        desk.get_by_role("button", name="Enrol and mark as done").click()
        desk.get_by_role("heading", name="This unit is done").wait_for()


def tab_to(page, selector: str) -> None:
    """Press Tab until what is meant has the focus; on the way, each stop is in view and marked."""
    for _press in range(150):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert not focus.startswith("un"), f"{page.url}: {focus}"
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} cannot be reached by keyboard on {page.url}")


def test_by_keyboard_only(browser, live_academy):
    with device(browser, live_academy) as page:
        page.goto(UNIT.format(SHARED, "study"))
        tab_to(page, ".skip")
        page.keyboard.press("Enter")
        tab_to(page, "#finish a[href*='/login/']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/account/login/**")
        tab_to(page, "[name=login]")
        page.keyboard.type(COLLEAGUE)
        tab_to(page, "[name=password]")
        page.keyboard.type(DEMO_PASSWORD)
        page.keyboard.press("Enter")

        # Signed in, enrolled and done; taken back, a note, an answer, and done again.
        page.get_by_role("heading", name="This unit is done").wait_for()
        tab_to(page, ".skip")
        page.keyboard.press("Enter")
        tab_to(page, "form.own-note textarea")
        page.keyboard.type("By keyboard.")
        tab_to(page, "form.own-note button")
        page.keyboard.press("Enter")
        wait_until_saved(page)
        tab_to(page, ".quiz [type=radio], .quiz [type=checkbox]")
        page.keyboard.press("Space")
        tab_to(page, ".quiz [type=submit]")
        page.keyboard.press("Enter")
        page.locator(".quiz .option--mine").first.wait_for()
        # The focus stands at what is said, not at the top of the page.
        assert page.evaluate("document.activeElement.closest('.quiz') !== null")
        tab_to(page, "#finish form[action$='/undo/'] button")
        page.keyboard.press("Enter")
        page.wait_for_url("**/study/#finish")
        page.locator(MARK).wait_for()
        tab_to(page, MARK)
        page.keyboard.press("Space")
        page.get_by_role("heading", name="This unit is done").wait_for()


def test_without_javascript(browser, live_academy):
    with device(browser, live_academy, java_script_enabled=False) as page:
        page.goto(UNIT.format(COACHING, "study"))
        page.locator("#finish a[href*='/login/']").click()
        page.fill("[name=login]", COLLEAGUE)
        page.fill("[name=password]", DEMO_PASSWORD)
        page.press("[name=password]", "Enter")
        page.get_by_role("heading", name="This unit is done").wait_for()
        note(page).fill("Saved by its button.")
        page.locator("form.own-note button").first.click()
        page.locator("form.own-note [data-said]", has_text=re.compile("^Saved ")).first.wait_for()
        page.locator(".quiz").first.get_by_role("radio").first.check()
        page.locator(".quiz").first.get_by_role("button", name="Look at the feedback").click()
        page.locator(".quiz .option--mine").first.wait_for()
        page.get_by_role("link", name=re.compile("^Go on with Try")).click()
        page.locator(MARK).click()
        page.get_by_role("heading", name="This unit is done").wait_for()
        page.get_by_role("button", name="It is not done yet").click()
        page.locator(MARK).wait_for()
        page.go_back()
        page.goto(page.url.replace("/try/", "/study/").partition("#")[0])
        assert note(page).input_value() == "Saved by its button."
        assert page.locator(".quiz .option--mine").count() == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_a_session_that_died_on_a_shared_tablet(browser, live_academy, javascript):
    words = f"Typed after a long pause, scripts: {javascript}."
    with device(browser, live_academy, java_script_enabled=javascript) as page:
        sign_in(page, TEACHER)
        page.goto(f"{MODULE.format('en')}try/")
        page.context.clear_cookies(name=re.compile("session"))
        note(page).fill(words)
        if javascript:
            page.locator("form.own-note [data-said] a").first.click()
        else:
            page.locator("form.own-note button").first.click()
        page.get_by_text("Your form is kept.").wait_for()
        door = page.url

        # A colleague signs in on the same tablet, from the same page.
        page.fill("[name=login]", COLLEAGUE)
        page.fill("[name=password]", DEMO_PASSWORD)
        page.press("[name=password]", "Enter")
        page.get_by_role("heading", name="This form is not here").wait_for()
        for path in ("/en/account/parked/", "/en/account/inbox/", "/en/notes/", f"{MODULE.format('en')}try/"):
            page.goto(path)
            assert words not in page.content()
        page.goto("/en/account/logout/")
        page.locator("main form [type=submit]").click()
        page.wait_for_url("**/en/")

        # Its own person finds it, in the words of the page, and sends it.
        page.goto(door)
        page.fill("[name=login]", TEACHER)
        page.fill("[name=password]", DEMO_PASSWORD)
        page.press("[name=password]", "Enter")
        page.get_by_role("heading", name="Your form is back").wait_for()
        assert page.locator("dl.kept").inner_text().splitlines() == ["Your note", words]
        if javascript:
            assert_no_axe_findings(page)
        page.get_by_role("button", name="Send it now").click()
        page.wait_for_url("**/try/**")
        assert note(page).input_value() == words
