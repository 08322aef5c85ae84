"""An editor changes a unit, looks at the preview and publishes; both processes show it at once."""

import urllib.request

from tests.browser import sign_in

UNIT = "/en/curriculum/start/my-practice-my-plan/see/"


def seen_by_a_visitor(url: str) -> str:
    with urllib.request.urlopen(url) as answer:  # noqa: S310
        return answer.read().decode()


def test_an_editor_publishes_and_everybody_sees_it(page, live_academy):
    addresses = [f"{live_academy.url}{UNIT}", f"{live_academy.second_url}{UNIT}"]
    # Both processes keep the page now.
    assert ["A day beside a learner" in seen_by_a_visitor(address) for address in addresses] == [False, False]

    sign_in(page, "editor@academy.example")
    page.goto(UNIT)
    page.locator(".nav__tools details.menu").nth(1).locator("summary").click()
    page.get_by_role("link", name="Edit this page").first.click()
    page.locator("#id_title").wait_for()
    page.fill("#id_title", "A day beside a learner")

    # The preview shows what is not published yet.
    page.get_by_role("button", name="Toggle preview").click()
    frame = page.frame_locator("#w-preview-iframe")
    frame.locator("h1", has_text="A day beside a learner").wait_for()
    assert ["A day beside a learner" in seen_by_a_visitor(address) for address in addresses] == [False, False]

    page.locator("footer").get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("has been published").wait_for()
    assert ["A day beside a learner" in seen_by_a_visitor(address) for address in addresses] == [True, True]
